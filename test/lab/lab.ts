import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { chaos, matrix } from './chaos/command.ts';
import { ansibleCommand } from './controller.ts';
import { enter } from './hosts.ts';
import { Laboratory, openLaboratory } from './laboratory.ts';
import { month } from './month.ts';
import { initOf } from './power.ts';
import { controllers, releases, versionsOf } from './release.ts';
import { type LaboratoryState, readStates } from './state.ts';
import { tearDown, tearDownStale } from './teardown.ts';

const usage = `npm run lab -- COMMAND   (as root)
  up [inventory]               boot the hosts of an inventory [fixtures/reference/inventory.json]
  status                       what runs
  play [--tree DIR] [args]     ansible-playbook in a generated tree [--tree out], playbook site.yml unless named
  ansible [--tree DIR] [args]  ansible, for one module: ansible all -m ping
  shell HOST                   a root shell in a host
  exec HOST command...         a command as root in a host
  cut|boot|unplug|plug|freeze|thaw HOST   power cut, switch on, cable, all processes
  stranger command...          a command at the controller's address
  down [--all]                 take it away; all of them
  chaos --seed N | --seeds 1-50 [--steps 3] | --faults id@where,... | --list
                               faults while the application writes; exit 1 when a promise is broken
  matrix [--short] [--only PATTERN] [--json FILE]   every fault, and a table of what the application saw
  month [--note] [--only PATTERN]   a month of an operator's life, and a table of it; --note: into docs/operations.md
    chaos, matrix: [--tree DIR] [--inventory FILE], in a laboratory of their own, or in LAB=<id> [--converged]
    up, chaos, matrix, month: [--release ${releases.join('|')}] for the hosts, [--controller ${controllers.join('|')}] for Ansible
With several laboratories, LAB=<id> names the one that is meant.`;

/** The laboratory's command line, for people. Returns the exit code. */
async function main([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case 'up':
      return up(args);
    case 'down':
      return down(args[0] === '--all');
    case 'status':
      return status();
    case 'play':
    case 'ansible':
      return ansible(command === 'play' ? 'ansible-playbook' : 'ansible', args);
    case 'shell':
      return attach(enter(hostOf(args[0]), ['su', '-']));
    case 'exec':
      return attach(
        enter(hostOf(args[0]), [
          'env',
          '-i',
          `PATH=${rootPath}`,
          'HOME=/root',
          'LANG=C.UTF-8',
          ...args.slice(1),
        ]),
      );
    case 'stranger':
      return attach(['ip', 'netns', 'exec', chosen().namespace, ...args]);
    case 'cut':
    case 'boot':
    case 'unplug':
    case 'plug':
    case 'freeze':
    case 'thaw':
      await new Laboratory(chosen())[command === 'cut' ? 'powerCut' : command](hostOf(args[0]).name);
      return 0;
    case 'chaos':
      return chaos(args);
    case 'matrix':
      return matrix(args);
    case 'month':
      return month(args);
    default:
      process.stderr.write(`${usage}\n`);
      return command === undefined || command === 'help' ? 0 : 2;
  }
}

const rootPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

async function up(args: string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { release: text, controller: text },
  });
  const id = process.env.LAB;
  const inventory = here(positionals[0] ?? 'fixtures/reference/inventory.json');
  await openLaboratory(inventory, { keep: true, versions: versionsOf(values), ...(id ? { id } : {}) });
  return status();
}

function down(all: boolean): number {
  tearDownStale();
  const wanted = process.env.LAB;
  // One that a running test owns is not ours to take away, unless it is asked for by name.
  const kept = readStates().filter(({ id, owner }) => (wanted ? id === wanted : owner === null));
  if (kept.length > 1 && !all) throw new Error('several laboratories: say LAB=<id>, or down --all');
  for (const laboratory of kept) tearDown(laboratory);
  return 0;
}

function status(): number {
  for (const { id, namespace, folder, owner, hosts, ...made } of readStates()) {
    const keeper = owner ? `process ${owner.pid}` : 'a person';
    const versions = `Debian ${made.versions.release}, Ansible of ${made.controllerRoot ?? 'this machine'}`;
    process.stdout.write(
      `laboratory ${id}: ${versions}, namespace ${namespace}, folder ${folder}, kept by ${keeper}\n`,
    );
    for (const host of hosts) {
      const init = initOf(host);
      process.stdout.write(`  ${host.name}  ${host.address}  ${init ? `on, init ${init}` : 'off'}\n`);
    }
  }
  return 0;
}

async function ansible(command: string, args: string[]): Promise<number> {
  const tree = args[0] === '--tree' ? (args[1] ?? '.') : 'out';
  const rest = args[0] === '--tree' ? args.slice(2) : args;
  const laboratory = chosen();
  const playbook =
    command === 'ansible-playbook' && !rest.some((arg) => /\.ya?ml$/.test(arg)) ? ['site.yml'] : [];
  const secrets = ['-e', `@${laboratory.folder}/controller/secrets.yml`];
  const { argv, env } = ansibleCommand(laboratory, command, [...secrets, ...playbook, ...rest]);
  return attach(argv, { cwd: here(tree), env });
}

/** Runs a command at this terminal. */
async function attach(argv: string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
  const [command = '', ...args] = argv;
  const { exitCode } = await execa(command, args, { ...options, stdio: 'inherit', reject: false });
  return exitCode ?? 1;
}

/** A path as the person meant it: npm changes into the package's folder first. */
function here(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function chosen(): LaboratoryState {
  const states = readStates().filter(({ id }) => process.env.LAB === undefined || process.env.LAB === id);
  if (states.length === 1 && states[0]) return states[0];
  throw new Error(states.length === 0 ? 'no laboratory is up' : 'several laboratories: say LAB=<id>');
}

function hostOf(name: string | undefined) {
  const { hosts } = chosen();
  const host = hosts.find((candidate) => candidate.name === name);
  if (!host) throw new Error(`which host? ${hosts.map((candidate) => candidate.name).join(', ')}`);
  return host;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
