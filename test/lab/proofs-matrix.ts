import { carryOut, type Outcome, summary } from './chaos/experiment.ts';
import { isPossible } from './chaos/faults.ts';
import { Load } from './chaos/load.ts';
import { shortMatrix } from './chaos/matrix.ts';
import { isGuarded } from './chaos/pair.ts';
import { generator, type Step, written } from './chaos/step.ts';
import { hold, type Proof } from './proof.ts';
import type { Story } from './story.ts';

let number = 0;

/** One fault while eight writers write; fails with the promises it broke. */
export async function survives(story: Story, step: Step): Promise<Outcome> {
  const load = new Load(story, `matrix_${++number}`, story.folder);
  try {
    await load.prepare();
    const outcome = await carryOut(
      {
        ...{ story, load, guarded: await isGuarded(story), tree: story.tree, folder: story.folder },
        random: generator(number),
      },
      step,
    );
    hold(outcome.problems.length === 0, `${written(step)} broke a promise`, summary(outcome));
    await load.drop();
    return outcome;
  } finally {
    await load.end();
  }
}

/** Each fault of the short matrix, one after the other, on hosts that site.yml has made. */
export const matrixProofs: Proof[] = shortMatrix.map((step) => ({
  name: `${written(step)}: ${step.fault.what}; no write is lost, and one server at a time accepts them`,
  steps: ['G17', 'G20', 'G24'],
  async run(story) {
    if (!(await isPossible(story, step.fault))) return `skipped: there is no ${step.fault.needs}`;
    const { pause, acknowledged, recovery } = await survives(story, step);
    return `${acknowledged} rows, none for ${pause.toFixed(1)} s; well ${recovery.toFixed(1)} s after the fault`;
  },
}));
