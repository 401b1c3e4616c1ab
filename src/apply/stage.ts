import { closeSync, fsync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { manifestPath, stagingPrefix } from '../plan/path.ts';

const sync = promisify(fsync);

/** New contents, waiting beside the tree that they belong to. */
export interface Staging {
  readonly folder: string;
  /** Path in the tree to the file that waits for its place there. */
  readonly files: ReadonlyMap<string, string>;
}

/** A file to come. Where it takes the place of another it must have reached the disk before it does. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
  readonly replaces: boolean;
}

/**
 * Write new files, the manifest at the end of the list, into a folder of their own on the disk of the tree.
 * The manifest is written last: where it is whole, all others are. Leaves nothing behind when it throws.
 */
export async function stage(target: string, newFiles: readonly NewFile[]): Promise<Staging> {
  const folder = mkdtempSync(join(target, stagingPrefix));
  try {
    const others = newFiles.filter(({ path }) => path !== manifestPath);
    const files = new Map(others.map(({ path }, index) => [path, join(folder, String(index))]));
    await Promise.all(others.map((file) => write(files.get(file.path) ?? '', file)));
    for (const file of newFiles.filter(({ path }) => path === manifestPath)) {
      files.set(manifestPath, join(folder, manifestPath));
      await write(join(folder, manifestPath), file);
    }
    return { folder, files };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The syncs of many files overlap, which takes a tenth of the time that they take one after the other. */
async function write(file: string, { content, replaces }: NewFile): Promise<void> {
  const descriptor = openSync(file, 'wx', 0o644);
  try {
    writeFileSync(descriptor, content);
    if (replaces) await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
