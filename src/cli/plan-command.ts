import type { Compilation } from '../compile.ts';
import { foresee, type Side } from '../foresee/foresee.ts';
import { foreseenText } from '../foresee/text.ts';
import { UserError } from '../plan/user-error.ts';
import { compileAll, report } from './inventories.ts';
import type { Io } from './io.ts';

export interface PlanOptions {
  readonly old: string;
  readonly new: string;
  readonly serving?: string | undefined;
  readonly format?: 'text' | 'json' | undefined;
}

/** Say what a change of inventory does to a running cluster; 2 when one of the two has faults, which are all reported. */
export async function planCommand(options: PlanOptions, io: Io): Promise<number> {
  const { format = 'text' } = options;
  const compilations = await compileAll([options.old, options.new], io);
  if (compilations.some(({ tree }) => tree === undefined)) {
    report(compilations, format, io);
    return 2;
  }
  const [before, after] = compilations.map(sideOf) as [Side, Side];
  const foreseen = foresee(before, after, servingOf(options.serving, after));
  io.stdout.write(format === 'json' ? `${JSON.stringify(foreseen, null, 2)}\n` : foreseenText(foreseen));
  return 0;
}

function sideOf({ inventory, tree }: Compilation): Side {
  if (!inventory || !tree) throw new Error('an inventory without errors has no tree');
  return { inventory, tree };
}

/** Which database server has the virtual IPs: the first one unless said. */
function servingOf(name: string | undefined, { inventory }: Side): 0 | 1 {
  const names = inventory.db_servers.map((server) => server.name);
  if (name === undefined || name === names[0]) return 0;
  if (name === names[1]) return 1;
  throw new UserError(`--serving names ${name}, which is neither ${names.join(' nor ')}`);
}
