import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process of this id runs; with its start time, whether it is still the same one. */
export function isAlive(pid: number, start?: string): boolean {
  const seen = startTime(pid);
  return seen !== undefined && (start === undefined || seen === start);
}

/** The kernel's start time of a process: with the id it names one process for good. Undefined for a dead one. */
export function startTime(pid: number): string | undefined {
  const fields = statFields(pid);
  return fields.length === 0 || fields[0] === 'Z' ? undefined : fields[19];
}

/** A process's children. */
export function children(pid: number): number[] {
  return (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number);
}

/** A process and everything below it, whatever session it moved to. */
export function family(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(statFields(Number(name))[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (const member of found) found.push(...(parents.get(member) ?? []));
  return found;
}

/** The id a process has in its own pid namespace: 1 for a container's init. */
export function innerPid(pid: number): number | undefined {
  const ids = /^NSpid:\s+(.*)$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]?.split(/\s+/);
  return ids === undefined || ids.length < 2 ? undefined : Number(ids.at(-1));
}

/** Kills a process and everything below it. */
export function killFamily(pid: number): void {
  // Held first, until nobody new turns up: what is forked after a look at it would get away.
  const held = new Set<number>();
  for (let fresh = [pid]; fresh.length > 0; fresh = family(pid).filter((member) => !held.has(member))) {
    for (const member of fresh) {
      kill(member, 'SIGSTOP');
      held.add(member);
    }
    // The signal takes effect a little later, and a fork may come to its end in between.
    while (fresh.some((member) => !/^[TtZX]?$/.test(statFields(member)[0] ?? ''))) pause(1);
  }
  for (const member of held) kill(member);
}

/** A signal to one process, which may be gone already. */
export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone in the meantime: that is what was wanted.
  }
}

/** Waits without giving way to anything else: for what must be done while a process is ending. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** The fields of /proc/PID/stat after the name: state, parent, ... None for a process that is gone. */
function statFields(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  // The name in brackets may hold spaces and brackets of its own.
  return stat === undefined ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
