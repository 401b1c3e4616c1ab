import { fromEach } from '../ask.ts';
import type { Story } from '../story.ts';

/** One look at a database server. */
export interface View {
  host: string;
  on: boolean;
  readOnly: boolean | undefined;
  /** Both threads of replication run and have applied all they know of. */
  replicates: boolean;
  /** What is wrong with replication, in MariaDB's words. */
  complaint: string;
  addresses: string[];
  /** What the guard says of itself; undefined where there is none. */
  guard: Record<string, unknown> | undefined;
}

const look = String.raw`timeout 3 mariadb --batch --execute 'SELECT @@global.read_only AS read_only\G SHOW SLAVE STATUS\G' 2>&1
echo; echo ==; ip -o address; echo ==; cat /run/sme-guard/status.json 2>/dev/null`;

/** How a database server is, as seen from inside of it. */
export async function view(story: Story, host: string): Promise<View> {
  const dark: View = {
    ...{ host, on: false, readOnly: undefined, replicates: false, complaint: 'off', addresses: [] },
    guard: undefined,
  };
  if (!story.lab.isOn(host)) return dark;
  const result = await story.lab.exec(host, ['bash', '-c', look], { timeout: 8000 }).catch(() => undefined);
  if (!result) return dark;
  const [database = '', addresses = '', guard = ''] = result.stdout.split(/^==$/m);
  const field = (name: string) => new RegExp(`^ *${name}: ?(.*)$`, 'm').exec(database)?.[1] ?? '';
  const threads = `IO ${field('Slave_IO_Running')}, SQL ${field('Slave_SQL_Running')}`;
  const behind = field('Seconds_Behind_Master');
  const errors = [field('Last_IO_Error'), field('Last_SQL_Error')].filter(Boolean).join('; ');
  const readOnly = /^ *read_only: ([01])$/m.exec(database)?.[1];
  return {
    host,
    on: true,
    readOnly: readOnly === undefined ? undefined : readOnly === '1',
    replicates: threads === 'IO Yes, SQL Yes' && behind === '0',
    complaint:
      readOnly === undefined ? database.trim().slice(0, 200) : `${threads}, behind ${behind} ${errors}`,
    addresses: [...addresses.matchAll(/ inet6? ([\da-f.:]+)\//g)].map(([, address]) => address ?? ''),
    guard: parsed(guard),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What keeps the pair from being well; empty when both replicate, one writes, and each address is held once. */
export async function ailments(story: Story, guarded: boolean): Promise<string[]> {
  const views = (await fromEach(story.db, (host) => view(story, host))).map(([, seen]) => seen);
  const found = views
    .filter(({ replicates }) => !replicates)
    .map(({ host, complaint }) => `${host} does not replicate: ${complaint}`);
  const { database, memcached } = story.inventory.vips;
  const holdersOf = (address: string) =>
    views.filter(({ addresses }) => addresses.includes(address)).map(({ host }) => host);
  for (const { name, address } of [database, memcached]) {
    const hosts = holdersOf(address);
    if (hosts.length !== 1) found.push(`${name} is held by ${hosts.join(' and ') || 'nobody'}`);
  }
  if (!guarded) return found;
  const writable = views.filter(({ readOnly }) => readOnly === false).map(({ host }) => host);
  if (writable.join() !== holdersOf(database.address).join() || writable.length !== 1)
    found.push(`writes are accepted by ${writable.join(' and ') || 'nobody'}`);
  for (const { host, guard } of views) {
    const { why, behind, conflict } = guard ?? {};
    if (found.length > 0) found.push(`guard of ${host}: ${JSON.stringify({ why, behind, conflict })}`);
  }
  return found;
}

/** Whether the hosts have a guard, which alone can keep a server from accepting writes. */
export async function isGuarded(story: Story): Promise<boolean> {
  const [first] = story.db;
  return (await story.lab.exec(first, ['systemctl', 'cat', 'sme-guard.service'])).code === 0;
}
