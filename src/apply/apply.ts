import { accessSync, constants, existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, foldersAbove, foldersOf, manifestPath, stagingPrefix } from '../plan/path.ts';
import type { Change } from '../plan/plan.ts';
import { type Staging, stage } from './stage.ts';
import { withSentence } from './system-fault.ts';
import type { FolderPlan } from './write.ts';

/**
 * Carry a plan out in a folder that is there and locked; `manifest` is the text of the new one.
 * Until all new contents are on the disk the old tree stays whole. From then on a run that is cut short
 * leaves its staging folder, whose manifest tells the next run which files are ours.
 */
export async function applyPlan(
  folder: string,
  { changes, leftovers }: FolderPlan,
  manifest: string,
): Promise<void> {
  if (changes.length > 0) {
    const staging = await withSentence(
      `write to ${folder}`,
      () => prepare(folder, changes, manifest),
      '. Nothing was changed.',
    );
    await withSentence(
      `finish writing to ${folder}`,
      () => switchOver(folder, changes, staging),
      '. Run again when that is settled.',
    );
  }
  const stale = leftovers.filter((name) => name.startsWith(stagingPrefix));
  for (const name of stale) rmSync(join(folder, name), { recursive: true, force: true });
}

/** All that can fail for want of space or rights, ahead of the first visible change; undone when it does. */
async function prepare(folder: string, changes: readonly Change[], manifest: string): Promise<Staging> {
  const files = changes.flatMap(({ kind, path, after: content }) =>
    content === undefined || path === manifestPath ? [] : [{ path, content, replaces: kind === 'replace' }],
  );
  const replaces = changes.some(({ kind }) => kind !== 'create');
  const staging = await stage(
    folder,
    [...files, { path: manifestPath, content: manifest, replaces }],
    newFolders(folder, changes),
  );
  try {
    checkRights(folder, changes);
    return staging;
  } catch (error) {
    rmSync(staging.folder, { recursive: true, force: true });
    throw error;
  }
}

/** The folders that the tree does not have yet, each the outermost one; what is cleared away makes place for one. */
function newFolders(folder: string, changes: readonly Change[]): Set<string> {
  const missing = new Set(changes.filter(({ kind }) => kind === 'clear').map(({ path }) => path));
  const inner = new Set<string>();
  for (const parent of parentsOf(changes)) {
    const above = folderOf(parent);
    if (missing.has(above) || inner.has(above)) inner.add(parent);
    else if (!existsSync(`${folder}/${parent}`)) missing.add(parent);
  }
  return missing;
}

/** A folder that may not be written to would stop the change half-way. */
export function checkRights(folder: string, changes: readonly Change[]): void {
  const cleared = new Set(changes.filter(({ kind }) => kind === 'clear').map(({ path }) => path));
  for (const parent of parentsOf(changes)) {
    if (!cleared.has(parent) && existsSync(`${folder}/${parent}`)) {
      accessSync(`${folder}/${parent}`, constants.W_OK);
    }
  }
}

function parentsOf(changes: readonly Change[]): Set<string> {
  return foldersOf(changes.map(({ path }) => path));
}

/** Each file or new folder at one stroke, the manifest last: until then the old one lists what is still to be removed. */
function switchOver(folder: string, changes: readonly Change[], { moves, folder: staging }: Staging): void {
  for (const { kind, path } of changes) if (kind === 'clear' || kind === 'remove') rmSync(join(folder, path));
  for (const [path, place] of moves) renameSync(place, join(folder, path));
  for (const { kind, path } of changes) if (kind === 'remove') removeEmptyFolders(folder, path);
  rmSync(staging, { recursive: true, force: true });
}

function removeEmptyFolders(folder: string, path: string): void {
  for (const parent of foldersAbove(path).reverse()) {
    const full = join(folder, parent);
    if (!existsSync(full)) continue;
    if (readdirSync(full).length > 0) return;
    rmdirSync(full);
  }
}
