import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { Io } from '../cli/io.ts';
import { type Loaded, loadScript } from './script.ts';

const loaded = loadScript(`${import.meta.dirname}/main.js`);

/**
 * Stands in the bundle for src/cli/run.ts: the same function, out of main.js. The package comes without the code
 * cache, which would double it; so the first run, when its work is done, makes the later ones faster.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const code = await loaded.main.run(argv, io);
  if (code === 0 && !loaded.hasCache && mayMakeCache(loaded, io)) {
    // Without it the program is slower and otherwise the same, so that no fault of it concerns anybody.
    const { makeCodeCache } = await import('./code-cache.ts');
    await makeCodeCache(loaded).catch(() => {});
  }
  return code;
}

/** Not where the package is read-only, as another user's is; nor where the user does not want such caches. */
function mayMakeCache({ file }: Loaded, { env }: Io): boolean {
  if (env.NODE_DISABLE_COMPILE_CACHE) return false;
  try {
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
