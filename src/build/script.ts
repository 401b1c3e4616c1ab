import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import type * as Main from './main.ts';

/** A file of dist/ that has been run, and those that it has loaded since. */
export interface Loaded<Exports = typeof Main> {
  readonly file: string;
  readonly script: Script;
  /** What it exports. */
  readonly main: Exports;
  /** Whether there was a code cache for it. */
  readonly hasCache: boolean;
  readonly parts: readonly Loaded<unknown>[];
}

/** The code cache of a file for this very V8, which ignores what another version of it made. */
export function cacheOf(file: string): string {
  return `${file}.${process.versions.v8}-${process.arch}.cache`;
}

/** Run a file of dist/ with the code cache that lies beside it. Where there is none the start takes some 20 ms longer. */
export function loadScript<Exports = typeof Main>(file: string): Loaded<Exports> {
  // esbuild writes ASCII, and this is the fastest way to read that.
  const code = readFileSync(file, 'latin1');
  const cachedData = readCache(cacheOf(file));
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${code}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} as Exports };
  const parts: Loaded<unknown>[] = [];
  const load = loader(file, parts);
  script.runInThisContext()(module.exports, load, module, file, dirname(file));
  return { file, script, main: module.exports, hasCache: cachedData !== undefined, parts };
}

/** What `require` does in a file of dist/: other files there are loaded in the same way, each once. */
function loader(file: string, parts: Loaded<unknown>[]): (name: string) => unknown {
  // As CommonJS this file has one of its own; to load the module that makes one takes a moment.
  const ofNode =
    typeof require === 'function' ? require : process.getBuiltinModule('node:module').createRequire(file);
  return (name) => {
    if (!name.startsWith('./')) return ofNode(name);
    const path = join(dirname(file), name);
    const known = parts.find((part) => part.file === path);
    if (known) return known.main;
    const part = loadScript<unknown>(path);
    parts.push(part);
    return part.main;
  };
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
