import { fromEach } from './ask.ts';
import { comesAbout, hold, prose, type Proof, same } from './proof.ts';
import { verify } from './proofs-operator-verify.ts';
import { changedNothing } from './proofs-rerun.ts';
import type { Story } from './story.ts';

const playbook = ['playbooks/promote-cron.yml'];

/** How many jobs would run on each application server that is on. */
async function jobs(story: Story): Promise<number[]> {
  const on = story.app.filter((host) => story.lab.isOn(host));
  const count = "crontab -u smestorage -l | grep -c '^[0-9*@]' || true";
  return (await fromEach(on, (host) => story.lab.sh(host, count))).map(([, text]) => Number(text));
}

/** The playbook promote-cron.yml. */
export const cronProofs: Proof[] = [
  {
    name: 'promote-cron.yml gives the jobs to another application server, says what has to follow, and verify complains until it has',
    steps: ['G05', 'G28'],
    async run(story) {
      const [first = '', second = ''] = story.app;
      const vars = { sme_cron_server: second };
      await story.playWell('jobs, checked', ['--check', ...playbook], { vars });
      same(await jobs(story), [7, 0], 'check mode has moved the jobs');
      const { output } = await story.playWell('jobs', playbook, { vars });
      same(await jobs(story), [0, 7], 'jobs that run');
      for (const word of [`run on ${second} alone`, `put ${second} first in app_servers`])
        hold(prose(output).includes(word), `it does not say "${word}"`, output);
      changedNothing(await story.play('jobs again', playbook, { vars }), story.app, 'a second run');
      const { wrong, output: said } = await verify(story, 'verify the jobs elsewhere');
      same(wrong, ['pair: crontab'], 'what verify finds wrong');
      hold(prose(said).includes(`in this tree on ${first}`), 'verify does not say where', said);
      await story.playWell('jobs back', playbook, { vars: { sme_cron_server: first } });
      same(await jobs(story), [7, 0], 'jobs that run');
    },
  },
  {
    name: 'promote-cron.yml refuses while a server that is not reached may run the jobs, and moves them when it is said to be lost',
    steps: ['G28'],
    async run(story) {
      const [first = '', second = ''] = story.app;
      const vars = { sme_cron_server: second };
      const refuses = async (what: string, word: string, more: object = {}) => {
        const { code, output } = await story.play(what, playbook, { vars: { ...vars, ...more } });
        same(code, 2, `the exit status of ${what}`);
        hold(prose(output).includes(word), `it does not say "${word}"`, output);
        same((await jobs(story)).at(-1), 0, `jobs on ${second}`);
      };
      await refuses('jobs to nobody', 'say which application server', { sme_cron_server: '' });
      story.lab.powerCut(first);
      try {
        // Its witness was heard a moment ago: to say that it is lost does not count yet.
        await refuses('jobs of a server that lives', 'but lives', { sme_lost: first });
        await comesAbout(async () => false, 31);
        await refuses('jobs of a lost server, unsaid', `add -e sme_lost=${first}`);
        const { output } = await story.playWell('jobs of a lost server', playbook, {
          vars: { ...vars, sme_lost: first },
        });
        same(await jobs(story), [7], 'jobs that run');
        hold(prose(output).includes('must not come back with its crontab'), 'it does not warn', output);
      } finally {
        await story.lab.boot(first);
      }
      same(await jobs(story), [7, 7], 'jobs when it is back with its crontab');
      await story.playWell('jobs back at home', playbook, { vars: { sme_cron_server: first } });
      same(await jobs(story), [7, 0], 'jobs that run');
    },
  },
];
