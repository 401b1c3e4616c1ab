import { ask, fromEach, unit } from './ask.ts';
import { areEqual } from './databases.ts';
import { accompany } from './inside.ts';
import { hold, type Proof, same } from './proof.ts';
import { asForeseen, inTime, predicted, sight } from './predictions.ts';
import { roles } from './proofs-refusal.ts';
import { holderOf } from './proofs-vips.ts';
import { type Story, writeTree } from './story.ts';
import { endWriting, nothingIsLost, startWriting } from './writing.ts';

const services = [
  ...['httpd', 'cloudftp', 'vsftpd', 'mariadb', 'memcached', 'keepalived', 'crond', 'iptables'],
  ...['sme-guard', 'sme-witness'],
];

/** Another folder for the programs of a witness. */
const elsewhere = '/usr/libexec/sme-ha-witness';

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
    const foreseen = await predicted(story, { database }, master);
    const before = await since(story);
    const sightBefore = await sight(story);
    const addresses = story.db.map((host) => story.addressOf(host));
    const watch = await accompany(story, story.app.at(-1) ?? '', 'alive.php', ['{log}', ...addresses]);
    const writer = await startWriting(story, 'change');
    await story.playWell('a larger binary log', ['--diff', 'site.yml']);
    const [{ tokens, gap }, seen] = [await endWriting(writer), await watch.end()];

    const after = await since(story);
    asForeseen(sightBefore, await sight(story), foreseen);
    inTime(foreseen, gap);
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

/** The change above stands in the tree; these two come on top, in one play. */
export const foreseenProof: Proof = {
  name: 'a change of checks reloads keepalived, one of a web server restarts its witness: as plan says, and nothing else',
  steps: ['G20', 'G36'],
  async run(story) {
    const { master } = await roles(story);
    const { keepalived, app_servers = [] } = story.inventory;
    const database = { ...story.inventory.database, max_binlog_size: '200M' };
    const [web, ...others] = [...app_servers].reverse();
    hold(web !== undefined, 'there is no application server');
    const moved = { ...web, ansible_vars: { ...web.ansible_vars, keepalived_guard_dir: elsewhere } };
    const change = {
      database,
      keepalived: { ...keepalived, check: { ...keepalived.check, rise: keepalived.check.rise - 1 } },
      app_servers: [...others.reverse(), moved],
    };
    const foreseen = await predicted(story, change, master, { database });
    await writeTree({ ...story.inventory, ...change }, story.tree);
    const [before, loadedBefore] = [await sight(story), await reloads(story)];
    const writer = await startWriting(story, 'foreseen');
    await story.playWell('other checks and another place of a witness', ['--diff', 'site.yml']);
    const { tokens, gap } = await endWriting(writer);

    asForeseen(before, await sight(story), foreseen);
    const loaded = await reloads(story);
    const reloaded = story.db.filter((host) => loaded.get(host) !== loadedBefore.get(host));
    const wanted = foreseen.steps.flatMap(({ host, effect }) =>
      effect.kind === 'service' && effect.state === 'reloaded' ? [host] : [],
    );
    same(reloaded.sort(), wanted.sort(), 'where keepalived was reloaded');
    same(foreseen.pauses, [], 'pauses that plan foresees');
    inTime(foreseen, gap);
    same(await holderOf(story, 'DB'), master, 'who holds the virtual IP');
    await nothingIsLost(story, tokens);
    return `${tokens.length} rows, none for ${gap.toFixed(1)} s`;
  },
};

/** How many times systemd has reloaded keepalived on each database server since it was booted, as its journal says. */
async function reloads(story: Story): Promise<Map<string, string>> {
  const count = "journalctl --unit=keepalived --boot --no-pager --output=cat | grep -c '^Reloaded ' || true";
  return new Map(await fromEach([...story.db], (host) => story.lab.sh(host, count)));
}

/** How often each of the two did not answer. */
function timesDown(lines: string[]): string {
  const count = (ending: string) => lines.filter((line) => line.endsWith(ending)).length;
  return `first ${count(' 0 1')}, second ${count(' 1 0')} of ${lines.length} times`;
}
