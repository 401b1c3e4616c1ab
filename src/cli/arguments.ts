import yargs, { type Argv } from 'yargs';
import packageJson from '../../package.json' with { type: 'json' };
import { UserError } from '../plan/user-error.ts';
import { called, type Command, nameOf, takesNext } from './command.ts';
import { commands } from './commands.ts';
import { help } from './help.ts';
import type { Io } from './io.ts';
import { refuseMisplaced } from './misplaced.ts';
import { atDashes, hidden, typed } from './shared-arguments.ts';

/** Parse a command line by the table of commands, and run what it says. Returns the exit code. */
export async function parseArguments(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  // Of the others nothing is asked: to tell yargs of each takes it a moment, and the help of all is our own.
  const one = called(argv, commands) ?? commands[0];
  if (!one) throw new Error('there are no commands');
  const [before] = atDashes(argv);
  refuseMisplaced(before, one, commands, io);
  refuseOddValues(before, one.flags);
  if (before.length < argv.length) refuseWithoutValue(before.at(-1), one.flags);
  const parser = yargs().command(
    one.usage,
    one.summary,
    (command) => declare(command, one),
    async (options) => {
      exitCode = await one.run(options as never, io);
    },
  );
  await configure(parser, one.usage).parseAsync(
    hidden(argv),
    {},
    (_error, { help: asked, _: words }, output) => {
      if (output === '') return;
      const isOfCommand = commands.some((one) => nameOf(one) === words?.[0]);
      io.stdout.write(asked === true && !isOfCommand ? help(commands) : `${output}\n`);
    },
  );
  return exitCode;
}

function declare(parser: Argv, { positionals, flags, examples }: Command): Argv {
  for (const [name, argument] of Object.entries(positionals))
    parser.positional(name, { coerce: typed, ...argument });
  return parser
    .options({ ...flags })
    .check((options) => givenOnce(options, flags))
    .epilogue(['Examples:', ...examples.map((line) => `  sme-ha-gen ${line}`)].join('\n'));
}

function configure(parser: Argv, form: string): Argv {
  return parser
    .scriptName('sme-ha-gen')
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
    })
    .strict()
    .locale('en')
    .wrap(80)
    .help()
    .alias('help', 'h')
    .version(packageJson.version)
    .exitProcess(false)
    .fail((message, error) => {
      // yargs reports some faults of usage as an error of its own kind; any other comes out of a command.
      if (error && error.name !== 'YError') throw error;
      throw new UserError(sentence(error?.message ?? message, form));
    });
}

/** Throw a UserError for a flag without a value that was given one: yargs takes any but `true` for a no, and so would write. */
function refuseOddValues(argv: readonly string[], flags: Command['flags']): void {
  for (const word of argv) {
    const [, name = '', value = ''] = /^--([^=]+)=(.*)$/s.exec(word) ?? [];
    if (flags[name]?.type === 'boolean' && value !== 'true' && value !== 'false')
      throw new UserError(
        `--${name} stands alone, or takes true or false: ${JSON.stringify(value)} is neither`,
      );
  }
}

/** Throw a UserError for a flag that lacks its value ahead of `--`: the word behind that is none. */
function refuseWithoutValue(word: string | undefined, flags: Command['flags']): void {
  if (word !== undefined && takesNext(word, flags)) throw new UserError(`${word} needs a value`);
}

/** Throw a UserError for a flag that was given two values, of which one would be lost. */
function givenOnce(options: Record<string, unknown>, flags: Command['flags']): true {
  for (const [name, { array }] of Object.entries(flags)) {
    if (!array && Array.isArray(options[name])) throw new UserError(`--${name} is given more than once`);
  }
  return true;
}

function sentence(message: string, form: string): string {
  const isShort = message.startsWith('Not enough non-option arguments');
  const text = isShort ? tooFew(form) : message;
  return `${typed(text).replaceAll(/\s*\n\s*/g, ' ')}\nTry: sme-ha-gen --help`;
}

function tooFew(form: string): string {
  return form.includes('<inventory..>') ? 'no inventory is named' : `more is needed: sme-ha-gen ${form}`;
}
