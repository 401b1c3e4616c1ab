import type { Story } from './story.ts';

/** What a query gives on a host, as root: one line for each row, columns apart by a tab. */
export async function ask(story: Story, host: string, query: string, database = ''): Promise<string> {
  const argv = ['mariadb', '--batch', '--skip-column-names', '--default-character-set=utf8mb4', database];
  const { code, stdout, stderr } = await story.lab.exec(host, argv.filter(Boolean), { input: query });
  if (code !== 0) throw new Error(`${host}: ${query}\n${stderr}`);
  return stdout.trimEnd();
}

/** SHOW SLAVE STATUS of a host, by its names; empty where none is configured. */
export async function slaveStatus(story: Story, host: string): Promise<Record<string, string>> {
  const text = await story.lab.sh(host, String.raw`mariadb --batch --execute 'SHOW SLAVE STATUS\G'`);
  return Object.fromEntries([...text.matchAll(/^ *(\w+): ?(.*)$/gm)].map(([, name, value]) => [name, value]));
}

/** Whether both threads of a host run and it has applied all it knows of. */
export async function replicates(story: Story, host: string): Promise<boolean> {
  const status = await slaveStatus(story, host).catch(() => ({}) as Record<string, string>);
  const { Slave_IO_Running: io, Slave_SQL_Running: applies, Seconds_Behind_Master: behind } = status;
  return io === 'Yes' && applies === 'Yes' && behind === '0';
}

export interface Unit {
  active: string;
  enabled: string;
  pid: string;
  /** Since when it is in its state: the monotonic clock's microseconds, which all hosts of a laboratory share. */
  since: number;
}

/** How systemd sees a unit of a host. */
export async function unit(story: Story, host: string, name: string): Promise<Unit> {
  const wanted = ['ActiveState', 'UnitFileState', 'MainPID', 'ActiveEnterTimestampMonotonic'];
  const text = await story.lab.sh(host, `systemctl show --property=${wanted.join(',')} ${name}`);
  const seen = Object.fromEntries(text.split('\n').map((line) => line.split('=')));
  return {
    active: seen.ActiveState,
    enabled: seen.UnitFileState,
    pid: seen.MainPID,
    since: Number(seen.ActiveEnterTimestampMonotonic),
  };
}

/** One answer from each host, all asked at once. */
export async function fromEach<T>(
  hosts: string[],
  question: (host: string) => Promise<T>,
): Promise<[host: string, answer: T][]> {
  return Promise.all(hosts.map(async (host) => [host, await question(host)] as [string, T]));
}

/** The hosts that hold an address, asked all at once; a host that is off holds none. */
export async function holders(story: Story, address: string): Promise<string[]> {
  const answers = await fromEach(
    story.hosts.filter((host) => story.lab.isOn(host)),
    async (host) => {
      const { stdout } = await story.lab.exec(host, ['ip', '-o', 'address']);
      return stdout.includes(` ${address}/`);
    },
  );
  return answers.filter(([, holds]) => holds).map(([host]) => host);
}
