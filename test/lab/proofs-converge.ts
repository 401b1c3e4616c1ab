import { ask, fromEach, slaveStatus, unit } from './ask.ts';
import { accompany, watchProcesses } from './inside.ts';
import { tellTales } from './leaks.ts';
import { hold, type Proof, same, sleep, told } from './proof.ts';
import type { Story } from './story.ts';

/** Where a run is killed, and how many milliseconds after the task has begun. */
const kills: { what: string; at: RegExp; delay: number; thorough?: boolean }[] = [
  {
    ...{
      what: 'when MariaDB has its options but was not restarted',
      at: /Write MariaDB's options/,
      delay: 900,
    },
    thorough: true,
  },
  { what: 'while the database is copied', at: /Let this server read the original/, delay: 1300 },
  {
    ...{
      what: 'when one server replicates already',
      at: /Begin to replicate where the copy says/,
      delay: 700,
    },
    thorough: true,
  },
  // Six tasks ahead of the guard's start, which must not be reached however fast the controller is.
  { what: 'when keepalived is configured by half', at: /Write the passwords of VRRP/, delay: 300 },
  { what: 'ahead of the reboots', at: /Set host, user, password and memcached/, delay: 900 },
];

/** The first database server was in use: what the second one gets must come from it, not from the image. */
export const inUse = `
  CREATE TABLE proof_writes (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, token VARCHAR(64) NOT NULL UNIQUE,
    at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)) ENGINE=InnoDB;
  INSERT INTO users (login, display_name, created) VALUES ('proof', 'Ünï''cödé "\\\\" 山田 🗄️', '2020-02-29');
  INSERT INTO audit_log (message) VALUES ('in a table without transactions');
  CREATE DEFINER='smestore'@'localhost' FUNCTION proof_twice(n INT) RETURNS INT RETURN 2 * n;
`;

async function bootIds(story: Story): Promise<Record<string, string>> {
  const ids = await fromEach(story.hosts, (host) =>
    story.lab.sh(host, 'cat /proc/sys/kernel/random/boot_id'),
  );
  return Object.fromEntries(ids);
}

async function convergeInPieces(story: Story): Promise<void> {
  for (const { what, at, delay } of kills.filter(({ thorough }) => !(story.short && thorough))) {
    const args = ['-vvv', 'site.yml'];
    const { code, output } = await story.play(`killed ${what}`, args, {
      killAt: at,
      killDelay: delay,
      bySsh: !story.short,
    });
    hold(code === null, `the run to be killed ${what} ended by itself, with ${code}`, told(output));
    // What was begun on a host goes on without its controller for a moment.
    await sleep(1000);
    if (what.includes('keepalived')) await stopReplication(story);
  }
  for (const host of story.hosts) await clearAnsiblesOwn(story, host);
}

/** Between replication and the guard nobody but the next run starts what a reboot has stopped (skip-slave-start). */
async function stopReplication(story: Story): Promise<void> {
  const [first, second] = story.db;
  for (const host of story.db) {
    same((await unit(story, host, 'sme-guard')).active, 'inactive', `the guard of ${host}: too late a kill`);
    await ask(story, host, 'STOP SLAVE');
    same((await slaveStatus(story, host)).Slave_SQL_Running, 'No', `replication of ${host}`);
  }
  // This one is restarted by the next run, which starts its replication then; on the other one it just stands.
  await ask(story, second, 'SET GLOBAL sync_binlog = 0');
  same(await ask(story, first, 'SELECT @@GLOBAL.sync_binlog'), '1', `sync_binlog of ${first}`);
}

/** What a killed Ansible leaves of its modules is no work of the tree; but nobody else may read it. */
async function clearAnsiblesOwn(story: Story, host: string): Promise<void> {
  const places = '/home/smeconfiguser/.ansible/tmp /root/.ansible /tmp/ansible_*';
  const open = await story.lab.sh(
    host,
    `find ${places} -maxdepth 1 -perm /077 -path '*ansible?tmp*' 2>/dev/null || true`,
  );
  same(open, '', `others may read what Ansible left on ${host}`);
  await story.lab.sh(host, `rm -rf /home/smeconfiguser/.ansible /root/.ansible /tmp/ansible_*`);
}

/** The hosts become a cluster. */
export const convergeProofs: Proof[] = [
  {
    name: 'runs that are killed midway, and one that is not, make a cluster of stock appliances',
    steps: ['G01', 'G29'],
    vital: true,
    async run(story) {
      const [first] = story.db;
      await ask(story, first, inUse, 'smestorage');
      story.notes.set('stock boots', JSON.stringify(await bootIds(story)));
      // As hard as it gets: somebody still writes on the first server, all the time.
      const writer = await accompany(story, first, 'writer.php', ['local', '{log}']);
      const { guilty, seen } = await watchProcesses(
        tellTales(story.secrets, story.inventory.cluster),
        async () => {
          await convergeInPieces(story);
          await story.playWell('the converge', ['-vvv', 'site.yml'], { bySsh: !story.short });
        },
      );
      const written = await writer.end();
      story.notes.set('written while converging', written.map((line) => line.split(' ')[0]).join('\n'));
      story.notes.set('guilty processes', guilty.join('\n'));
      story.notes.set('processes', String(seen));
      hold(written.length > 100, 'the writer on the first server did not get on', written.join('\n'));
      return `${story.plays.filter(({ result }) => result.code === null).length} of ${kills.length} places`;
    },
  },
  {
    name: 'no command line of any process, on any host, held a secret meanwhile',
    steps: [],
    async run(story) {
      hold(Number(story.notes.get('processes')) > 500, 'hardly a process was seen');
      same(story.notes.get('guilty processes'), '', 'a secret was on a command line');
    },
  },
  {
    name: 'both databases have every row that was acknowledged while the plays ran',
    steps: ['G11', 'G12', 'G13'],
    async run(story) {
      const tokens = story.notes.get('written while converging')?.split('\n') ?? [];
      for (const host of story.db) {
        const there = new Set(
          (await ask(story, host, 'SELECT token FROM proof_writes', 'smestorage')).split('\n'),
        );
        const lost = tokens.filter((token) => !there.has(token));
        hold(
          lost.length === 0,
          `${lost.length} of ${tokens.length} rows are missing on ${host}`,
          lost.join('\n'),
        );
      }
    },
  },
  {
    name: 'each application server was rebooted, one after the other, and no database server',
    steps: ['G29'],
    async run(story) {
      const stock = JSON.parse(story.notes.get('stock boots') ?? '{}');
      for (const [host, id] of Object.entries(await bootIds(story)))
        same(id !== stock[host], story.app.includes(host), `${host} was rebooted`);
      const boots = await fromEach(story.app, async (host) => {
        const text = await story.lab.sh(
          host,
          'systemctl show --value --property=UserspaceTimestampMonotonic --property=FinishTimestampMonotonic',
        );
        return text.split('\n').map(Number);
      });
      const spans = boots.map(([, times]) => times.sort((a, b) => a - b)).sort(([a = 0], [b = 0]) => a - b);
      const overlap = spans.some(([begin = 0], i) => i > 0 && begin < (spans[i - 1]?.[1] ?? 0));
      hold(!overlap, 'two application servers were down at once', JSON.stringify(boots));
    },
  },
];
