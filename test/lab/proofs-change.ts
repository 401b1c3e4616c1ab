import { ask, fromEach, unit } from './ask.ts';
import { areEqual } from './databases.ts';
import { accompany } from './inside.ts';
import { hold, type Proof, same } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { holderOf } from './proofs-vips.ts';
import { type Story, writeTree } from './story.ts';
import { endWriting, nothingIsLost, startWriting } from './writing.ts';

const services = ['httpd', 'cloudftp', 'vsftpd', 'mariadb', 'memcached', 'keepalived', 'crond', 'iptables'];

/** Since when each service of each host is what it is, by host and service. */
async function since(story: Story): Promise<Map<string, number>> {
  const rows = await fromEach(story.hosts, (host) =>
    Promise.all(
      services.map(async (name) => [`${name} on ${host}`, (await unit(story, host, name)).since] as const),
    ),
  );
  return new Map(rows.flatMap(([, times]) => times));
}

/** A change of the inventory that MariaDB takes up by a restart. */
export const changeProof: Proof = {
  name: 'a change that restarts MariaDB: the standby first, never both, and nothing else is restarted',
  steps: ['G08', 'G09', 'G17'],
  async run(story) {
    const { master, standby } = await roles(story);
    const database = { ...story.inventory.database, max_binlog_size: '200M' };
    await writeTree({ ...story.inventory, database }, story.tree);
    const before = await since(story);
    const addresses = story.db.map((host) => story.addressOf(host));
    const watch = await accompany(story, story.app.at(-1) ?? '', 'alive.php', ['{log}', ...addresses]);
    const writer = await startWriting(story, 'change');
    await story.playWell('a larger binary log', ['--diff', 'site.yml']);
    const [{ tokens, gap }, seen] = [await endWriting(writer), await watch.end()];

    const after = await since(story);
    const restarted = [...after].filter(([name, time]) => before.get(name) !== time).map(([name]) => name);
    same(restarted.sort(), story.db.map((host) => `mariadb on ${host}`).sort(), 'what was restarted');
    const order = [standby, master].map((host) => after.get(`mariadb on ${host}`) ?? 0) as [number, number];
    hold(order[0] < order[1], `MariaDB on ${master}, the master, was restarted ahead of ${standby}`);
    const down = seen.filter((line) => line.endsWith(' 0 0'));
    hold(seen.length > 50 && down.length === 0, 'both servers were down at once', down.join('\n'));
    for (const host of story.db)
      same(
        await ask(story, host, 'SELECT @@GLOBAL.max_binlog_size'),
        '209715200',
        `max_binlog_size of ${host}`,
      );

    await areEqual(story);
    await nothingIsLost(story, tokens);
    await holderOf(story, 'DB');
    hold(gap < 16, `the writer had to wait for ${gap.toFixed(1)} s`);
    return `${tokens.length} rows, none for ${gap.toFixed(1)} s; down: ${timesDown(seen)}`;
  },
};

/** How often each of the two did not answer. */
function timesDown(lines: string[]): string {
  const count = (ending: string) => lines.filter((line) => line.endsWith(ending)).length;
  return `first ${count(' 0 1')}, second ${count(' 1 0')} of ${lines.length} times`;
}
