import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Found, Target } from '../plan/disk.ts';
import { type Manifest, readManifest } from '../plan/manifest.ts';
import { folderOf, lockPath, manifestPath, stagingPrefix } from '../plan/path.ts';
import { UserError } from '../plan/user-error.ts';
import { holds } from './holds.ts';

/** No generated file comes near this many bytes. */
const largest = 4 * 1024 * 1024;
const same: Found = { kind: 'same' };

/**
 * Look at a folder: all that stands at the paths of the files that are wanted, and at those of its manifest. Follows no
 * link inside it. Throws a UserError when the folder is none, or when its manifest is not to be trusted.
 */
export function readTarget(folder: string, wanted: ReadonlyMap<string, string>): Target {
  const above = statSync(folder, { throwIfNoEntry: false });
  if (above === undefined) return { disk: new Map(), known: new Map(), leftovers: [] };
  if (!above.isDirectory()) throw new UserError(`${folder} is a file, and a folder is needed there`);

  const { disk, enter } = explorer(folder);
  let isSame = wanted.size > 0;
  for (const [path, content] of wanted) {
    const found = enter(folderOf(path)) === true ? compare(`${folder}/${path}`, content) : undefined;
    if (found) disk.set(path, found);
    isSame &&= found?.kind === 'same';
  }
  const leftovers = leftoversIn(folder);
  // The manifest is one of the files: it lists these, and no other.
  if (isSame && leftovers.length === 0) return { disk, known: new Map(), leftovers };

  const known = new Map<string, Set<string>>();
  for (const list of [trustedManifest(folder), ...interruptedManifests(folder, leftovers)]) {
    for (const [path, hash] of list) known.set(path, (known.get(path) ?? new Set()).add(hash));
  }
  for (const path of known.keys()) {
    if (wanted.has(path)) continue;
    const entered = enter(folderOf(path));
    if (typeof entered === 'string') {
      throw new UserError(
        `${join(folder, manifestPath)} lists ${path}, but ${entered} is a symbolic link: nothing was removed`,
      );
    }
    const found = entered ? find(join(folder, path)) : undefined;
    if (found) disk.set(path, found);
  }
  return { disk, known, leftovers };
}

/**
 * Goes into folders, each of them once, and records what stands in the place of one. `enter` says whether a path is a
 * folder; where a link ended the search, its path.
 */
function explorer(folder: string): { disk: Map<string, Found>; enter: (path: string) => boolean | string } {
  const disk = new Map<string, Found>();
  const entered = new Map<string, boolean | string>([['', true]]);
  const enter = (path: string): boolean | string => {
    const known = entered.get(path);
    if (known !== undefined) return known;
    let result = enter(folderOf(path));
    if (result === true) {
      const found = find(`${folder}/${path}`);
      if (found) disk.set(path, found);
      result = found?.kind === 'link' ? path : found?.kind === 'folder';
    }
    entered.set(path, result);
    return result;
  };
  return { disk, enter };
}

function compare(path: string, content: string): Found | undefined {
  if (holds(path, content)) return same;
  const found = find(path);
  const isSame = found?.kind === 'file' && Buffer.from(content).equals(found.content);
  return isSame ? same : found;
}

function find(path: string): Found | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (stat.isDirectory()) return { kind: 'folder' };
  if (stat.isSymbolicLink()) return { kind: 'link' };
  if (!stat.isFile() || stat.size > largest) return { kind: 'other' };
  return { kind: 'file', content: readFileSync(path) };
}

function trustedManifest(folder: string): Manifest {
  const path = join(folder, manifestPath);
  const found = find(path);
  // A link is refused later, as one in the place of any other file is.
  if (found === undefined || found.kind === 'link') return new Map();
  // A power cut can leave it empty; it then makes no file ours.
  if (found.kind === 'file' && found.content.length === 0) return new Map();
  const manifest =
    found.kind === 'file'
      ? readManifest(Buffer.from(found.content).toString('utf8'))
      : 'it is no file of ours';
  if (typeof manifest === 'string') {
    throw new UserError(
      `${path} cannot be trusted, and nothing was written: ${manifest}. Restore or delete it.`,
    );
  }
  return manifest;
}

/** What runs that were cut short may have written; a broken list means that its run had not begun to. */
function interruptedManifests(folder: string, leftovers: readonly string[]): Manifest[] {
  return leftovers.flatMap((staging) => {
    if (find(join(folder, staging))?.kind !== 'folder') return [];
    const found = find(join(folder, staging, manifestPath));
    const manifest = found?.kind === 'file' ? readManifest(Buffer.from(found.content).toString('utf8')) : '';
    return typeof manifest === 'string' ? [] : [manifest];
  });
}

function leftoversIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name === lockPath || name.startsWith(stagingPrefix));
}
