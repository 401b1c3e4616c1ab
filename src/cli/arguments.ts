import yargs, { type Argv } from 'yargs';
import packageJson from '../../package.json' with { type: 'json' };
import { UserError } from '../plan/user-error.ts';
import type { Io } from './io.ts';

/** Every flag and command stands here; a command is loaded when it is called. Returns the exit code. */
export async function parseArguments(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const commands = yargs()
    .command('$0 <inventory..>', 'Compile into an Ansible tree', compileOptions, async (options) => {
      const { compileCommand } = await import('./compile-command.ts');
      exitCode = await compileCommand(options, io);
    })
    .command(
      'validate <inventory..>',
      'Report every fault, with its place',
      validateOptions,
      async (options) => {
        const { validateCommand } = await import('./validate-command.ts');
        exitCode = await validateCommand(options, io);
      },
    )
    .command(
      'secrets <dir>',
      'Write the vault of a tree, or complete it',
      secretsOptions,
      async (options) => {
        const { secretsCommand } = await import('./secrets-command.ts');
        exitCode = await secretsCommand(options, io);
      },
    )
    .command('schema', 'Print the JSON Schema, for editors', schemaOptions, async (options) => {
      const { schemaCommand } = await import('./schema-command.ts');
      exitCode = await schemaCommand(options, io);
    });
  await configure(commands).parseAsync(argv.map(hidden), {}, (_error, _options, output) => {
    if (output !== '') io.stdout.write(`${output}\n`);
  });
  return exitCode;
}

/** yargs drops a lone `-` from a list of files without a word; no real argument has a NUL character. */
const standIn = '\0-';

function hidden(argument: string): string {
  return argument === '-' ? standIn : argument;
}

function typed(argument: string): string {
  return argument.replace(standIn, '-');
}

const inventory = {
  array: true,
  coerce: (names: string[]) => names.map(typed),
  demandOption: true,
  describe: 'JSON (.json) or YAML (.yml, .yaml); - is stdin',
  type: 'string',
} as const;

const format = {
  choices: ['text', 'json', 'github'],
  describe: 'How faults are written',
} as const;

function compileOptions(command: Argv) {
  return command
    .positional('inventory', inventory)
    .option('output', {
      alias: 'o',
      describe: 'Folder of the tree; several fill <dir>/<cluster>',
      requiresArg: true,
      type: 'string',
    })
    .option('check', { describe: 'Write nothing; exit 1 when the tree differs', type: 'boolean' })
    .option('diff', { describe: 'Show what differs', type: 'boolean' })
    .option('force', { describe: 'Overwrite files that were edited by hand', type: 'boolean' })
    .option('format', format)
    .epilogue('Example: sme-ha-gen inventory.json -o tree');
}

function validateOptions(command: Argv) {
  return command.positional('inventory', inventory).option('format', format);
}

function secretsOptions(command: Argv) {
  return command
    .positional('dir', { demandOption: true, describe: 'A tree that was compiled', type: 'string' })
    .option('vault-password-file', {
      demandOption: true,
      describe: 'File with the password of ansible-vault',
      requiresArg: true,
      type: 'string',
    });
}

function schemaOptions(command: Argv) {
  return command.option('output', {
    alias: 'o',
    describe: 'File to write',
    requiresArg: true,
    type: 'string',
  });
}

function configure(commands: Argv): Argv {
  return commands
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
    .check(givenOnce)
    .fail((message, error) => {
      // yargs reports some faults of usage as an error of its own kind; any other comes out of a command.
      if (error && error.name !== 'YError') throw error;
      throw new UserError(sentence(error?.message ?? message));
    });
}

/** Throw a UserError for a flag that was given two values, of which one would be lost. */
function givenOnce(options: Record<string, unknown>): true {
  for (const flag of ['output', 'format', 'vault-password-file']) {
    if (Array.isArray(options[flag])) throw new UserError(`--${flag} is given more than once`);
  }
  return true;
}

function sentence(message: string): string {
  const text = message.startsWith('Not enough non-option arguments') ? 'no inventory is named' : message;
  return `${typed(text).replaceAll(/\s*\n\s*/g, ' ')}\nTry: sme-ha-gen --help`;
}
