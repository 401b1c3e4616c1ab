import { join } from 'node:path';
import { handEdit } from '../plan/diff.ts';
import type { Change, Plan, Refusal } from '../plan/plan.ts';

const reasons: Record<Refusal['reason'], string> = {
  edited: 'was edited by hand',
  foreign: 'is in the way and was not generated',
  link: 'is a symbolic link, which is never followed',
  other: 'is in the way, and sme-ha-gen does not remove such a thing; move it away yourself',
};

/** Why a tree is not written: a sentence for each file in the way, what a hand changed in it, and the way out. */
export async function refusalText(folder: string, { refusals }: Plan, prefix: string): Promise<string> {
  const texts = refusals.map(async ({ path, reason, change }) => {
    const stale = change.kind === 'remove' ? ', and the inventory asks for it no more' : '';
    const edit = reason === 'edited' ? await handEdit(change, prefix) : '';
    return `sme-ha-gen: ${join(folder, path)} ${reasons[reason]}${stale}\n${edit}`;
  });
  const forcible = refusals.some(({ reason }) => reason !== 'other');
  const advice = forcible ? ' Move the changes into the inventory, or overwrite them with --force.' : '';
  return `${(await Promise.all(texts)).join('')}Nothing was written to ${folder}.${advice}\n`;
}

const drifts: Record<Change['kind'], string> = {
  create: 'is missing',
  replace: 'is out of date',
  remove: 'is made no more',
  clear: 'is in the way of a folder',
};

/** Each file that is not what the inventory compiles to, and how it differs; in the order of the paths. */
export function driftText(folder: string, { changes, refusals }: Plan): string {
  const drifted = [
    ...changes.map(({ kind, path }) => ({ path, how: drifts[kind] })),
    ...refusals.map(({ reason, path }) => ({ path, how: reasons[reason] })),
  ];
  const lines = drifted.sort((a, b) => (a.path < b.path ? -1 : 1));
  return lines.map(({ path, how }) => `${join(folder, path)} ${how}\n`).join('');
}
