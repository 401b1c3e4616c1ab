import { unit } from './ask.ts';
import { areEqual } from './databases.ts';
import { hold, prose, type Proof, same, sleep } from './proof.ts';
import { verify } from './proofs-operator-verify.ts';
import { roles } from './proofs-refusal.ts';
import { holderOf, settles } from './proofs-vips.ts';
import type { Story } from './story.ts';
import { endWriting, nothingIsLost, startWriting } from './writing.ts';

const playbook = ['playbooks/replace-host.yml'];

async function refuses(story: Story, what: string, word: string, vars: object, bySsh = false): Promise<void> {
  const { code, output } = await story.play(what, playbook, { vars: { ...vars }, bySsh });
  hold(code !== 0, `${what} ends with ${code}`, output);
  for (const each of ['Nothing was changed', word])
    hold(prose(output).includes(each), `it does not say "${each}"`, output);
}

/** The playbook replace-host.yml. */
export const replaceProofs: Proof[] = [
  {
    name: 'replace-host.yml refuses the server that serves, a member that lives, and a name of none',
    steps: ['G12'],
    async run(story) {
      const { master, standby } = await roles(story);
      await refuses(story, 'replace the master', `${master} serves`, { sme_replace: master });
      await refuses(story, 'replace a member', `${standby} is a member of this cluster already`, {
        sme_replace: standby,
      });
      const [web = ''] = story.app;
      await refuses(story, 'replace a web server that lives', `${web} is a member`, { sme_replace: web });
      await refuses(story, 'replace nobody', 'say which server was replaced', {});
      await areEqual(story);
    },
  },
  {
    name: 'an empty appliance takes the place of the lost database server: it says what to do about the host key, makes the copy while the other one serves',
    steps: ['G01', 'G06', 'G08', 'G11', 'G12', 'G13', 'G15', 'G20', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const caches = await holderOf(story, 'MEMCACHE');
      same(caches, master, 'who has the address of memcached');
      const before = await unit(story, master, 'mariadb');
      const web = story.app.find((host) => host !== standby);
      const writer = await startWriting(story, 'replace', web);
      const key = await story.lab.replace(standby);
      await refuses(story, 'replace, by ssh', 'another ssh host key', { sme_replace: standby }, true);
      story.lab.trust(standby, key);
      const vars = { sme_replace: standby, sme_reseed: true };
      const { code, output, seconds } = await story.play('replace', playbook, { vars });
      const { tokens, gap } = await endWriting(writer);
      same(code, 0, `replace-host.yml ends with ${code}\n${output}`);
      hold(
        prose(output).includes(`${standby} is a copy of ${master} and stands by`),
        'it does not say so',
        output,
      );
      same(await unit(story, master, 'mariadb'), before, `MariaDB of ${master} was restarted`);
      for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, master, 20);
      // The check of the web needs its rises behind the start of httpd.
      if (story.inventory.vips.web) await settles(story, 'WEB', await holderOf(story, 'WEB'), 20);
      await areEqual(story);
      await nothingIsLost(story, tokens);
      const { wrong } = await verify(story, 'verify the replaced database server', {
        sme_verify_checksums: true,
      });
      same(wrong, [], 'what is wrong');
      // A table that is not InnoDB is locked for the dump.
      hold(gap < 15, `the writer had to wait for ${gap.toFixed(1)} s`);
      return `${seconds.toFixed(0)} s, no write for ${gap.toFixed(1)} s`;
    },
  },
  {
    name: 'an empty appliance takes the place of the lost web server, killed in between: configuration, witness, jobs, branding',
    steps: ['G02', 'G26', 'G27', 'G28', 'G30', 'G36'],
    async run(story) {
      const [first = '', second = ''] = story.app;
      story.lab.trust(first, await story.lab.replace(first));
      const vars = { sme_replace: first, sme_application_restart: 'services' };
      const killed = await story.play('replace a web server, killed', playbook, {
        vars,
        killAt: /Install the witness/,
        killDelay: 300,
      });
      same(killed.code, null, 'the run to be killed');
      await sleep(2000);
      const { output } = await story.playWell('replace a web server', playbook, { vars });
      hold(prose(output).includes('an application server of the cluster'), 'it does not say so', output);
      const branding = `cd ${story.inventory.application.branding_dir} && find . -type f -print0 | sort -z | xargs -0 sha1sum`;
      same(await story.lab.sh(first, branding), await story.lab.sh(second, branding), 'the branding');
      const jobs = "crontab -u smestorage -l | grep -c '^[0-9*@]' || true";
      same([await story.lab.sh(first, jobs), await story.lab.sh(second, jobs)], ['7', '0'], 'jobs that run');
      const { wrong } = await verify(story, 'verify the replaced web server');
      same(wrong, [], 'what is wrong');
    },
  },
];
