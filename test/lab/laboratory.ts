import { constants } from 'node:os';
import { setFrozen } from './cgroup.ts';
import { type PlayOptions, type PlayResult, play, trustKey } from './controller.ts';
import { ensureControllerRoot } from './controller-root.ts';
import { makeDisk, wipeDisk } from './disk.ts';
import { type CommandOptions, type CommandResult, runFromStranger, runInside, waitUntilUp } from './hosts.ts';
import { ensureImage } from './image.ts';
import { hostsOf, type LabInventory } from './inventory.ts';
import { setCable } from './network.ts';
import { ensurePackages } from './packages.ts';
import { cableOf, cutPower, groupOf, initOf, switchOn } from './power.ts';
import { isAlive } from './processes.ts';
import { plan, raise } from './raise.ts';
import { type Versions, versionsOf } from './release.ts';
import { type HostState, type LaboratoryState, readStates, saveState } from './state.ts';
import { tearDown, tearDownStale } from './teardown.ts';

export type { PlayOptions, PlayResult } from './controller.ts';
export type { CommandOptions, CommandResult } from './hosts.ts';
export type { HostRecap } from './recap.ts';
export { hostileSecrets, type Secrets } from './secrets.ts';

/** Four stock appliances on one machine, and what one can do to them. Hosts go by their inventory names. */
export class Laboratory {
  readonly state: LaboratoryState;
  readonly hosts: string[];

  constructor(state: LaboratoryState) {
    this.state = state;
    this.hosts = state.hosts.map((host) => host.name);
  }

  /** Runs a command as root inside a host. Does not throw when it fails: look at the code. */
  exec(host: string, argv: string[], options?: CommandOptions): Promise<CommandResult> {
    return runInside(this.host(host), argv, options);
  }

  /** Runs a shell script as root inside a host and returns what it printed; throws when it fails. */
  async sh(host: string, script: string, options?: CommandOptions): Promise<string> {
    const { code, stdout, stderr } = await this.exec(host, ['bash', '-c', script], options);
    if (code !== 0) throw new Error(`${host}: ${script}\nexit ${code}\n${stdout}${stderr}`);
    return stdout.trimEnd();
  }

  /** Runs a command at the controller's address, which is a stranger to the cluster. */
  fromStranger(argv: string[], options?: CommandOptions): Promise<CommandResult> {
    return runFromStranger(this.state, argv, options);
  }

  /** Runs ansible-playbook in a generated tree, as a user of the product would. */
  play(tree: string, args: string[] = ['site.yml'], options?: PlayOptions): Promise<PlayResult> {
    return play(this.state, tree, args, options);
  }

  /** Kills all of a host at once. What it had written stays, as the kernel does not lose its cache. */
  powerCut(host: string): void {
    cutPower(this.host(host));
  }

  /** Switches a host on again, from its own disk, and waits until it is up. */
  async boot(name: string): Promise<void> {
    const host = this.host(name);
    await this.untilDead(host);
    switchOn(this.state, host);
    saveState(this.state);
    await waitUntilUp(this.state, host);
  }

  /** Puts an empty appliance in a host's place, under its name and address, and boots it. Returns its ssh host key. */
  async replace(name: string): Promise<string> {
    const host = this.host(name);
    cutPower(host);
    await this.untilDead(host);
    wipeDisk(this.state.folder, host);
    const key = makeDisk(await this.image(), this.state.folder, this.state.id, host);
    await this.boot(name);
    return key;
  }

  /** Root of the stock appliance, as every host was ahead of the first run. */
  image(): Promise<string> {
    return ensureImage(this.state.versions.release);
  }

  /** Makes ssh of the controller know a host by another key. */
  trust(host: string, key: string): void {
    trustKey(this.state, this.host(host), key);
  }

  /** Waits until a host that reboots by itself is up. */
  waitUntilUp(host: string, seconds?: number): Promise<void> {
    return waitUntilUp(this.state, this.host(host), seconds);
  }

  /** Whether a host is switched on. */
  isOn(host: string): boolean {
    return initOf(this.host(host)) !== undefined;
  }

  /** Pulls a host's cable. A reboot puts it back. */
  unplug(host: string): void {
    setCable(this.state.namespace, cableOf(this.host(host)), false);
  }

  plug(host: string): void {
    setCable(this.state.namespace, cableOf(this.host(host)), true);
  }

  /** Stops all of a host's processes where they stand; its kernel still answers. */
  freeze(host: string): void {
    setFrozen(groupOf(this.host(host)), true);
  }

  thaw(host: string): void {
    setFrozen(groupOf(this.host(host)), false);
  }

  /** Takes everything down. */
  close(): void {
    process.removeListener('exit', this.onExit);
    tearDown(this.state);
  }

  /** The last resort of a process that ends without having closed its laboratory. */
  readonly onExit = () => tearDown(this.state);

  private async untilDead({ supervisor }: HostState): Promise<void> {
    for (let i = 0; i < 200 && supervisor && isAlive(supervisor.pid, supervisor.start); i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }

  private host(name: string): HostState {
    const found = this.state.hosts.find((host) => host.name === name);
    if (!found) throw new Error(`no host ${name} in this laboratory: ${this.hosts.join(', ')}`);
    return found;
  }
}

export interface LaboratoryOptions {
  /** The laboratory outlives this process: somebody takes it down by hand. */
  keep?: boolean;
  /** Other versions than the usual ones. */
  versions?: Versions;
  /** Its name; made up unless given. Eight letters or digits at the most. */
  id?: string;
}

/** Installs, builds and boots whatever it takes; the hosts are those of an inventory (a value, or a file). */
export async function openLaboratory(
  inventory: string | LabInventory,
  options: LaboratoryOptions = {},
): Promise<Laboratory> {
  if (process.getuid?.() !== 0) throw new Error('the laboratory boots whole hosts: run it as root');
  await ensurePackages();
  tearDownStale();
  const versions = options.versions ?? versionsOf({});
  const image = await ensureImage(versions.release);
  const controller = await rootOf(versions);
  const laboratory = new Laboratory({
    ...plan(hostsOf(inventory), versions, options.keep ?? false, options.id),
    ...controller,
  });
  process.once('exit', laboratory.onExit);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, endBySignal);
  try {
    await raise(laboratory.state, image);
  } catch (error) {
    laboratory.close();
    throw error;
  }
  if (options.keep) process.removeListener('exit', laboratory.onExit);
  return laboratory;
}

/** Takes a laboratory that is up; its hosts are what they are, plays come from the controller that is asked for. */
export async function joinLaboratory(id: string, versions: Versions): Promise<Laboratory> {
  const state = readStates().find((candidate) => candidate.id === id);
  if (!state) throw new Error(`there is no laboratory ${id}`);
  return new Laboratory({ ...state, ...(await rootOf(versions)) });
}

async function rootOf({ controller }: Versions): Promise<Pick<LaboratoryState, 'controllerRoot'>> {
  return controller ? { controllerRoot: await ensureControllerRoot(controller) } : {};
}

/** Ends the process so that its exit listeners run, which a signal alone would skip. */
function endBySignal(signal: NodeJS.Signals): void {
  process.exit(128 + (constants.signals[signal] ?? 0));
}
