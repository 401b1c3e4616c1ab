import type { Deed } from './compare.ts';
import { textOf } from './unknown.ts';

/** What a task does to a host, by its module. */
export type Effect =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly isGone?: true;
      readonly lines?: readonly string[];
    }
  | { readonly kind: 'service'; readonly unit: string; readonly state: string }
  | { readonly kind: 'reboot' }
  | { readonly kind: 'refusal'; readonly message: string }
  | { readonly kind: 'other' };

/** Modules that write a file, and the argument that names it. */
const files: Readonly<Record<string, string>> = {
  blockinfile: 'path',
  copy: 'dest',
  file: 'path',
  php_properties: 'path',
  template: 'dest',
};

/** Modules of which something stays on the host when they are not called any more. */
const keeping = new Set([
  ...Object.keys(files),
  'crontab_jobs',
  'firewalld',
  'iptables_chain',
  'selinux_permissive',
]);

export function isKeeping(module: string): boolean {
  return keeping.has(module);
}

/** Modules that only look, or speak, or steer the play. */
const silent = new Set(['add_host', 'debug', 'fail', 'meta', 'set_fact', 'setup', 'stat', 'wait_for']);

/** The effect of a deed; undefined for what changes nothing on a host. */
export function effectOf({ visit, before }: Deed): Effect | undefined {
  const { task, args, text } = visit;
  if (task.module === 'assert') return { kind: 'refusal', message: textOf(args.fail_msg) };
  if (silent.has(task.module) || args.state === 'directory') return undefined;
  const argument = files[task.module];
  if (argument !== undefined) {
    const path = textOf(args[argument]);
    if (args.state === 'absent') return { kind: 'file', path, isGone: true };
    const isSecret = task.keys.no_log === true;
    if (isSecret || text === undefined || before?.text === undefined) return { kind: 'file', path };
    return { kind: 'file', path, lines: changedLines(before.text, text) };
  }
  if (task.module === 'systemd_service') {
    const enabled = args.enabled === false ? 'disabled' : 'enabled';
    return { kind: 'service', unit: textOf(args.name), state: textOf(args.state ?? enabled) };
  }
  return task.module === 'reboot' ? { kind: 'reboot' } : { kind: 'other' };
}

/** The lines that one text has and the other has not, marked by - and +. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}
