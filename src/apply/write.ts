import { accessSync, constants, existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { withManifest } from '../plan/manifest.ts';
import { manifestPath } from '../plan/path.ts';
import { forcePlan, type Plan, planTree } from '../plan/plan.ts';
import { UserError } from '../plan/user-error.ts';
import { applyPlan, checkRights } from './apply.ts';
import { assertUnlocked, withLock } from './lock.ts';
import { withSentence } from './system-fault.ts';
import { readTarget } from './target.ts';

/** A tree and the folder that it is for; with `force` what was edited by hand there is overwritten. */
export interface Job {
  readonly folder: string;
  readonly tree: ReadonlyMap<string, string>;
  readonly force: boolean;
}

/** A plan for a folder in which runs that were cut short may have left something. */
export interface FolderPlan extends Plan {
  readonly leftovers: readonly string[];
}

/** What writing the tree would change. Throws a UserError when the folder cannot be read or trusted. */
export async function planFolder({ folder, tree, force }: Job): Promise<FolderPlan> {
  const files = withManifest(tree);
  const target = await withSentence(`read ${folder}`, () => readTarget(folder, files));
  const plan = planTree(files, target);
  return { ...(force ? forcePlan(plan) : plan), leftovers: target.leftovers };
}

/** Write the tree, and return what that changed. Throws a UserError, with nothing changed, when a file is in the way or the disk refuses. */
export async function writeFolder(job: Job): Promise<Plan> {
  const made = await withSentence(`make ${job.folder}`, () => mkdirSync(job.folder, { recursive: true }));
  try {
    return await withSentence(`write to ${job.folder}`, () => withLock(job.folder, () => writeLocked(job)));
  } catch (error) {
    if (made !== undefined) removeIfEmpty(job.folder);
    throw error;
  }
}

/** Throw a UserError when a folder could not be made: nobody may write to what there is of the path to it. */
export async function assertCanMake(folder: string): Promise<void> {
  let above = dirname(resolve(folder));
  while (!existsSync(above)) above = dirname(above);
  await withSentence(`make ${folder}`, () => accessSync(`${above}/.`, constants.W_OK | constants.X_OK));
}

/** Throw a UserError when a plan could not be carried out, for want of rights or since another process writes there. */
export async function assertCanApply(folder: string, { changes }: FolderPlan): Promise<void> {
  await withSentence(
    `write to ${folder}`,
    () => {
      assertUnlocked(folder);
      accessSync(folder, constants.W_OK | constants.X_OK);
      checkRights(folder, changes);
    },
    '. Nothing was changed.',
  );
}

/** Whether there is anything to do in the folder: a change, or the remains of a run that was cut short. */
export function needsWriting({ changes, leftovers }: FolderPlan): boolean {
  return changes.length > 0 || leftovers.length > 0;
}

async function writeLocked(job: Job): Promise<Plan> {
  // Ahead of the lock another process may have changed what the first plan saw.
  const plan = await planFolder(job);
  const refusal = plan.refusals[0];
  if (refusal) throw new UserError(`${job.folder}/${refusal.path} was changed just now; run again`, 3);
  await applyPlan(job.folder, plan, withManifest(job.tree).get(manifestPath) ?? '');
  return plan;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Whatever is in it is somebody's; the error that brought us here is the one to tell.
  }
}
