import { command } from './command.ts';
import { inventory, tree, typedPath } from './shared-arguments.ts';

const answerFormat = { choices: ['text', 'json'], describe: 'How the answer is written' } as const;

export const plan = command({
  usage: 'plan <old> <new>',
  summary: 'Foresee what a change of inventory does to a cluster',
  positionals: {
    old: { ...inventory, describe: 'An inventory; - is stdin' },
    new: { ...inventory, describe: 'An inventory; - is stdin' },
  },
  flags: {
    serving: {
      describe: 'The database server that has the virtual IP; the first one unless said',
      requiresArg: true,
      type: 'string',
    },
    format: answerFormat,
  },
  examples: ['plan old.json new.json', 'plan - inventory.json   (git show HEAD:inventory.json | ...)'],
  run: async (options, io) => (await import('./plan-command.ts')).planCommand(options, io),
});

export const explain = command({
  usage: 'explain <dir> [file]',
  summary: 'Lead from a generated line to what made it',
  positionals: {
    dir: tree,
    file: { describe: 'A file of it, and a line: site.yml:12', type: 'string' },
  },
  flags: {
    from: {
      coerce: typedPath,
      describe: 'The inventory that it was compiled from; else looked for beside it',
      requiresArg: true,
      takes: 'file',
      type: 'string',
    },
    format: answerFormat,
  },
  examples: ['explain tree', 'explain tree inventory/hosts.yml:8'],
  run: async (options, io) => (await import('./explain-command.ts')).explainCommand(options, io),
});
