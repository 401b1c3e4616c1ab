import { ask, fromEach, slaveStatus } from './ask.ts';
import { accompany, type Companion } from './inside.ts';
import { comesAbout, hold, same } from './proof.ts';
import type { Story } from './story.ts';

/** What a guard says of itself, twice a second. */
export interface GuardStatus {
  vrrp: string;
  holds: boolean;
  writable: boolean;
  fit: boolean;
  may_hold: boolean;
  why: string;
  verified: boolean;
  conflict: string | null;
  peer: { heard: number; holds: boolean };
  witnesses: Record<string, number>;
}

export async function guardOf(story: Story, host: string): Promise<GuardStatus> {
  return JSON.parse(await story.lab.sh(host, 'cat /run/sme-guard/status.json'));
}

/** The database servers that accept writes, as MariaDB itself says; one that does not answer accepts none. */
export async function writers(story: Story): Promise<string[]> {
  const on = story.db.filter((host) => story.lab.isOn(host));
  const answers = await fromEach(on, (host) =>
    ask(story, host, 'SELECT @@GLOBAL.read_only').catch(() => '1'),
  );
  return answers.filter(([, readOnly]) => readOnly === '0').map(([host]) => host);
}

/** Waits until a server, or no server, accepts writes, alone. */
export async function isWriter(story: Story, host: string | undefined, seconds: number): Promise<void> {
  const wanted = host ?? '';
  const settled = await comesAbout(async () => (await writers(story)).join(' ') === wanted, seconds, 100);
  hold(
    settled,
    `writes are accepted by ${(await writers(story)).join(' and ') || 'nobody'}, not ${host ?? 'nobody'}`,
  );
}

/** Waits until either server could serve: both follow, and their guards have nothing against it. */
export async function areFit(story: Story, seconds = 30): Promise<void> {
  for (const host of story.db) {
    const isFit = async () => {
      const { Slave_IO_Running: io, Slave_SQL_Running: sql } = await slaveStatus(story, host);
      const { fit, may_hold: mayHold } = await guardOf(story, host);
      return io === 'Yes' && sql === 'Yes' && fit && mayHold;
    };
    hold(
      await comesAbout(isFit, seconds),
      `${host} does not become fit: ${(await guardOf(story, host)).why}`,
    );
  }
}

/** Runs SQL as the application does, from the first web server at an address or the virtual name. */
export async function asApplication(
  story: Story,
  to: string,
  sql: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { app_user, name } = story.inventory.database;
  return login(
    story,
    story.app[0] ?? '',
    to,
    app_user,
    story.secrets.vault_sme_app_db_password,
    `USE ${name}; ${sql}`,
  );
}

/** Logs in with a password that no command line shows, and runs SQL. */
export async function login(
  story: Story,
  from: string,
  to: string,
  user: string,
  password: string,
  sql = 'SELECT 1',
  more = '',
): Promise<{ code: number; stdout: string; stderr: string }> {
  // In an option file backslashes are escapes, and quotes keep what looks like a comment.
  const text = password.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const input = `[client]\nuser=${user}\npassword="${text}"\nhost=${to}\nconnect-timeout=3\nssl-verify-server-cert=0\n${more}`;
  return story.lab.exec(from, ['bash', '-c', 'mariadb --defaults-extra-file=<(cat) -N -e "$1"', 'sh', sql], {
    input,
  });
}

/** Watches both servers until it is ended; fails then if both accepted writes at once. */
export interface Watch {
  /** Returns when each server accepted writes: from the first answer that said so to the last one. */
  end(): Promise<Map<string, [from: number, to: number][]>>;
}

/** Starts to watch which server accepts writes. A server that loses its power must be watched `again` when it is back. */
export async function watchWriters(story: Story): Promise<Watch & { again(host: string): Promise<void> }> {
  const watched: [string, Companion][] = [];
  const again = async (host: string) => {
    watched.push([host, await accompany(story, host, 'writable.php', ['{log}'])]);
  };
  for (const host of story.db) await again(host);
  const end = async () => {
    const found = new Map<string, [number, number][]>();
    for (const host of story.db) {
      const last = watched.filter(([name]) => name === host).at(-1)?.[1];
      found.set(host, spans((await last?.end()) ?? []));
    }
    const [one = [], two = []] = story.db.map((host) => found.get(host) ?? []);
    const both = one.flatMap((a) => two.filter((b) => a[0] < b[1] && b[0] < a[1]).map((b) => [a, b]));
    same(both, [], 'both servers accepted writes at once');
    return found;
  };
  return { end, again };
}

/** Microseconds between which a server accepted writes without a break, as far as it was asked. */
function spans(lines: string[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  let open = false;
  for (const [start = 0, end = 0, writable] of lines.map((line) => line.split(' ').map(Number))) {
    const last = found.at(-1);
    if (writable === 1 && open && last) last[1] = start;
    else if (writable === 1) found.push([end, end]);
    open = writable === 1;
  }
  return found;
}
