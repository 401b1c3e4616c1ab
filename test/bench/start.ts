import { join, resolve } from 'node:path';
import { putLoop } from './baselines.ts';
import type { Budget } from './budget.ts';
import { type Measured, measure, median, ratio, type Subject } from './measure.ts';

export const program = resolve('dist/sme-ha-gen.js');
export const reference = resolve('fixtures/reference/inventory.json');

/** A start that stops at some place: what it does more than the one before. */
interface Step extends Subject {
  readonly more: string;
}

/** One cluster, whole processes: what a person waits for, and where that goes. */
export function benchStart(folder: string, rounds: number): { text: string; budgets: Budget[] } {
  const at = (name: string) => join(folder, name);
  const again = [program, reference, '-o', at('again')];
  measure([{ name: 'once', args: () => again }], 0);
  putLoop(at('loop.cjs'), at('again'));
  const steps: Step[] = [
    { name: '`node -e 0`', more: 'Node itself', args: () => ['-e', '0'] },
    {
      name: '`node -e "require(\'crypto\')"`',
      more: 'SHA-256, for the manifest',
      args: () => ['-e', "require('crypto')"],
    },
    {
      name: '`--version`',
      more: 'the program, its code cache, and yargs',
      args: () => [program, '--version'],
    },
    { name: '`validate`', more: 'parse, validate', args: () => [program, 'validate', reference] },
    { name: '`graph`', more: 'model, render', args: () => [program, 'graph', reference] },
    { name: '`-o tree`, unchanged', more: 'hash, read and compare every file', args: () => again },
    // A new folder each time: ext4 passes over inodes that were freed a moment ago, which takes it long.
    {
      name: '`-o tree`, a new folder',
      more: 'write every file, in place of reading it',
      args: (round) => [program, reference, '-o', at(`fresh-${round}`)],
    },
    {
      name: 'a plain loop that writes the same files',
      more: '',
      args: (round) => [at('loop.cjs'), at(`loop-${round}`), '1'],
    },
  ];
  const measured = measure(steps, rounds);
  const [node, , , , , unchanged, fresh] = measured;
  const rows = measured.map((one, index) => row(one, node, measured[index - 1], steps[index]?.more ?? ''));
  return {
    text: ['| `sme-ha-gen` and the reference inventory | median | to `node -e 0` | of it | for |']
      .concat('|---|---:|---:|---:|---|', rows)
      .join('\n'),
    budgets: [
      { what: 'one cluster into a new folder, to `node -e 0`', figure: ratio(fresh, node), most: 1.8 },
      { what: 'one cluster, nothing changed, to `node -e 0`', figure: ratio(unchanged, node), most: 1.8 },
    ],
  };
}

function row(one: Measured, node: Measured | undefined, before: Measured | undefined, more: string): string {
  // Writing takes the place of reading: it is compared with the step ahead of that.
  const step =
    more === '' || more.includes('in place of') || !before ? NaN : ratio(one, node) - ratio(before, node);
  const cells = [
    one.name,
    `${median(one.times).toFixed(0)} ms`,
    ratio(one, node).toFixed(2),
    Number.isNaN(step) ? '' : step.toFixed(2),
    more,
  ];
  return `| ${cells.join(' | ')} |`;
}
