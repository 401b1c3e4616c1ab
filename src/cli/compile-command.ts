import { join } from 'node:path';
import { type FolderPlan, type Job, needsWriting, planFolder, writeFolder } from '../apply/write.ts';
import type { Compilation } from '../compile.ts';
import { diffOf } from '../plan/diff.ts';
import { forcePlan } from '../plan/plan.ts';
import { UserError } from '../plan/user-error.ts';
import { compileAll, type Format, report } from './inventories.ts';
import { type Io, pathOf } from './io.ts';
import { driftText, refusalText } from './refusals.ts';
import { nextSteps, summary } from './summary.ts';

export interface CompileOptions {
  readonly inventory: readonly string[];
  readonly output?: string | undefined;
  readonly check?: boolean | undefined;
  readonly diff?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly format?: Format | undefined;
}

/** A job with the plan for it; `prefix` stands in front of the paths of a diff. */
interface Planned {
  readonly job: Job;
  readonly plan: FolderPlan;
  readonly prefix: string;
  readonly cluster: string;
}

/** Compile the inventories and write, or with `--check` compare, their trees. Nothing is written unless all can be. */
export async function compileCommand(options: CompileOptions, io: Io): Promise<number> {
  const { output, format = 'text', check } = options;
  if (!output) throw new UserError('say where the tree goes: -o <dir>');
  const compilations = await compileAll(options.inventory, io);
  if (report(compilations, format, io)) return 2;

  const planned = await planAll(compilations, options, io);
  // A machine reads the faults on stdout as one document, and nothing else.
  const out = format === 'json' ? io.stderr : io.stdout;
  if (check) return compare(planned, options, out);

  const refused = planned.filter(({ plan }) => plan.refusals.length > 0);
  if (refused.length > 0) {
    for (const { job, plan, prefix } of refused) io.stderr.write(await refusalText(job, plan, prefix));
    return 3;
  }
  for (const { plan, prefix } of planned) if (options.diff) out.write(await diffOf(plan.changes, prefix));
  for (const { job, plan } of planned) if (needsWriting(plan)) await writeFolder(job);
  if (format !== 'json') out.write(planned.map(summary).join('') + nextSteps(planned));
  return 0;
}

async function planAll(
  compilations: readonly Compilation[],
  { output = '', force = false, inventory }: CompileOptions,
  io: Io,
): Promise<Planned[]> {
  const several = compilations.length > 1;
  const sources = new Map<string, string>();
  const planned: Planned[] = [];
  for (const [index, { inventory: found, tree }] of compilations.entries()) {
    if (!found || !tree) throw new Error('an inventory without errors has no tree');
    const { cluster } = found;
    const other = sources.get(cluster);
    if (other !== undefined)
      throw new UserError(`${other} and ${inventory[index]} both name their cluster ${cluster}`);
    sources.set(cluster, inventory[index] ?? '');
    const folder = several ? join(pathOf(output, io), cluster) : pathOf(output, io);
    const job: Job = { folder, tree, force };
    planned.push({ job, plan: await planFolder(job), prefix: several ? `${cluster}/` : '', cluster });
  }
  return planned;
}

/** With `--check`: what an unhindered run would change, file by file; 1 when that is anything. */
async function compare(
  planned: readonly Planned[],
  { diff }: CompileOptions,
  out: Io['stdout'],
): Promise<number> {
  const differing = planned.filter(({ plan }) => plan.changes.length + plan.refusals.length > 0);
  for (const { job, plan, prefix } of differing) {
    if (diff) out.write(await diffOf(forcePlan(plan).changes, prefix));
    out.write(driftText(job, plan));
  }
  if (differing.length > 0) out.write('The tree on disk differs from what the inventory compiles to.\n');
  return differing.length > 0 ? 1 : 0;
}
