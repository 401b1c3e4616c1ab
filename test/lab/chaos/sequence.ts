import type { Arena } from './arena.ts';
import { tell } from './clock.ts';
import { carryOut, type Outcome, summary } from './experiment.ts';
import { isPossible } from './faults.ts';
import { generator, type Step, written } from './step.ts';

/** Carries steps out one after the other, on one table; ends at the first that breaks a promise. */
export async function run(arena: Arena, steps: Step[], seed = 1): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const random = generator(seed);
  const load = await arena.load();
  try {
    for (const step of steps) {
      if (!(await isPossible(arena.story, step.fault))) {
        tell(`skip ${written(step)}: there is no ${step.fault.needs} here`);
        continue;
      }
      const { story, guarded, tree, folder } = arena;
      const outcome = await carryOut({ story, load, guarded, tree, folder, random }, step);
      outcomes.push(outcome);
      tell(summary(outcome));
      if (outcome.problems.length > 0) return outcomes;
    }
    await load.drop();
  } finally {
    await load.end();
  }
  return outcomes;
}

export function holds(outcomes: Outcome[]): boolean {
  return outcomes.every(({ problems }) => problems.length === 0);
}

/** Leaves steps out, one at a time, as long as what is left still breaks a promise. */
export async function shrink(arena: Arena, failed: Step[], seed: number): Promise<Step[]> {
  let shortest = failed;
  for (let index = 0; index < shortest.length && shortest.length > 1;) {
    const shorter = shortest.filter((_, other) => other !== index);
    tell(`once more without ${written(shortest[index]!)}: ${shorter.map(written).join(',')}`);
    await arena.renew();
    if (holds(await run(arena, shorter, seed))) index++;
    else shortest = shorter;
  }
  return shortest;
}
