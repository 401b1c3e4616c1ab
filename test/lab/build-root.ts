import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { isAlive } from './processes.ts';
import { say } from './say.ts';

/** Builds a root folder by the mmdebstrap command that is made for it, whole or not at all, unless it is there. Returns the folder. */
export async function ensureRoot(
  root: string,
  what: string,
  commandFor: (root: string) => string[],
  env: Record<string, string> = {},
): Promise<string> {
  if (existsSync(root)) return root;
  const cache = dirname(root);
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  removeHalfBuilt(cache);
  const [draft, log] = [`${root}.building-${process.pid}`, `${root}.log`];
  say(`building ${what}, a minute or two; log in ${log}`);
  rmSync(log, { force: true });
  const started = Date.now();
  try {
    const [command = '', ...args] = commandFor(draft);
    await execa(command, args, {
      // The system's own Python reads each package: one of a version manager takes a second to find.
      env: { ...env, LC_ALL: 'C.UTF-8', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      stdin: 'ignore',
      stdout: { file: log, append: true },
      stderr: { file: log, append: true },
    });
    // Another process may have been faster: its root is as good as ours.
    if (!existsSync(root)) renameSync(draft, root);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  say(`built in ${Math.round((Date.now() - started) / 1000)} s`);
  return root;
}

/** Removes what builds left behind that were killed. */
function removeHalfBuilt(cache: string): void {
  for (const name of readdirSync(cache)) {
    const builder = /\.building-(\d+)$/.exec(name)?.[1];
    if (builder && !isAlive(Number(builder))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
