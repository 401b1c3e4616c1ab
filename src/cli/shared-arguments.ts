import type { Argument } from './command.ts';

/** Begins what yargs would not take as a plain word; no real argument has a NUL character. */
const mark = '\0';

/** The words of a command line as yargs can take them: a lone `-` and all behind `--` it drops without a word. */
export function hidden(argv: readonly string[]): string[] {
  const [before, behind] = atDashes(argv);
  return [...before.map((word) => (word === '-' ? mark + word : word)), ...behind.map((word) => mark + word)];
}

/** What stands ahead of the first `--` and may be a flag, and what stands behind it and is none. */
export function atDashes(argv: readonly string[]): [before: readonly string[], behind: readonly string[]] {
  const end = argv.indexOf('--');
  return end < 0 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
}

/** An argument as it was typed. */
export function typed(argument: string): string {
  return argument.replaceAll(mark, '');
}

/** A path as it was typed; one that is given twice comes as a list, which is refused later. */
export function typedPath(given: string | string[]): string {
  return (typeof given === 'string' ? typed(given) : given) as string;
}

export const inventories = {
  array: true,
  coerce: (names: string[]) => names.map(typed),
  demandOption: true,
  describe: 'JSON (.json) or YAML (.yml, .yaml); - is stdin',
  takes: 'inventory',
  type: 'string',
} as const satisfies Argument;

export const inventory = {
  demandOption: true,
  describe: inventories.describe,
  takes: 'inventory',
  type: 'string',
} as const satisfies Argument;

export const format = {
  choices: ['text', 'json', 'github'],
  describe: 'How faults are written',
} as const satisfies Argument;

export const tree = {
  demandOption: true,
  describe: 'A tree that was compiled',
  takes: 'folder',
  type: 'string',
} as const satisfies Argument;

export const outputFile = {
  alias: 'o',
  coerce: typedPath,
  describe: 'File to write',
  requiresArg: true,
  takes: 'file',
  type: 'string',
} as const satisfies Argument;
