import { join } from 'node:path';
import type { Timing } from '../../src/model/timing.ts';
import { ask, unit } from './ask.ts';
import { comesAbout, hold, prose, sleep } from './proof.ts';
import { backupFolder } from './proofs-operator-backup.ts';
import { rotated } from './proofs-operator-rotate.ts';
import { roles } from './proofs-refusal.ts';
import { settles } from './proofs-vips.ts';
import { type Story, writeTree } from './story.ts';

/** Something that happens in a month. */
export interface Event {
  day: number;
  name: string;
  /** What is to be expected, in words. */
  expected: string;
  /** Seconds that a writer may wait at the most. */
  longest: number;
  /** Where the application writes; on the first web server unless said. */
  web?: (story: Story) => string;
  /** Nobody writes meanwhile: the event stops the application. */
  quiet?: boolean;
  /** All that was written just before it is gone afterwards, as the consent to it says. */
  losesAll?: boolean;
  /** Lets it happen, or does it; returns what was seen. Throws when it went otherwise than expected. */
  happen(story: Story): Promise<string>;
}

/** A writer's own wait between two attempts, and what a busy machine adds to a row (seconds). */
const unnoticed = 1;

async function play(story: Story, playbook: string, vars: Record<string, unknown> = {}): Promise<string> {
  const { output } = await story.playWell(playbook, [`playbooks/${playbook}.yml`], { vars });
  return prose(output);
}

/** Both virtual IPs are where they should be, and what was said. */
async function movesTo(story: Story, host: string): Promise<string> {
  for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, host, 20);
  return `${host} serves`;
}

/** The last sentence of a play that begins with these words. */
function said(output: string, words: RegExp): string {
  const found = words.exec(output)?.[0];
  hold(found !== undefined, `it does not say ${words}`, output);
  return found;
}

async function verified(story: Story): Promise<string> {
  await play(story, 'verify', { sme_verify_checksums: true });
  return 'all is well, rows compared';
}

