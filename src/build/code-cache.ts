import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScript } from './script.ts';

/**
 * Write `<bundle>.cache`: V8's compiled code of every function that a compilation of the inventory calls.
 * Throws when the bundle cannot compile it, so that no broken template gets into a build.
 */
export async function makeCodeCache(bundle: string, inventory: string): Promise<void> {
  const { script, load } = loadScript(bundle);
  const { run } = load();
  const folder = await mkdtemp(join(tmpdir(), 'sme-ha-gen-'));
  let faults = '';
  const io = {
    stdout: { write: () => {} },
    stderr: { write: (text: string) => (faults += text) },
    cwd: process.cwd(),
    env: {},
  };
  try {
    // The first run writes everything, the second one finds everything as it should be.
    for (const time of ['first', 'second']) {
      if ((await run([inventory, '-o', folder], io)) !== 0)
        throw new Error(`the ${time} run fails: ${faults}`);
    }
    await writeFile(`${bundle}.cache`, script.createCachedData());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
