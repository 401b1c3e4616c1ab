import type { Target } from './disk.ts';
import { sha256 } from './manifest.ts';
import { foldersOf, manifestPath } from './path.ts';

/** One step to the new tree. `clear` removes what stands where a folder must be. */
export interface Change {
  readonly kind: 'create' | 'replace' | 'remove' | 'clear';
  readonly path: string;
  readonly before?: Uint8Array;
  readonly after?: string;
}

/** A path that is left alone unless forced, and why. `other` is not even forced: it may hold anything. */
export interface Refusal {
  readonly path: string;
  readonly reason: 'edited' | 'foreign' | 'link' | 'other';
  readonly change: Change;
}

/** What writing a tree means for a folder; both lists in the order of the paths, the manifest last. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly refusals: readonly Refusal[];
  readonly unchanged: number;
}

type Verdict = Change | Refusal | undefined;

/** Compare the files that there should be, the manifest among them, with a folder. Pure. */
export function planTree(tree: ReadonlyMap<string, string>, target: Target): Plan {
  const files = Array.from(tree, ([path, content]) => judgeFile(path, content, target));
  const stale = [...target.known.keys()].filter((path) => !tree.has(path)).sort();
  const removed = stale.map((path) => judgeStale(path, target));
  // Where every file is as it should be, so are the folders above them.
  const found = [...files, ...removed].filter((verdict) => verdict !== undefined);
  if (found.length === 0) return { changes: [], refusals: [], unchanged: tree.size };

  const folders = [...foldersOf(tree.keys())].map((folder) => judgeFolder(folder, target));
  const verdicts = unique([...folders.filter((verdict) => verdict !== undefined), ...found]);
  const refusals = verdicts.filter((verdict) => 'reason' in verdict);
  const changes = verdicts.filter((verdict) => 'kind' in verdict);
  const touched = new Set(verdicts.map(({ path }) => path));
  return { changes, refusals, unchanged: [...tree.keys()].filter((path) => !touched.has(path)).length };
}

/** The plan that overwrites what was edited by hand; what cannot be forced stays refused. */
export function forcePlan({ changes, refusals, unchanged }: Plan): Plan {
  const forced = refusals.filter(({ reason }) => reason !== 'other').map(({ change }) => change);
  return {
    changes: [...changes, ...forced].sort(byPath),
    refusals: refusals.filter(({ reason }) => reason === 'other'),
    unchanged,
  };
}

function judgeFolder(path: string, target: Target): Verdict {
  const found = target.disk.get(path);
  if (found === undefined || found.kind === 'folder') return undefined;
  const change: Change = { kind: 'clear', path };
  if (found.kind === 'link' || found.kind === 'other') return { path, reason: found.kind, change };
  return found.kind === 'file' && isOurs(path, found.content, target)
    ? change
    : { path, reason: 'foreign', change };
}

function judgeFile(path: string, after: string, target: Target): Verdict {
  const found = target.disk.get(path);
  if (found === undefined) return { kind: 'create', path, after };
  // Equal content is ours whatever the manifest says: a run that was cut short leaves such files.
  if (found.kind === 'same') return undefined;
  if (found.kind !== 'file') {
    const reason = found.kind === 'link' ? 'link' : 'other';
    return { path, reason, change: { kind: 'replace', path, after } };
  }
  const change: Change = { kind: 'replace', path, before: found.content, after };
  if (path === manifestPath || isOurs(path, found.content, target)) return change;
  return { path, reason: target.known.has(path) ? 'edited' : 'foreign', change };
}

/** A file that we once wrote and make no more. */
function judgeStale(path: string, target: Target): Verdict {
  const found = target.disk.get(path);
  if (found?.kind === 'link') return { path, reason: 'link', change: { kind: 'remove', path } };
  if (found?.kind !== 'file') return undefined;
  const change: Change = { kind: 'remove', path, before: found.content };
  return isOurs(path, found.content, target) ? change : { path, reason: 'edited', change };
}

function isOurs(path: string, content: Uint8Array, { known }: Target): boolean {
  const hashes = known.get(path);
  // A power cut can leave a file of ours empty: new files are not waited for until they have reached the disk.
  return hashes !== undefined && (content.length === 0 || hashes.has(sha256(content)));
}

/** One verdict a path: a folder is judged once for every file in it, a cleared file is not removed as well. */
function unique<T extends { readonly path: string }>(verdicts: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const verdict of verdicts) if (!first.has(verdict.path)) first.set(verdict.path, verdict);
  return [...first.values()].sort(byPath);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return Number(a.path === manifestPath) - Number(b.path === manifestPath) || (a.path < b.path ? -1 : 1);
}
