import type { Argument } from './command.ts';

/** yargs drops a lone `-` from a list of files without a word; no real argument has a NUL character. */
const standIn = '\0-';

/** An argument as yargs can take it. */
export function hidden(argument: string): string {
  return argument === '-' ? standIn : argument;
}

/** An argument as it was typed. */
export function typed(argument: string): string {
  return argument.replace(standIn, '-');
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
  coerce: typed,
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
  coerce: typed,
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
