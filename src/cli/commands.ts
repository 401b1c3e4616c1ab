import { type Command, command } from './command.ts';
import { explain, plan } from './insight-commands.ts';
import { graph, init } from './inventory-commands.ts';
import { format, inventories, outputFile, tree, typedPath } from './shared-arguments.ts';

const compile = command({
  usage: '$0 <inventory..>',
  summary: 'Compile into an Ansible tree',
  positionals: { inventory: inventories },
  flags: {
    output: {
      alias: 'o',
      coerce: typedPath,
      describe: 'Folder of the tree; several fill <dir>/<cluster>',
      requiresArg: true,
      takes: 'folder',
      type: 'string',
    },
    check: { describe: 'Write nothing; exit 1 when the tree differs', type: 'boolean' },
    diff: { describe: 'Show what differs', type: 'boolean' },
    force: { describe: 'Overwrite files that were edited by hand', type: 'boolean' },
    format,
  },
  examples: ['inventory.json -o tree', 'inventory.json -o tree --check --diff'],
  run: async (options, io) => (await import('./compile-command.ts')).compileCommand(options, io),
});

const validate = command({
  usage: 'validate <inventory..>',
  summary: 'Report every fault, with its place',
  positionals: { inventory: inventories },
  flags: { format },
  examples: ['validate inventory.json', 'validate clusters/*.yml --format github'],
  run: async (options, io) => (await import('./validate-command.ts')).validateCommand(options, io),
});

const schema = command({
  usage: 'schema',
  summary: 'Print the JSON Schema, for editors',
  positionals: {},
  flags: { output: outputFile },
  examples: ['schema -o inventory.schema.json'],
  run: async (options, io) => (await import('./schema-command.ts')).schemaCommand(options, io),
});

const secrets = command({
  usage: 'secrets <dir>',
  summary: 'Write the vault of a tree, or complete it',
  positionals: { dir: tree },
  flags: {
    'vault-password-file': {
      coerce: typedPath,
      demandOption: true,
      describe: 'File with the password of ansible-vault',
      requiresArg: true,
      takes: 'file',
      type: 'string',
    },
    rotate: {
      array: true,
      describe: 'Give this one a new value; may be repeated',
      nargs: 1,
      type: 'string',
    },
  },
  examples: [
    'secrets tree --vault-password-file ~/.vault-password',
    'secrets tree --vault-password-file F --rotate vault_sme_app_db_password',
  ],
  run: async (options, io) => (await import('./secrets-command.ts')).secretsCommand(options, io),
});

const lint = command({
  usage: 'lint <dir>',
  summary: 'Check a tree with Ansible and ansible-lint',
  positionals: { dir: tree },
  flags: { format },
  examples: ['lint tree', 'lint tree --format github'],
  run: async (options, io) => (await import('./lint-command.ts')).lintCommand(options, io),
});

const completion = command({
  usage: 'completion [shell]',
  summary: 'Print the completion for bash, zsh or fish',
  positionals: { shell: { choices: ['bash', 'zsh', 'fish'], describe: 'Which shell [that of $SHELL]' } },
  flags: {},
  examples: ['completion bash > ~/.local/share/bash-completion/completions/sme-ha-gen'],
  run: async (options, io) =>
    (await import('./completion-command.ts')).completionCommand(options, io, commands),
});

/** Every command, the program without one ahead, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  compile,
  init,
  validate,
  schema,
  plan,
  explain,
  graph,
  secrets,
  lint,
  completion,
];
