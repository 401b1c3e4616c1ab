import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import type * as Main from './main.ts';

/** A bundle of src/build/main.ts that has been run. */
export interface Loaded {
  readonly file: string;
  readonly script: Script;
  /** What it exports. */
  readonly main: typeof Main;
  /** Whether there was a code cache for it. */
  readonly hasCache: boolean;
}

/** The code cache of a bundle for this very V8, which ignores what another version of it made. */
export function cacheOf(file: string): string {
  return `${file}.${process.versions.v8}-${process.arch}.cache`;
}

/** Run a bundle with the code cache that lies beside it. Where there is none the start takes some 20 ms longer. */
export function loadScript(file: string): Loaded {
  // The bundle is ASCII, and this is the fastest way to read that.
  const code = readFileSync(file, 'latin1');
  const cachedData = readCache(cacheOf(file));
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${code}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} as typeof Main };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return { file, script, main: module.exports, hasCache: cachedData !== undefined };
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
