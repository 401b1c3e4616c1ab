import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import type { run } from '../cli/run.ts';

interface Loaded {
  readonly script: Script;
  /** Run the script and return what it exports. */
  readonly load: () => { run: typeof run };
}

/**
 * Compile a bundle with the code cache that lies beside it. V8 ignores a cache that another version of it made;
 * then, and where there is none, the start takes some 20 ms longer.
 */
export function loadScript(file: string): Loaded {
  // The bundle is ASCII, and this is the fastest way to read that.
  const code = readFileSync(file, 'latin1');
  const cachedData = readCache(`${file}.cache`);
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${code}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  return { script, load: () => load(script, file) };
}

function load(script: Script, file: string): { run: typeof run } {
  const module = { exports: {} as { run: typeof run } };
  script.runInThisContext()(module.exports, createRequire(file), module, file, '');
  return module.exports;
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
