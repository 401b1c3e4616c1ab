import { execa } from 'execa';
import { initOf } from './power.ts';
import type { HostState, LaboratoryState } from './state.ts';

export interface CommandOptions {
  input?: string;
  env?: Record<string, string>;
  /** Milliseconds after which the command is ended; two minutes unless told. */
  timeout?: number;
}

export interface CommandResult {
  /** The exit code; -1 for a command that was ended by a signal or by the time limit. */
  code: number;
  stdout: string;
  stderr: string;
}

const rootEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
};

/** The argv that runs a command as root inside a running host. */
export function enter(host: HostState, argv: string[]): string[] {
  const init = initOf(host);
  if (init === undefined) throw new Error(`${host.name} is off`);
  // As many namespaces as a login would have; with the root folder, for nspawn's host sees its own alone.
  return ['nsenter', `--target=${init}`, ...'-m -u -i -n -p -r -w'.split(' '), '--', ...argv];
}

/** Runs a command as root inside a host, with root's login environment. Does not throw when it fails. */
export function runInside(host: HostState, argv: string[], options: CommandOptions = {}) {
  return run(enter(host, argv), { ...options, env: { ...rootEnvironment, ...options.env } }, false);
}

/** Runs a command at the controller's address, which is no member of the cluster: a stranger to it. */
export function runFromStranger(laboratory: LaboratoryState, argv: string[], options: CommandOptions = {}) {
  return run(['ip', 'netns', 'exec', laboratory.namespace, ...argv], options, true);
}

/** Waits until a host's systemd has started all it starts at boot, and its sshd greets. */
export async function waitUntilUp(laboratory: LaboratoryState, host: HostState, seconds = 90): Promise<void> {
  const until = Date.now() + seconds * 1000;
  let seen = 'off';
  while (Date.now() < until) {
    if (initOf(host) !== undefined) {
      const { stdout } = await runInside(host, ['systemctl', 'is-system-running'], { timeout: 5000 });
      seen = stdout.trim() || 'starting';
      if (/^(running|degraded)$/.test(seen) && (await greets(laboratory, host))) return;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${host.name} is not up after ${seconds} s: ${seen}; see its console.log`);
}

async function greets(laboratory: LaboratoryState, host: HostState): Promise<boolean> {
  const script = `exec 3<>/dev/tcp/${host.address}/22 && head -c 4 <&3`;
  const { stdout } = await runFromStranger(laboratory, ['bash', '-c', script], { timeout: 3000 });
  return stdout === 'SSH-';
}

async function run(argv: string[], options: CommandOptions, extendEnv: boolean): Promise<CommandResult> {
  const [command = '', ...args] = argv;
  const { exitCode, stdout, stderr } = await execa(command, args, {
    // With a socket for its input, as input is handed over, bash takes itself for a remote shell and reads root's .bashrc.
    ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
    env: options.env ?? {},
    extendEnv,
    timeout: options.timeout ?? 120_000,
    stripFinalNewline: false,
    maxBuffer: 1e9,
    reject: false,
  });
  return { code: exitCode ?? -1, stdout, stderr };
}
