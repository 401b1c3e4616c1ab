import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Story } from './story.ts';

/** Where scripts and logs of the proofs lie on a host: no disk, so a reboot clears them away. */
const proofFolder = '/run/proof';

/** Puts a script of the folder `inside` on a host and returns its path there. */
async function install(story: Story, host: string, script: string): Promise<string> {
  const path = `${proofFolder}/${script}`;
  const input = readFileSync(join(import.meta.dirname, 'inside', script), 'utf8');
  await story.lab.sh(host, `mkdir -p ${proofFolder} && cat > ${path}`, { input });
  return path;
}

const interpreters: Record<string, string> = { php: 'php', py: 'python3' };

function interpreter(script: string): string {
  return interpreters[script.split('.').at(-1) ?? ''] ?? 'sh';
}

/** Runs a script on a host and returns what it prints. */
export async function runScript(
  story: Story,
  host: string,
  script: string,
  args: string[] = [],
  input = '',
): Promise<string> {
  const path = await install(story, host, script);
  const { code, stdout, stderr } = await story.lab.exec(host, [interpreter(script), path, ...args], {
    input,
  });
  if (code !== 0) throw new Error(`${host}: ${script} ends with ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** A script that goes on running on a host until it is ended. */
export interface Companion {
  /** Ends it and returns what it has logged, line by line. */
  end(): Promise<string[]>;
  /** What it has logged so far. */
  lines(): Promise<string[]>;
}

/** Starts a script on a host that logs into a file given as its argument `{log}`. */
export async function accompany(
  story: Story,
  host: string,
  script: string,
  args: string[],
): Promise<Companion> {
  const path = await install(story, host, script);
  const log = `${path}.log`;
  const words = args.map((word) => `'${word.replace('{log}', log)}'`).join(' ');
  const pid = await story.lab.sh(
    host,
    `rm -f ${log}*; touch ${log}; setsid ${interpreter(script)} ${path} ${words} >${log}.out 2>&1 & echo $!`,
  );
  const lines = async () => (await story.lab.sh(host, `cat ${log}`)).split('\n').filter(Boolean);
  const end = async () => {
    await story.lab.exec(host, ['kill', pid]);
    return lines();
  };
  return { end, lines };
}

/** Watches the command lines of all processes, the hosts' too, while something is done; see processes.py. */
export async function watchProcesses<T>(
  words: string[],
  work: () => Promise<T>,
): Promise<{ result: T; seen: number; guilty: string[] }> {
  const script = join(import.meta.dirname, 'inside', 'processes.py');
  const watcher = execa('python3', [script], { stdin: 'pipe', maxBuffer: 1e8, reject: false });
  watcher.stdin.write(`${JSON.stringify(words)}\n`);
  try {
    const result = await work();
    watcher.stdin.end('stop\n');
    return { result, ...JSON.parse((await watcher).stdout) };
  } finally {
    watcher.kill();
  }
}