/** What happens in the month of a cluster with this timing, in order. */
export const eventsOf = ({ hostLost, clientReconnect }: Timing): readonly Event[] => [
  {
    ...{ day: 1, name: '`verify.yml` after the installation', expected: 'exit status 0', longest: unnoticed },
    happen: verified,
  },
  {
    ...{ day: 2, name: '`backup.yml`', expected: 'a checked backup on the controller', longest: unnoticed },
    async happen(story) {
      await play(story, 'backup', { sme_backup_dir: backupFolder(story) });
      return 'a checked backup on the controller';
    },
  },
  {
    day: 4,
    name: 'a larger binary log in the inventory, `site.yml`',
    expected: 'MariaDB restarts, the standby first; writes stop once',
    longest: 16,
    async happen(story) {
      const { master, standby } = await roles(story);
      const database = { ...story.inventory.database, max_binlog_size: '200M' };
      await writeTree({ ...story.inventory, database }, story.tree);
      await story.playWell('a larger binary log');
      const [first, second] = [await unit(story, standby, 'mariadb'), await unit(story, master, 'mariadb')];
      hold(first.since < second.since, 'the master was restarted first');
      return 'the standby first, then the master';
    },
  },
  {
    ...{ day: 6, name: '`branding.yml`', expected: 'a new style sheet everywhere', longest: unnoticed },
    async happen(story) {
      const [first = '', second = ''] = story.app;
      const file = join(story.inventory.application.branding_dir, 'month.css');
      await story.lab.sh(first, `echo month > ${file}`);
      await play(story, 'branding');
      hold((await story.lab.sh(second, `cat ${file}`)) === 'month', `${second} has another branding`);
      return 'the new style sheet everywhere';
    },
  },
  {
    day: 8,
    name: '`update.yml`, the application servers',
    expected: 'one after the other; the database does not notice',
    longest: unnoticed,
    async happen(story) {
      const log = '/run/proof-month-update';
      await play(story, 'update', {
        ...{ sme_application_update_command: `date +%s%N > ${log}`, sme_application_restart: 'services' },
      });
      const times = [];
      for (const host of story.app) times.push(Number(await story.lab.sh(host, `cat ${log}`)));
      hold([...times].sort().join() === times.join(), 'not one after the other');
      return 'one after the other';
    },
  },
  {
    day: 10,
    name: '`failover.yml`',
    ...{ expected: 'the standby serves; at most 2 s', longest: 2 },
    async happen(story) {
      const { standby } = await roles(story);
      await play(story, 'failover');
      return movesTo(story, standby);
    },
  },
  {
    day: 11,
    name: '`failback.yml`',
    ...{ expected: 'the preferred master serves; at most 2 s', longest: 2 },
    async happen(story) {
      await play(story, 'failback');
      return movesTo(story, story.db[0]);
    },
  },
  {
    day: 13,
    name: '`update.yml -e sme_update=os`',
    expected: 'the standby, a move, the other one; at most 2 s',
    longest: 2,
    async happen(story) {
      const { standby } = await roles(story);
      await play(story, 'update', { sme_update: 'os', sme_os_update_command: 'true' });
      return movesTo(story, standby);
    },
  },
  {
    day: 16,
    name: 'the master loses its power, and starts again when the standby serves',
    expected: `the standby serves within ${hostLost.text}; nothing moves back`,
    longest: hostLost.seconds + clientReconnect.seconds + unnoticed,
    async happen(story) {
      const { master, standby } = await roles(story);
      story.lab.powerCut(master);
      const moved = await movesAway(story, standby);
      await story.lab.boot(master);
      await settles(story, 'DB', standby, 20);
      return moved;
    },
  },
  {
    day: 18,
    name: '`rotate-secrets.yml`, and again back to the former passwords',
    expected: 'four passwords are changed twice; no write fails',
    longest: unnoticed,
    async happen(story) {
      for (const secrets of [rotated, story.secrets])
        await story.playWell('rotation', ['playbooks/rotate-secrets.yml'], {
          ...{ secrets, vars: { sme_application_restart: 'services' } },
        });
      return 'four passwords were changed twice';
    },
  },
  {
    day: 20,
    name: 'the standby is lost for good; `replace-host.yml` on an empty machine',
    expected: 'the master serves on, but for the dump of tables that are not InnoDB',
    longest: 15,
    async happen(story) {
      const { master, standby } = await roles(story);
      story.lab.trust(standby, await story.lab.replace(standby));
      const output = await play(story, 'replace-host', { sme_replace: standby, sme_reseed: true });
      await movesTo(story, master);
      return said(output, /\w+ is a copy of \w+ and stands by/);
    },
  },
  {
    day: 22,
    name: 'the first web server is lost; `promote-cron.yml`, and back when it returns',
    expected: 'the jobs run on the second one',
    longest: unnoticed,
    web: (story) => story.app[1] ?? '',
    async happen(story) {
      const [first = '', second = ''] = story.app;
      story.lab.powerCut(first);
      // The playbook trusts the word that it is lost when its witness was silent for half a minute.
      await sleep(32_000);
      const output = await play(story, 'promote-cron', { sme_cron_server: second, sme_lost: first });
      await story.lab.boot(first);
      await play(story, 'promote-cron', { sme_cron_server: first });
      return said(output, new RegExp(`run on ${second} alone`));
    },
  },
  {
    day: 24,
    name: 'somebody deletes all users; `restore.yml`',
    expected: 'as on day 2: what came later is gone, and kept in a file',
    longest: unnoticed,
    ...{ quiet: true, losesAll: true },
    async happen(story) {
      const { master } = await roles(story);
      await ask(story, master, 'DELETE FROM users', story.inventory.database.name);
      const vars = { sme_accept_data_loss: true, sme_backup_dir: backupFolder(story) };
      return said(await play(story, 'restore', vars), /loaded \d+ tables with \d+ rows/);
    },
  },
  {
    day: 27,
    name: '`shutdown.yml` and `startup.yml`, services only',
    expected: 'the same master serves, both databases equal',
    ...{ longest: unnoticed, quiet: true },
    async happen(story) {
      const { master } = await roles(story);
      await play(story, 'shutdown', { sme_services_only: true });
      await play(story, 'startup', { sme_services_only: true });
      return movesTo(story, master);
    },
  },
  {
    ...{ day: 30, name: '`verify.yml` at the end', expected: 'exit status 0', longest: unnoticed },
    happen: verified,
  },
];

/** Waits until the other server has the database's address. */
async function movesAway(story: Story, standby: string): Promise<string> {
  const serves = async () => (await roles(story).catch(() => undefined))?.master === standby;
  hold(await comesAbout(serves, 30), `${standby} does not take over`);
  return `${standby} serves`;
}
