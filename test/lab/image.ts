import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { isAlive } from './processes.ts';
import { buildCommand, imageName, passwords } from './recipe.ts';
import type { Release } from './release.ts';
import { say } from './say.ts';

const cache = process.env.SME_LAB_CACHE ?? '/var/cache/sme-ha-gen-lab';

/** The root of the stock appliance of a Debian release, built when this recipe has no image yet. */
export async function ensureImage(release: Release): Promise<string> {
  const image = join(cache, imageName(release));
  if (existsSync(image)) return image;
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  removeHalfBuilt();
  const draft = `${image}.building-${process.pid}`;
  const log = `${image}.log`;
  say(`building the appliance's image of Debian ${release}, about a minute; log in ${log}`);
  rmSync(log, { force: true });
  const started = Date.now();
  try {
    const [command = '', ...args] = buildCommand(release, draft);
    await execa(command, args, {
      env: {
        SME_USER_PASSWORD: passwords.smeconfiguser,
        SME_ROOT_PASSWORD: passwords.root,
        LC_ALL: 'C.UTF-8',
        // The system's own Python reads each package: one of a version manager takes a second to find.
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      },
      stdin: 'ignore',
      stdout: { file: log, append: true },
      stderr: { file: log, append: true },
    });
    // Another process may have been faster: its image is as good as ours.
    if (!existsSync(image)) renameSync(draft, image);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  say(`image built in ${Math.round((Date.now() - started) / 1000)} s`);
  return image;
}

/** Removes what builds left behind that were killed. */
function removeHalfBuilt(): void {
  for (const name of readdirSync(cache)) {
    const builder = /\.building-(\d+)$/.exec(name)?.[1];
    if (builder && !isAlive(Number(builder))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
