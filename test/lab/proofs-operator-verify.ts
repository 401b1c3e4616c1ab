import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './ask.ts';
import { fingerprints } from './fingerprint.ts';
import { areFit } from './guard.ts';
import { watchProcesses } from './inside.ts';
import { tellTales } from './leaks.ts';
import { hold, type Proof, same, sleep } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { holderOf } from './proofs-vips.ts';
import type { Story } from './story.ts';

interface Finding {
  server: string;
  what: string;
  well: boolean;
  seen: string;
}

/** Runs verify.yml and returns its exit status and what it wrote for machines. */
export async function verify(story: Story, what: string, vars: Record<string, unknown> = {}) {
  const file = join(story.folder, `${what.replaceAll(' ', '-')}.json`);
  const args = ['-vvv', 'playbooks/verify.yml'];
  const { code, output } = await story.play(what, args, { vars: { sme_verify_json: file, ...vars } });
  const report = JSON.parse(readFileSync(file, 'utf8')) as { well: boolean; findings: Finding[] };
  const wrong = report.findings.filter(({ well }) => !well).map(({ server, what }) => `${server}: ${what}`);
  return { code, output, report, wrong };
}

/** Is the cluster as it should be? */
export const verifyProofs: Proof[] = [
  {
    name: 'verify finds a healthy cluster well, rows compared, touches nothing and shows no secret',
    steps: ['G17', 'G36'],
    async run(story) {
      await verify(story, 'verify once'); // It makes its table, the first time.
      const before = await fingerprints(story);
      const { result, guilty } = await watchProcesses(tellTales(story.secrets, story.inventory.cluster), () =>
        verify(story, 'verify healthy', { sme_verify_checksums: true }),
      );
      same(result.wrong, [], 'what is wrong');
      same([result.code, result.report.well], [0, true], 'exit status and summary');
      hold(/\d+ tables are equal/.test(result.output), 'it compared no rows', result.output);
      same(guilty, [], 'a command line shows a secret');
      same(await fingerprints(story), before, 'something was changed');
      const left = await ask(
        story,
        story.db[0],
        'SELECT COUNT(*) FROM sme_ha_verify',
        story.inventory.database.name,
      );
      same(left, '0', 'rows that verify has left');
    },
  },
  {
    name: 'verify finds all of several faults at once: a table that differs, a state file, drift, two crontabs',
    steps: ['G05', 'G17', 'G22', 'G28', 'G36'],
    async run(story) {
      const [{ standby }, caches] = [await roles(story), await holderOf(story, 'MEMCACHE')];
      const [database, web = ''] = [story.inventory.database.name, story.app[1]];
      const cron = story.inventory.application.cron_user;
      const alone = 'SET SESSION sql_log_bin = 0;';
      await story.lab.sh(
        web,
        `crontab -u ${cron} -l > /run/proof-crontab; echo '0 0 1 1 * true' | crontab -u ${cron} -`,
      );
      await story.lab.sh(standby, 'echo "# by hand" >> /usr/libexec/keepalived/check_memcached.sh');
      await story.lab.sh(caches, 'echo BACKUP > /var/run/keepalived_MEMCACHE.state');
      await ask(
        story,
        standby,
        `${alone} UPDATE users SET display_name = CONCAT(display_name, ' 2') WHERE login = 'proof'`,
        database,
      );
      try {
        const { code, wrong } = await verify(story, 'verify faults', { sme_verify_checksums: true });
        const wanted = [
          `${caches}: state file of MEMCACHE`,
          'pair: crontab',
          `${standby}: as the tree has it`,
          `${standby}: rows`,
        ];
        same([...wrong].sort(), wanted.sort(), 'what is wrong');
        same(code, 2, 'the exit status');
      } finally {
        const mend =
          "UPDATE users SET display_name = TRIM(TRAILING ' 2' FROM display_name) WHERE login = 'proof'";
        await ask(story, standby, `${alone} ${mend}`, database);
        await story.lab.sh(caches, 'echo MASTER > /var/run/keepalived_MEMCACHE.state');
        await story.lab.sh(standby, "sed -i '/^# by hand$/d' /usr/libexec/keepalived/check_memcached.sh");
        await story.lab.sh(web, `crontab -u ${cron} /run/proof-crontab`);
      }
    },
  },
  {
    name: 'verify tells of a server that is off and of an application that is refused, and does not hang',
    steps: ['G17', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      story.lab.powerCut(standby);
      // A guard that was heard three seconds ago may still live.
      await sleep(4000);
      await ask(
        story,
        master,
        `ALTER USER '${story.inventory.database.app_user}'@'${story.addressOf(story.app[0] ?? '')}' ACCOUNT LOCK`,
      );
      try {
        const { code, wrong } = await verify(story, 'verify a lost server');
        for (const finding of [
          `${standby}: reached`,
          `${story.app[0]}: database as the application`,
          `${master}: guard`,
        ])
          hold(wrong.includes(finding), `it does not find "${finding}"`, wrong.join('\n'));
        same(code, 2, 'the exit status');
      } finally {
        await ask(
          story,
          master,
          `ALTER USER '${story.inventory.database.app_user}'@'${story.addressOf(story.app[0] ?? '')}' ACCOUNT UNLOCK`,
        );
        await story.lab.boot(standby);
        await areFit(story);
      }
    },
  },
];
