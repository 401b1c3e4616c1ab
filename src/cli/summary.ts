import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../apply/write.ts';
import type { Change, Plan } from '../plan/plan.ts';

interface Written {
  readonly job: Job;
  readonly plan: Plan;
  readonly cluster: string;
}

const words: Record<Change['kind'], string> = {
  create: 'created',
  replace: 'replaced',
  remove: 'removed',
  clear: 'cleared away',
};

/** One line: how many files of a cluster were created, replaced, removed, and are as they were. */
export function summary({ job, plan, cluster }: Written): string {
  const counts = Object.entries(words).map(([kind, word]) => {
    const count = plan.changes.filter((change) => change.kind === kind).length;
    return count === 0 ? '' : `${count} ${word}`;
  });
  const unchanged = plan.unchanged === 0 ? '' : `${plan.unchanged} unchanged`;
  return `${cluster}: ${[...counts, unchanged].filter((part) => part !== '').join(', ')} in ${job.folder}\n`;
}

/** What to do with the trees now. */
export function nextSteps(trees: readonly Written[]): string {
  return trees.map(({ job }) => stepsFor(job.folder)).join('');
}

function stepsFor(folder: string): string {
  const hasSecrets = existsSync(join(folder, 'inventory/group_vars/all/vault.yml'));
  const steps = [
    `cd ${forShell(folder)}`,
    ...(hasSecrets ? [] : ['sme-ha-gen secrets . --vault-password-file FILE   # writes vault.yml, once']),
    'ansible-playbook site.yml',
  ];
  return `\nNext:\n${steps.map((step) => `  ${step}\n`).join('')}`;
}

/** A path as one word of a shell. */
export function forShell(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
