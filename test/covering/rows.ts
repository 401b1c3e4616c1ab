import { coveringArray } from './array.ts';
import type { Row } from './inventory.ts';
import { type Option, options } from './options.ts';
import { type Refusal, refusals } from './refusals.ts';

export const all: readonly Option[] = options();

/** Rows in which every two values of any two keys stand together, but for what the compiler refuses. */
export const rows: readonly Row[] = coveringArray(
  all.map(({ values }) => values.length),
  (i, a, j, b) => !refusals.some((one) => stands(one, i, a) && stands(one, j, b)),
).map((row) => Object.fromEntries(all.map(({ key, values }, index) => [key, values[row[index] ?? 0]])));

/** The smallest inventory, as a row: every key left out that can be. */
export const smallest: Row = Object.fromEntries(all.map(({ key, values: [first] }) => [key, first]));

function stands({ pair }: Refusal, option: number, value: number): boolean {
  return pair.some(([key, its]) => all[option]?.key === key && isSame(all[option]?.values[value], its));
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
