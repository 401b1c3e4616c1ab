import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { foldersAbove, manifestPath, stagingPrefix } from '../plan/path.ts';
import type { Change, Plan } from '../plan/plan.ts';
import { type Staging, stage } from './stage.ts';
import { withSentence } from './system-fault.ts';
import { leftovers } from './target.ts';

/**
 * Carry a plan out in a folder that is there and locked; `manifest` is the text of the new one.
 * Until all new contents are on the disk the old tree stays whole. From then on a run that is cut short
 * leaves its staging folder, whose manifest tells the next run which files are ours.
 */
export async function applyPlan(folder: string, { changes }: Plan, manifest: string): Promise<void> {
  const stale = leftovers(folder).filter((name) => name.startsWith(stagingPrefix));
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
  for (const name of stale) rmSync(join(folder, name), { recursive: true, force: true });
}

/** All that can fail for want of space or rights, ahead of the first visible change; undone when it does. */
async function prepare(folder: string, changes: readonly Change[], manifest: string): Promise<Staging> {
  const made: string[] = [];
  const files = changes.flatMap(({ kind, path, after: content }) =>
    content === undefined || path === manifestPath ? [] : [{ path, content, replaces: kind === 'replace' }],
  );
  const replaces = changes.some(({ kind }) => kind !== 'create');
  const staging = await stage(folder, [...files, { path: manifestPath, content: manifest, replaces }]);
  try {
    checkRights(folder, changes);
    for (const { kind, path } of changes) if (kind === 'clear') rmSync(join(folder, path));
    for (const parent of parentsOf(files)) {
      if (existsSync(join(folder, parent))) continue;
      mkdirSync(join(folder, parent), { mode: 0o755 });
      made.push(join(folder, parent));
    }
    return staging;
  } catch (error) {
    for (const path of made.reverse()) rmdirSync(path);
    rmSync(staging.folder, { recursive: true, force: true });
    throw error;
  }
}

/** A folder that may not be written to would stop the change half-way. */
function checkRights(folder: string, changes: readonly Change[]): void {
  const cleared = new Set(changes.filter(({ kind }) => kind === 'clear').map(({ path }) => path));
  for (const parent of parentsOf(changes)) {
    if (!cleared.has(parent) && existsSync(join(folder, parent))) {
      accessSync(join(folder, parent), constants.W_OK);
    }
  }
}

/** Every folder above the paths, each once, outer ones ahead of inner ones. */
function parentsOf(files: readonly { readonly path: string }[]): Set<string> {
  return new Set(files.flatMap(({ path }) => foldersAbove(path)));
}

/** Each file at one stroke, the manifest last: until then the old one lists what is still to be removed. */
function switchOver(folder: string, changes: readonly Change[], staging: Staging): void {
  for (const { kind, path } of changes) {
    const staged = staging.files.get(path);
    if (kind === 'remove') rmSync(join(folder, path));
    else if (kind !== 'clear' && staged !== undefined) renameSync(staged, join(folder, path));
  }
  for (const { kind, path } of changes) if (kind === 'remove') removeEmptyFolders(folder, path);
  rmSync(staging.folder, { recursive: true, force: true });
}

function removeEmptyFolders(folder: string, path: string): void {
  for (const parent of foldersAbove(path).reverse()) {
    const full = join(folder, parent);
    if (!existsSync(full)) continue;
    if (readdirSync(full).length > 0) return;
    rmdirSync(full);
  }
}
