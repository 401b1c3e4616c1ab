/** What ansible-playbook counted for one host. */
export interface HostRecap {
  ok: number;
  changed: number;
  unreachable: number;
  failed: number;
  skipped: number;
  rescued: number;
  ignored: number;
}

/** The counts under PLAY RECAP, by host; empty for a run that did not get so far. */
export function readRecap(stdout: string): Record<string, HostRecap> {
  const recap: Record<string, HostRecap> = {};
  for (const line of stdout.slice(stdout.lastIndexOf('PLAY RECAP')).split('\n')) {
    const [, host, counts] = /^(\S+)\s+: (ok=\d+\s.*)$/.exec(line) ?? [];
    if (host === undefined || counts === undefined) continue;
    const count = (key: string) => Number(new RegExp(`\\b${key}=(\\d+)`).exec(counts)?.[1] ?? 0);
    recap[host] = {
      ok: count('ok'),
      changed: count('changed'),
      unreachable: count('unreachable'),
      failed: count('failed'),
      skipped: count('skipped'),
      rescued: count('rescued'),
      ignored: count('ignored'),
    };
  }
  return recap;
}

/** The names of the tasks and handlers a run has begun, in order. */
export function begunTasks(stdout: string): string[] {
  return [...stdout.matchAll(/^(?:TASK|RUNNING HANDLER) \[(.*)\] \*+$/gm)].map((match) => match[1] ?? '');
}
