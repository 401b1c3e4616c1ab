import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromEach } from './ask.ts';
import { comesAbout, hold, type Proof, same } from './proof.ts';
import type { Story } from './story.ts';

const crontab = 'var/spool/cron/crontabs/smestorage';
const isJob = (line: string) => /^\s*[0-9*@]/.test(line);

/** The crontab as `crontab -l` shows it: without the heading that cron itself puts into the file. */
function stockCrontab(story: Story): string[] {
  const text = readFileSync(join(story.image, crontab), 'utf8').trimEnd();
  return text.split('\n').filter((line) => !/^# (DO NOT EDIT|\(.* installed on|\(Cron version)/.test(line));
}

async function jobsLogged(story: Story, host: string): Promise<number> {
  return Number(await story.lab.sh(host, 'grep -c . /var/log/smestorage/cron.log || true'));
}

/** How many jobs have run on each server so far, for the last proof to compare with. */
async function noteJobs(story: Story): Promise<void> {
  const counts = Object.fromEntries(await fromEach(story.hosts, (host) => jobsLogged(story, host)));
  story.notes.set('jobs logged', JSON.stringify(counts));
}

/** The jobs of the application. */
export const jobProofs: Proof[] = [
  {
    name: 'the seven jobs stand in the crontab of the first web server alone; all else in it is as it was',
    steps: ['G05', 'G28'],
    async run(story) {
      await noteJobs(story);
      const stock = stockCrontab(story);
      same(stock.filter(isJob).length, 7, 'jobs of the stock appliance');
      for (const [host, text] of await fromEach(story.hosts, (name) =>
        story.lab.sh(name, 'crontab -u smestorage -l'),
      )) {
        const lines = text.split('\n');
        same(lines.filter(isJob).length, host === story.app[0] ? 7 : 0, `active jobs on ${host}`);
        const restored = lines.map((line) => line.replace('# sme-ha-gen: ', ''));
        same(restored.join('\n'), stock.join('\n'), `the crontab of ${host} has other lines`);
        const owner = await story.lab.sh(host, `stat -c '%a %U %G' /${crontab}`);
        same(owner, '600 smestorage crontab', `owner and mode of the crontab of ${host}`);
      }
    },
  },
];

/** The last proof of the story, when the jobs have had the time to run. */
export const jobsRanProof: Proof = {
  closing: true,
  name: 'the jobs run on that server and nowhere else',
  steps: ['G05', 'G28'],
  async run(story) {
    const before = JSON.parse(story.notes.get('jobs logged') ?? '{}');
    const [runs = '', ...others] = [...story.app, ...story.db];
    // One of the jobs is due every minute; most of that one is long over.
    const ran = await comesAbout(async () => (await jobsLogged(story, runs)) > before[runs], 70, 1000);
    hold(ran, `no job ran on ${runs} in 70 s`);
    for (const host of others) same(await jobsLogged(story, host), before[host], `jobs ran on ${host}`);
  },
};
