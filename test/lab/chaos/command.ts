import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { forShell } from '../../../src/cli/summary.ts';
import { Arena, type ArenaOptions } from './arena.ts';
import { tell } from './clock.ts';
import { faults, isPossible } from './faults.ts';
import { fullMatrix, record, runMatrix, shortMatrix } from './matrix.ts';
import { versionsOf } from '../release.ts';
import { holds, run, shrink } from './sequence.ts';
import { noteMeasured } from './measured.ts';
import { readSteps, sequenceOf, type Step, written } from './step.ts';

const options = {
  seed: { type: 'string' },
  seeds: { type: 'string' },
  steps: { type: 'string', default: '3' },
  faults: { type: 'string' },
  list: { type: 'boolean' },
  short: { type: 'boolean' },
  only: { type: 'string' },
  json: { type: 'string' },
  measured: { type: 'string' },
  tree: { type: 'string' },
  inventory: { type: 'string' },
  converged: { type: 'boolean' },
  release: { type: 'string' },
  controller: { type: 'string' },
  'no-shrink': { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parse>;

function parse(args: string[]) {
  return parseArgs({ args, options }).values;
}

async function inArena(
  values: Values,
  restore: boolean,
  work: (arena: Arena) => Promise<boolean>,
): Promise<number> {
  const here = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  // What is measured of is a folder of fixtures.
  const inventory = values.inventory ?? `fixtures/${values.measured ?? 'reference'}/inventory.json`;
  const wanted: ArenaOptions = {
    ...{ inventory: here(inventory), converged: values.converged, id: process.env.LAB },
    restore,
    versions: versionsOf(values),
    tree: values.tree === undefined ? undefined : here(values.tree),
  };
  const arena = new Arena(wanted);
  try {
    await arena.open();
    const kept = await work(arena);
    tell(`records lie in ${arena.folder}`);
    return kept ? 0 : 1;
  } finally {
    arena.close();
  }
}

/** `lab chaos`: random sequences of faults by their seeds, or the given ones. Returns the exit code. */
export async function chaos(args: string[]): Promise<number> {
  const values = parse(args);
  if (values.list) {
    for (const { id, where, what } of faults)
      process.stdout.write(`${id.padEnd(22)} ${where.join(', ').padEnd(24)} ${what}\n`);
    return 0;
  }
  return inArena(values, values.faults === undefined, async (arena) => {
    if (values.faults !== undefined) return holds(await run(arena, readSteps(values.faults)));
    const possible = [];
    for (const fault of faults) if (await isPossible(arena.story, fault)) possible.push(fault);
    const failed: string[] = [];
    const seeds = seedsOf(values.seeds ?? values.seed ?? String(Date.now() % 1e6));
    for (const seed of seeds) {
      await arena.renew();
      const steps = sequenceOf(seed, Number(values.steps), possible);
      tell(`seed ${seed}: ${steps.map(written).join(',')}`);
      const outcomes = await run(arena, steps, seed);
      if (holds(outcomes)) continue;
      const short = await shortest(arena, steps.slice(0, outcomes.length), seed, values);
      failed.push(`seed ${seed} breaks a promise: --faults ${short.map(written).join(',')}`);
      tell(failed.at(-1) ?? '');
    }
    tell(`${seeds.length} sequences, ${failed.length} of them broke a promise\n${failed.join('\n')}`.trim());
    return failed.length === 0;
  });
}

async function shortest(arena: Arena, steps: Step[], seed: number, values: Values): Promise<Step[]> {
  if (values['no-shrink'] || steps.length === 1) return steps;
  return shrink(arena, steps, seed).catch((error) => {
    tell(`it could not be made shorter: ${error.message}`);
    return steps;
  });
}

/** `7`, or `1-50`. */
function seedsOf(text: string): number[] {
  const [first = 1, last = first] = text.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** `lab matrix`: each fault by itself, and a table. Returns the exit code. */
export function matrix(args: string[]): Promise<number> {
  const values = parse(args);
  const pattern = new RegExp(values.only ?? '');
  const steps = (values.short ? shortMatrix : fullMatrix()).filter((step) => pattern.test(written(step)));
  return inArena(values, true, async (arena) => {
    const command = ['npm run lab -- matrix', ...args.map(forShell)].join(' ');
    const outcomes = await runMatrix(arena, steps, (soFar) => {
      if (values.json) writeFileSync(values.json, `${JSON.stringify(soFar.map(record), null, 1)}\n`);
      if (values.measured) noteMeasured(values.measured, command, soFar);
    });
    return holds(outcomes);
  });
}
