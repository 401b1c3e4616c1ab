import { join } from 'node:path';
import { ask } from '../ask.ts';
import { comesAbout, sleep } from '../proof.ts';
import type { Story } from '../story.ts';
import { tell } from './clock.ts';
import { attempt, type Fault, type Strike } from './fault.ts';
import { Feed } from './feed.ts';

/** A large transaction that runs through the virtual IP until the server under it is killed. */
async function interrupt(story: Story, host: string, strike: Strike): Promise<void> {
  const table = `${strike.table}_large`;
  const { name } = story.inventory.database;
  await ask(
    story,
    host,
    `CREATE TABLE IF NOT EXISTS ${table} (id BIGINT AUTO_INCREMENT PRIMARY KEY, n INT)`,
    name,
  );
  const told: string[] = [];
  const file = join(strike.folder, 'large.log');
  const web = story.app.at(-1) ?? '';
  const feed = new Feed(story, web, 'large.php', [table, '100000'], (line) => told.push(line), file);
  const due = Math.floor(strike.random() * 105);
  const word = due >= 100 ? 'commit' : String(due * 1000);
  await comesAbout(async () => !feed.runs || told.includes(word), 60, 5);
  await story.lab.sh(host, 'systemctl kill --kill-who=all --signal=SIGKILL mariadb.service');
  strike.atEnd(async () => {
    await comesAbout(async () => !feed.runs, 5);
    await feed.end();
    const count = async (from: string) =>
      Number(await ask(story, from, `SELECT COUNT(*) FROM ${table}`, name));
    const [first, second] = story.db;
    await comesAbout(async () => (await count(first)) === (await count(second)), 30, 1000);
    const counts = [await count(first), await count(second)];
    tell(`the large transaction was killed at row ${word}: ${told.at(-1)}; rows now ${counts.join(' and ')}`);
    const right = told.includes('done') ? [100000] : told.includes('commit') ? [0, 100000] : [0];
    if (counts[0] !== counts[1] || !right.includes(counts[0] ?? -1))
      strike.problem(`a transaction of 100000 rows (${told.at(-1)}) left ${counts.join(' and ')} rows`);
    const master = await ask(story, first, 'SELECT @@global.read_only');
    await ask(story, master === '1' ? second : first, `DROP TABLE ${table}`, name);
  });
}

/** What happens to MariaDB from within. */
export const databaseFaults: Fault[] = [
  {
    id: 'disk-full',
    what: "the disk of MariaDB's data is full, then has room again",
    where: ['master', 'standby', 'both'],
    lasts: [10, 25],
    patience: 150,
    inject: async (story, host) => {
      // First as much as fits at once, then each block that is left.
      const fill = `f=/var/lib/mysql/.ballast; fallocate -l $(($(stat -fc '%a * %S' /var/lib/mysql))) $f
        dd if=/dev/zero of=$f.2 bs=64k 2>/dev/null; true`;
      await story.lab.sh(host, fill);
    },
    heal: async (story, host) => {
      await attempt(story, host, 'rm -f /var/lib/mysql/.ballast*');
      await sleep(2000);
      // MariaDB waits a minute before it looks again; one that gave up is started.
      await attempt(story, host, 'systemctl is-active mariadb || systemctl start mariadb', 90_000);
    },
  },
  {
    id: 'connections-exhausted',
    what: "sleeping connections of the application's user take all that the server has",
    where: ['master', 'standby', 'both'],
    lasts: [10, 25],
    inject: async (story, host, strike) => {
      const [web = ''] = story.app;
      const told: string[] = [];
      const args = [story.addressOf(host), '120'];
      const file = join(strike.folder, 'sleepers.log');
      const feed = new Feed(story, web, 'sleepers.php', args, (line) => told.push(line), file);
      sleepers.set(host, feed);
      await comesAbout(async () => told.length > 0 || !feed.runs, 20);
      tell(`${host}: ${told[0] ?? 'no connection was taken'}`);
    },
    heal: async (_story, host) => {
      await sleepers.get(host)?.end();
      sleepers.delete(host);
    },
  },
  {
    id: 'large-transaction',
    what: 'MariaDB gets SIGKILL while a transaction of 100,000 rows runs',
    where: ['master'],
    lasts: [5, 10],
    inject: interrupt,
    heal: (story, host) =>
      attempt(story, host, 'systemctl is-active mariadb || systemctl start mariadb', 90_000),
  },
];

const sleepers = new Map<string, Feed>();
