import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
// @ts-expect-error: yargs brings no types for its parts
import cliui from 'cliui';
import Parser from 'yargs-parser';

/** Fill the `%s` and `%d` of one of yargs' sentences. */
function sentence(text: string, ...values: unknown[]): string {
  return text.replaceAll(/%[sd]/g, () => String(values.shift()));
}

/** Of a sentence with a number in it, the number is the first value. */
function filled(text: string, count: number, values: unknown[]): string {
  return text.includes('%d') ? sentence(text, count, ...values) : sentence(text, ...values);
}

function unavailable(): never {
  throw new Error('the bundle has no modules to load');
}

/**
 * What yargs asks of its platform, in place of its own file for Node: that one reads the package.json files
 * and the translations next to the program at every start, none of which are there for a bundle.
 */
export default {
  assert: { notStrictEqual: () => {}, strictEqual: () => {} },
  cliui,
  findUp: () => undefined,
  getCallerFile: unavailable,
  getEnv: (key: string) => process.env[key],
  getProcessArgvBin: () => 'sme-ha-gen',
  inspect,
  mainFilename: '',
  Parser,
  path: { basename, dirname, extname, join, relative, resolve },
  process: {
    argv: () => process.argv,
    cwd: process.cwd,
    emitWarning: process.emitWarning,
    execPath: () => process.execPath,
    exit: process.exit,
    nextTick: process.nextTick,
    stdColumns: null,
  },
  readdirSync: () => [],
  // It looks for a package.json, and would make an error with a stack of what it is told then.
  readFileSync: () => '{}',
  require: unavailable,
  stringWidth: (text: string) => text.length,
  y18n: {
    __: sentence,
    __n: (one: string, many: string, count: number, ...values: unknown[]) =>
      filled(count === 1 ? one : many, count, values),
    getLocale: () => 'en',
    setLocale: () => {},
    updateLocale: () => {},
  },
};
