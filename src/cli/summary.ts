import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vaultPath } from '../plan/path.ts';
import type { Change, Plan } from '../plan/plan.ts';

type Counts = Readonly<Record<Change['kind'] | 'unchanged', number>>;

/** A tree that is as it should be, and what was done for that. */
export interface Written {
  readonly cluster: string;
  readonly folder: string;
  readonly counts: Counts;
}

const words: Record<keyof Counts, string> = {
  create: 'created',
  replace: 'replaced',
  remove: 'removed',
  clear: 'cleared away',
  unchanged: 'unchanged',
};

/** How many files a plan creates, replaces, removes, and leaves as they are. */
export function countsOf({ changes, unchanged }: Plan): Counts {
  const counts = { create: 0, replace: 0, remove: 0, clear: 0, unchanged };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

/** One line about a cluster. */
export function summary({ cluster, folder, counts }: Written): string {
  const kinds = Object.keys(words) as (keyof Counts)[];
  const parts = kinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${words[kind]}`);
  return `${cluster}: ${parts.join(', ')} in ${folder}\n`;
}

/** What to do with the trees now; of several it is the same. */
export function nextSteps(trees: readonly Written[]): string {
  const [first] = trees;
  if (!first) return '';
  const hasSecrets = trees.every(({ folder }) => existsSync(join(folder, vaultPath)));
  const [where, place] =
    trees.length === 1
      ? ['', first.folder]
      : [` for each of the ${trees.length} clusters`, join(dirname(first.folder), 'CLUSTER')];
  const steps = [
    `cd ${forShell(place)}`,
    ...(hasSecrets ? [] : ['sme-ha-gen secrets . --vault-password-file FILE   # writes vault.yml, once']),
    'ansible-playbook site.yml',
  ];
  return `\nNext${where}:\n${steps.map((step) => `  ${step}\n`).join('')}`;
}

/** A text as one word of a shell. */
export function forShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
