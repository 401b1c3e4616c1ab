import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';
import inventory from '../../fixtures/reference/inventory.json' with { type: 'json' };
import { cacheOf, type Loaded } from './script.ts';

/**
 * Write V8's compiled code of every function that a compilation calls beside the bundle; a program that is
 * killed meanwhile, or a second one, leaves no half of it. Throws when the bundle cannot compile the inventory,
 * so that no broken template gets into a build.
 */
export async function makeCodeCache({ file, script, main }: Loaded): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sme-ha-gen-'));
  let faults = '';
  const io = {
    stdout: { write: () => {} },
    stderr: { write: (text: string) => (faults += text) },
    cwd: process.cwd(),
    env: {},
  };
  try {
    const given = join(folder, 'inventory.json');
    await writeFile(given, JSON.stringify(inventory));
    // The first run writes everything, the second one finds everything as it should be.
    for (const time of ['first', 'second']) {
      if ((await main.run([given, '-o', join(folder, 'tree')], io)) !== 0)
        throw new Error(`the ${time} run fails: ${faults}`);
    }
    const temporary = `${cacheOf(file)}.${pid}`;
    await writeFile(temporary, script.createCachedData(), { flush: true });
    await rename(temporary, cacheOf(file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
