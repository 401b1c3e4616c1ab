import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Found, Target } from '../plan/disk.ts';
import { type Manifest, readManifest } from '../plan/manifest.ts';
import { foldersAbove, lockPath, manifestPath, stagingPrefix } from '../plan/path.ts';
import { UserError } from '../plan/user-error.ts';

/** No generated file comes near this many bytes. */
const largest = 4 * 1024 * 1024;

/**
 * Look at a folder: all that stands at the paths given and at those of its manifest. Follows no link inside it.
 * Throws a UserError when the folder is none, or when its manifest is not to be trusted.
 */
export function readTarget(folder: string, paths: Iterable<string>): Target {
  const above = statSync(folder, { throwIfNoEntry: false });
  if (above === undefined) return { disk: new Map(), known: new Map() };
  if (!above.isDirectory()) throw new UserError(`${folder} is a file, and a folder is needed there`);

  const manifest = trustedManifest(folder);
  const known = new Map<string, Set<string>>();
  for (const list of [manifest, ...interruptedManifests(folder)]) {
    for (const [path, hash] of list) known.set(path, (known.get(path) ?? new Set()).add(hash));
  }

  const disk = new Map<string, Found>();
  const wanted = new Set(paths);
  for (const path of new Set([...wanted, ...known.keys()])) {
    const link = look(folder, path, disk);
    if (link === undefined || wanted.has(path)) continue;
    throw new UserError(
      `${join(folder, manifestPath)} lists ${path}, but ${link} is a symbolic link: nothing was removed`,
    );
  }
  return { disk, known };
}

/** Record what stands at a path and above it; returns the link that ended the search, if one did. */
function look(folder: string, path: string, disk: Map<string, Found>): string | undefined {
  for (const parent of foldersAbove(path)) {
    const found = disk.get(parent) ?? find(join(folder, parent));
    if (found === undefined) return undefined;
    disk.set(parent, found);
    if (found.kind === 'link') return parent;
    if (found.kind !== 'folder') return undefined;
  }
  const found = disk.get(path) ?? find(join(folder, path));
  if (found !== undefined) disk.set(path, found);
  return undefined;
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
function interruptedManifests(folder: string): Manifest[] {
  return leftovers(folder).flatMap((staging) => {
    if (find(join(folder, staging))?.kind !== 'folder') return [];
    const found = find(join(folder, staging, manifestPath));
    const manifest = found?.kind === 'file' ? readManifest(Buffer.from(found.content).toString('utf8')) : '';
    return typeof manifest === 'string' ? [] : [manifest];
  });
}

/** The names of what only a run that was cut short, or one under way, has in a tree: staging folders and the lock. */
export function leftovers(folder: string): string[] {
  return readdirSync(folder).filter((name) => name === lockPath || name.startsWith(stagingPrefix));
}
