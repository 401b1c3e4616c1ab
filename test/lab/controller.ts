import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { onController } from './controller-root.ts';
import type { HostWish } from './inventory.ts';
import { killFamily } from './processes.ts';
import { begunTasks, type HostRecap, readRecap } from './recap.ts';
import { passwords } from './recipe.ts';
import { hostileSecrets, type Secrets, secretsFile } from './secrets.ts';
import type { LaboratoryState } from './state.ts';

export interface PlayOptions {
  /** More variables, as `-e` would give them. */
  vars?: Record<string, unknown>;
  /** Other secrets than the hostile ones; null for none at all. */
  secrets?: Secrets | null;
  env?: Record<string, string>;
  /** As people come in, by ssh and su; else a shorter way, which a slow machine is grateful for. */
  bySsh?: boolean;
  /** Kills the play, as a lost controller would, once a task whose name matches has begun, or so many have. */
  killAt?: RegExp | number;
  /** Milliseconds from there to the kill, for one in the middle of the task. */
  killDelay?: number;
  /** Sees the output as it comes. */
  onOutput?: (text: string) => void;
}

export interface PlayResult {
  /** The exit code; null for a play that was killed. */
  code: number | null;
  /** Both of stdout and stderr, as a terminal would show them. */
  output: string;
  stdout: string;
  recap: Record<string, HostRecap>;
  /** The tasks that were begun, in order. */
  tasks: string[];
  seconds: number;
}

/** Writes what the controller needs to know into the laboratory's folder: passwords, secrets, host keys. */
export function equipController(laboratory: LaboratoryState, hostKeys: Map<string, string>): void {
  const folder = controllerFolder(laboratory);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text, { mode: 0o600 });
  write('connection-password', `${passwords.smeconfiguser}\n`);
  write('become-password', `${passwords.root}\n`);
  write('secrets.yml', secretsFile(hostileSecrets));
  const known = laboratory.hosts.map((h) => `${h.name},${h.address} ${hostKeys.get(h.name)}\n`);
  write('known_hosts', known.join(''));
}

/** Makes Ansible ask for the user's own password, as sudo does, in place of root's. */
export function becomeByOwnPassword(laboratory: LaboratoryState): void {
  writeFileSync(join(controllerFolder(laboratory), 'become-password'), `${passwords.smeconfiguser}\n`);
}

/** Makes ssh know a host by this key alone, as a person does who has compared its fingerprint. */
export function trustKey(laboratory: LaboratoryState, { name, address }: HostWish, key: string): void {
  const file = join(controllerFolder(laboratory), 'known_hosts');
  const others = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(`${name},`));
  writeFileSync(file, `${[...others, `${name},${address} ${key}`].join('\n')}\n`, { mode: 0o600 });
}

/** The argv and environment of an ansible command that runs in the laboratory as a user would run it, or a shorter way. */
export function ansibleCommand(laboratory: LaboratoryState, command: string, args: string[], bySsh = true) {
  const folder = controllerFolder(laboratory);
  const inside = {
    ANSIBLE_CONNECTION_PLUGINS: join(import.meta.dirname, 'connection'),
    ANSIBLE_PIPELINING: '1',
    ANSIBLE_TRANSPORT: 'sme_lab',
    // Not the folder of the user who comes by ssh, who could not write there any more.
    ANSIBLE_REMOTE_TMP: '/root/.ansible/tmp',
    ANSIBLE_ASYNC_DIR: '/root/.ansible_async',
    SME_LAB_STATE: join(laboratory.folder, 'laboratory.json'),
  };
  const given = [
    ...(bySsh ? [] : ['-e', '{"ansible_become": false}']),
    ...['--connection-password-file', join(folder, 'connection-password')],
    ...['--become-password-file', join(folder, 'become-password')],
  ];
  const env = {
    ...(bySsh ? {} : inside),
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    ANSIBLE_FORCE_COLOR: '0',
    ANSIBLE_NOCOLOR: '1',
    // ssh looks into the home of the user database, not into HOME.
    ANSIBLE_SSH_EXTRA_ARGS: `-o UserKnownHostsFile=${join(folder, 'known_hosts')} -o GlobalKnownHostsFile=/dev/null`,
  };
  const { controllerRoot: root } = laboratory;
  const from = ['ip', 'netns', 'exec', laboratory.namespace, ...(root ? onController(root) : [])];
  return { argv: [...from, command, ...given, ...args], env };
}

/** Runs ansible-playbook in a generated tree, against the laboratory's hosts. */
export async function play(
  laboratory: LaboratoryState,
  tree: string,
  args: string[],
  options: PlayOptions = {},
): Promise<PlayResult> {
  const secrets = options.secrets === undefined ? hostileSecrets : options.secrets;
  const folder = controllerFolder(laboratory);
  const extra: string[] = [];
  if (secrets !== null) {
    writeFileSync(join(folder, 'secrets.yml'), secretsFile(secrets), { mode: 0o600 });
    extra.push('-e', `@${join(folder, 'secrets.yml')}`);
  }
  if (options.vars) extra.push('-e', JSON.stringify(options.vars));
  const { argv, env } = ansibleCommand(
    laboratory,
    'ansible-playbook',
    [...extra, ...args],
    options.bySsh ?? false,
  );
  const started = Date.now();
  const running = execa('setsid', ['--wait', ...argv], {
    cwd: tree,
    env: { ...env, ...options.env },
    stdin: 'ignore',
    all: true,
    reject: false,
    maxBuffer: 1e9,
  });
  const killed = watch(running, options);
  const result = await running;
  return {
    code: killed() ? null : (result.exitCode ?? null),
    output: result.all,
    stdout: result.stdout,
    recap: readRecap(result.stdout),
    tasks: begunTasks(result.stdout),
    seconds: (Date.now() - started) / 1000,
  };
}

/** Passes the output on, and kills the play where it is to die. Returns whether it was killed. */
function watch(
  running: { all: Readable; pid?: number | undefined },
  { killAt, killDelay, onOutput }: PlayOptions,
): () => boolean {
  let seen = '';
  let killed = false;
  running.all.on('data', (chunk: Buffer) => {
    seen += chunk.toString();
    onOutput?.(chunk.toString());
    if (killAt === undefined || killed || running.pid === undefined) return;
    const tasks = begunTasks(seen);
    const due = typeof killAt === 'number' ? tasks.length >= killAt : tasks.some((task) => killAt.test(task));
    if (!due) return;
    killed = true;
    // Not by its process group, which ansible's workers may have left.
    setTimeout(killFamily, killDelay ?? 0, running.pid);
  });
  return () => killed;
}

function controllerFolder(laboratory: LaboratoryState): string {
  return join(laboratory.folder, 'controller');
}
