import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  assertCanApply,
  assertCanMake,
  type Job,
  needsWriting,
  planFolder,
  writeFolder,
} from '../apply/write.ts';
import { treeOf } from '../compile.ts';
import type { Checked } from '../fleet.ts';
import type { Inventory } from '../generated/inventory.ts';
import { diffOf } from '../plan/diff.ts';
import { forcePlan, type Plan } from '../plan/plan.ts';
import { UserError } from '../plan/user-error.ts';
import { checkInventories, type Format, report } from './inventories.ts';
import { type Io, pathOf } from './io.ts';
import { keepHeapSmall } from './memory.ts';
import { progressOf } from './progress.ts';
import { driftText, refusalText } from './refusals.ts';
import { countsOf, nextSteps, summary, type Written } from './summary.ts';

export interface CompileOptions {
  readonly inventory: readonly string[];
  readonly output?: string | undefined;
  readonly check?: boolean | undefined;
  readonly diff?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly format?: Format | undefined;
}

/** A cluster and the folder that its tree is for; `prefix` stands in front of the paths of a diff. */
interface Target {
  readonly inventory: Inventory;
  readonly folder: string;
  readonly prefix: string;
}

/**
 * Compile the inventories and write, or with `--check` compare, their trees. Nothing is written unless all can be.
 * Trees are made one at a time: of a cluster that waits for its turn there is only its inventory.
 */
export async function compileCommand(options: CompileOptions, io: Io): Promise<number> {
  const { output, format = 'text', check } = options;
  if (!output) throw new UserError('say where the tree goes: -o <dir>');
  if (output === '-') throw new UserError('a tree cannot go to standard output: name a folder behind -o');
  if (options.inventory.length > 1) await keepHeapSmall();
  const checked = await checkInventories(options.inventory, io);
  if (report(checked, format, io)) return 2;

  const targets = targetsOf(checked, pathOf(output, io));
  // A machine reads the faults on stdout as one document, and nothing else.
  const places = format === 'json' ? { ...io, stdout: io.stderr } : io;
  const jobOf = jobsFor(options);
  if (check) return compare(targets, jobOf, options, places);

  const unchanged = await survey(targets, jobOf, places);
  if (unchanged === undefined) return 3;
  const written = await write(targets, unchanged, jobOf, options, places);
  if (format !== 'json') places.stdout.write(written.map(summary).join('') + nextSteps(written));
  return 0;
}

function targetsOf(checked: readonly Checked[], output: string): Target[] {
  const several = checked.length > 1;
  return checked.map(({ inventory }) => {
    if (!inventory) throw new Error('an inventory without errors has no values');
    const { cluster } = inventory;
    return several
      ? { inventory, folder: join(output, cluster), prefix: `${cluster}/` }
      : { inventory, folder: output, prefix: '' };
  });
}

type JobOf = (target: Target) => Job;

/** Make the tree of a cluster; the last one is kept, so that of a single cluster it is made once. */
function jobsFor({ force = false }: CompileOptions): JobOf {
  let last: { target: Target; job: Job } | undefined;
  return (target) => {
    if (last?.target !== target) {
      last = undefined;
      last = { target, job: { folder: target.folder, tree: treeOf(target.inventory), force } };
    }
    return last.job;
  };
}

/**
 * Look at every folder ahead of the first one that is written. Returns what needs no writing, or nothing when a file
 * is in the way, which is told of each. Throws a UserError where the rights are missing or another process writes.
 */
async function survey(
  targets: readonly Target[],
  jobOf: JobOf,
  io: Io,
): Promise<ReadonlyMap<Target, Written> | undefined> {
  const progress = progressOf('comparing', targets.length, io);
  const unchanged = new Map<Target, Written>();
  let isRefused = false;
  for (const [index, target] of targets.entries()) {
    progress.show(index);
    if (!existsSync(target.folder)) {
      await assertCanMake(target.folder);
      continue;
    }
    const plan = await planFolder(jobOf(target));
    if (plan.refusals.length > 0) {
      progress.clear();
      io.stderr.write(await refusalText(target.folder, plan, target.prefix));
      isRefused = true;
    } else if (needsWriting(plan)) await assertCanApply(target.folder, plan);
    else unchanged.set(target, writtenOf(target, plan));
  }
  progress.clear();
  return isRefused ? undefined : unchanged;
}

async function write(
  targets: readonly Target[],
  unchanged: ReadonlyMap<Target, Written>,
  jobOf: JobOf,
  { diff }: CompileOptions,
  io: Io,
): Promise<Written[]> {
  const progress = progressOf('writing', targets.length, io);
  const written: Written[] = [];
  try {
    for (const [index, target] of targets.entries()) {
      progress.show(index);
      const same = unchanged.get(target);
      if (diff && !same) {
        progress.clear();
        const { changes } = await planFolder(jobOf(target));
        io.stdout.write(await diffOf(changes, target.prefix));
      }
      written.push(same ?? writtenOf(target, await writeFolder(jobOf(target))));
    }
    return written;
  } catch (error) {
    if (!(error instanceof UserError) || targets.length === 1) throw error;
    const done = `${written.length} of ${targets.length} trees are as they should be`;
    throw new UserError(`${error.message}\nUp to there ${done}; run again to go on.`, error.exitCode);
  } finally {
    progress.clear();
  }
}

function writtenOf({ inventory, folder }: Target, plan: Plan): Written {
  return { cluster: inventory.cluster, folder, counts: countsOf(plan) };
}

/** With `--check`: what an unhindered run would change, file by file; 1 when that is anything. */
async function compare(
  targets: readonly Target[],
  jobOf: JobOf,
  { diff }: CompileOptions,
  io: Io,
): Promise<number> {
  const progress = progressOf('comparing', targets.length, io);
  let differs = false;
  for (const [index, target] of targets.entries()) {
    progress.show(index);
    const plan = await planFolder(jobOf(target));
    if (plan.changes.length + plan.refusals.length === 0) continue;
    differs = true;
    progress.clear();
    if (diff) io.stdout.write(await diffOf(forcePlan(plan).changes, target.prefix));
    io.stdout.write(driftText(target.folder, plan));
  }
  progress.clear();
  if (differs) io.stdout.write('The tree on disk differs from what the inventory compiles to.\n');
  return differs ? 1 : 0;
}
