import { createHash } from 'node:crypto';
import { computed, isUnknown, textOf } from './unknown.ts';

type Filter = (operand: never, ...args: never[]) => unknown;

/** The filters of Ansible that the roles compute names, lists and hashes with; what is missing here stays a formula. */
export const filters: Readonly<Record<string, Filter>> = {
  basename: (path: string) => path.split('/').at(-1),
  bool: (value: unknown) => value === true || /^(true|yes|on|1)$/i.test(String(value)),
  difference: (list: unknown[], other: unknown[]) => list.filter((item) => !has(other, item)),
  first: (list: unknown[]) => list[0],
  float: Number,
  hash: (text: string, kind: string) => createHash(kind).update(text).digest('hex'),
  int: (value: unknown) => Math.trunc(Number(value)),
  intersect: (list: unknown[], other: unknown[]) => list.filter((item) => has(other, item)),
  join: (list: unknown[], between = '') => list.map((item) => textOf(item)).join(between),
  last: (list: unknown[]) => list.at(-1),
  length: (value: unknown[] | string | object) =>
    typeof value === 'object' && !Array.isArray(value) ? Object.keys(value).length : value.length,
  list: (value: unknown[]) => value,
  max: (list: number[]) => Math.max(...list),
  min: (list: number[]) => Math.min(...list),
  product: (list: unknown[], other: unknown[]) => list.flatMap((one) => other.map((two) => [one, two])),
  quote: (text: unknown) => `'${textOf(text)}'`,
  regex_replace: (text: string, pattern: string, by: string) =>
    text.replace(regex(pattern, 'g'), replacement(by)),
  regex_search: (text: string, pattern: string) => regex(pattern).exec(text)?.[0] ?? null,
  replace: (text: string, from: string, to: string) => text.replaceAll(from, to),
  sort: (list: unknown[]) => list.map((item) => textOf(item)).sort(),
  split: (text: string, by?: string) =>
    by === undefined ? text.split(/\s+/).filter(Boolean) : text.split(by),
  string: (value: unknown) => textOf(value),
  to_json: (value: unknown) => JSON.stringify(value),
  trim: (text: string) => text.trim(),
  unique: (list: unknown[]) => list.filter((item, index) => !has(list.slice(0, index), item)),
  zip: (list: unknown[], ...others: unknown[][]) =>
    list
      .map((item, index) => [item, ...others.map((other) => other[index])])
      .slice(0, Math.min(list.length, ...others.map((other) => other.length))),
};

/** The tests, of `x is search('y')` and of `select('search', 'y')`. */
export const tests: Readonly<Record<string, Filter>> = {
  all: (list: unknown[]) => list.every(Boolean),
  equalto: (item: unknown, other: unknown) => item === other,
  in: (item: unknown, list: unknown[] | string) => list.includes(item as never),
  match: (text: string, pattern: string) => regex(`^(?:${pattern})`).test(text),
  none: (value: unknown) => value === null,
  skipped: (value: { skipped?: boolean }) => value?.skipped === true,
  search: (text: string, pattern: string) => regex(pattern).test(text),
  version: () => undefined,
};

/** Apply a filter by its name; a formula where a value is unknown, or the filter is. */
export function filtered(name: string, operand: unknown, args: readonly unknown[]): unknown {
  const filter = filters[name];
  if (!filter || isUnknown(operand) || isUnknown(args) || operand === undefined)
    return computed(name, operand, ...args);
  return filter(operand as never, ...(args as never[]));
}

export function tested(name: string, operand: unknown, args: readonly unknown[]): unknown {
  const result =
    isUnknown(operand) || isUnknown(args) ? undefined : tests[name]?.(operand as never, ...(args as never[]));
  return result ?? computed(`is ${name}`, operand, ...args);
}

function has(list: readonly unknown[], item: unknown): boolean {
  return list.some((one) => textOf(one) === textOf(item));
}

/** Python's regular expressions, as far as the roles use them: `(?m)` in front, and `\g<1>` in what replaces. */
function regex(pattern: string, flags = ''): RegExp {
  const [, mode = '', rest = pattern] = /^\(\?([a-z]+)\)([\s\S]*)$/.exec(pattern) ?? [];
  return new RegExp(rest, flags + mode);
}

function replacement(by: string): string {
  return by
    .replaceAll('$', '$$$$')
    .replaceAll(/\\g<(\d)>|\\(\d)/g, (_, one?: string, two?: string) => `$${one ?? two}`);
}
