import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pid } from 'node:process';
import { inflateRawSync } from 'node:zlib';
import inventory from '../../fixtures/reference/inventory.json' with { type: 'json' };
import { cacheOf, type Loaded } from './script.ts';
import { packedTexts, textsCache } from './texts-cache.ts';

/**
 * Write what makes a start faster into dist/: V8's compiled code of every function that a compilation calls, of the bundle
 * and of the files that it loads for one from YAML, and the texts of the templates unpacked. A program that is killed meanwhile, or a second one, leaves no half of a file. Throws when the
 * bundle cannot compile the inventory, so that no broken template gets into a build.
 */
export async function makeCodeCache(loaded: Loaded): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sme-ha-gen-'));
  let faults = '';
  const io = {
    stdout: { write: () => {} },
    stderr: { write: (text: string) => (faults += text) },
    cwd: process.cwd(),
    env: {},
  };
  try {
    // JSON is YAML. The first run writes everything, the second one finds everything as it should be.
    for (const [time, name] of ['a.json', 'a.yml'].entries()) {
      const given = join(folder, name);
      await writeFile(given, JSON.stringify(inventory));
      if ((await loaded.main.run([given, '-o', join(folder, 'tree')], io)) !== 0)
        throw new Error(`run ${time + 1} fails: ${faults}`);
    }
    for (const { file, script } of [loaded, ...loaded.parts]) {
      await writeWhole(cacheOf(file), script.createCachedData());
    }
    const dist = dirname(loaded.file);
    const texts = inflateRawSync(await readFile(join(dist, packedTexts)));
    await writeWhole(join(dist, textsCache(texts)), texts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${pid}`;
  await writeFile(temporary, bytes, { flush: true });
  await rename(temporary, file);
}
