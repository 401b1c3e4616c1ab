/** The manifest, in the folder that it describes. */
export const manifestPath = '.sme-ha-gen.json';
/** Begins the name of a folder for files on their way into the tree. */
export const stagingPrefix = '.sme-ha-gen.staging-';
/** Held while one process writes. */
export const lockPath = '.sme-ha-gen.lock';
/** The user's secrets: never made, touched or removed by the compiler. */
export const vaultPath = 'inventory/group_vars/all/vault.yml';

/** Whether a path may name a generated file: relative, with `/`, staying inside, and none of the files above. */
export function isTreePath(path: string): boolean {
  const segments = path.split('/');
  if (/[\\:\p{Cc}]/u.test(path) || path.length > 1000) return false;
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return false;
  return path !== vaultPath && !segments[0]?.startsWith('.sme-ha-gen.');
}

/** The folders above a path, the outermost first: `a` and `a/b` for `a/b/c`. */
export function foldersAbove(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** The folder that a path is in; empty for one at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Every folder above any of the paths, each once, outer ones ahead of inner ones. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    if (!folders.has(folderOf(path))) for (const folder of foldersAbove(path)) folders.add(folder);
  }
  return folders;
}
