import { command } from './command.ts';
import { format, inventory, outputFile } from './shared-arguments.ts';

const place = { requiresArg: true, type: 'string' } as const;
const places = { ...place, array: true, nargs: 1 } as const;

export const init = command({
  usage: 'init [file]',
  summary: 'Write a commented first inventory',
  positionals: {
    file: {
      default: 'inventory.yml',
      describe: 'What to write, YAML or JSON by its ending; never overwrites',
      takes: 'inventory',
      type: 'string',
    },
  },
  flags: {
    cluster: { ...place, describe: 'Name of the cluster, else asked or sme-prod' },
    db: { ...places, describe: 'Database server name=address, twice; the preferred master first' },
    app: { ...places, describe: 'Application server name=address, once or more' },
    'database-vip': { ...place, describe: 'Virtual IP of the database, name=address' },
    'memcached-vip': { ...place, describe: 'Virtual IP of memcached, name=address' },
  },
  examples: [
    'init inventory.yml',
    'init --db sql1=192.0.2.11 --db sql2=192.0.2.12 --app web1=192.0.2.21 --database-vip sql=192.0.2.31 --memcached-vip mem=192.0.2.32',
  ],
  run: async (options, io) => (await import('./init-command.ts')).initCommand(options, io),
});

export const graph = command({
  usage: 'graph <inventory>',
  summary: 'Draw the topology, as SVG',
  positionals: { inventory },
  flags: { output: { ...outputFile, describe: 'File to write; else standard output' }, format },
  examples: ['graph inventory.yml -o topology.svg'],
  run: async (options, io) => (await import('./graph-command.ts')).graphCommand(options, io),
});
