import type { Inventory } from '../generated/inventory.ts';
import { compareTrees, type Deed } from './compare.ts';
import { type Effect, effectOf } from './effects.ts';
import { type NotInPlace, notInPlace } from './in-place.ts';
import { type Pause, pausesOf } from './pauses.ts';
import { hostsOf, type Tree } from './playbook.ts';
import { type ChangedServer, changedServers, machines } from './servers.ts';
import { type ChangedVariable, changedVariables } from './variables.ts';

/** One side of a change: an inventory that compiles, and its tree. */
export interface Side {
  readonly inventory: Inventory;
  readonly tree: Tree;
}

export interface ChangedFile {
  readonly path: string;
  readonly change: 'created' | 'replaced' | 'removed';
}

/** Something that a task does to a host. */
export interface Step {
  readonly play: string;
  readonly host: string;
  readonly task: string;
  /** Where the task stands in the tree. */
  readonly file: string;
  readonly effect: Effect;
  /** Whether other hosts do it at the same time; else one server comes after the other. */
  readonly together: boolean;
  /** Whether it is certain; else it depends on what the host is found to have. */
  readonly sure: boolean;
}

/** A task that may end the play, because what it asks for is something else than before. */
export interface Refusal {
  readonly play: string;
  readonly task: string;
  readonly hosts: readonly string[];
}

/** What a change of the inventory does to a cluster on which the old tree changes nothing any more. */
export interface Foreseen {
  readonly cluster: string;
  /** The database server that has the virtual IPs, by its new name. */
  readonly serving: string;
  readonly files: readonly ChangedFile[];
  readonly variables: readonly ChangedVariable[];
  readonly servers: readonly ChangedServer[];
  /** In the order of the play. */
  readonly steps: readonly Step[];
  readonly refusals: readonly Refusal[];
  readonly pauses: readonly Pause[];
  readonly notInPlace: readonly NotInPlace[];
  /** What the old tree has made and the new one neither keeps nor removes. */
  readonly left: readonly { readonly host: string; readonly task: string; readonly file: string }[];
}

/** Foresee what site.yml of the new tree does. Pure. `serving` is the database server that has the virtual IPs: 0 or 1. */
export function foresee(before: Side, after: Side, serving: 0 | 1 = 0): Foreseen {
  const files = changedFiles(before.tree, after.tree);
  const machineOf = machines(before.inventory, after.inventory);
  const cast = ({ inventory }: Side, machine: (host: string) => string) => ({
    serving: inventory.db_servers[serving].name,
    virtual: Object.values(before.inventory.vips).map(({ address }) => address),
    machineOf: machine,
  });
  const casts = { before: cast(before, (host) => host), after: cast(after, machineOf) };
  const { deeds, left } =
    files.length === 0 ? { deeds: [], left: [] } : compareTrees(before.tree, after.tree, casts);

  const known = new Set(hostsOf(before.tree).variables.keys());
  const isNew = (host: string) => !known.has(machineOf(host));
  const kept = new Set([...hostsOf(after.tree).variables.keys()].map(machineOf));
  const steps = deeds.filter(({ visit }) => !isNew(visit.host)).flatMap(stepOf);
  const servers = changedServers(before.inventory, after.inventory);
  const variables = changedVariables(before.tree, after.tree);
  const change = { before: before.inventory, after: after.inventory, variables, servers, steps };
  return {
    cluster: after.inventory.cluster,
    serving: casts.after.serving,
    files,
    variables,
    servers,
    steps: steps.filter(({ effect }) => effect.kind !== 'refusal'),
    refusals: refusalsOf(steps),
    pauses: pausesOf(change, casts.after.serving),
    notInPlace: notInPlace(change),
    left: left
      .filter(({ host }) => kept.has(host))
      .map(({ host, task }) => ({ host, task: task.name, file: task.file })),
  };
}

function changedFiles(before: Tree, after: Tree): ChangedFile[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path): ChangedFile[] => {
    if (!before.has(path)) return [{ path, change: 'created' }];
    if (!after.has(path)) return [{ path, change: 'removed' }];
    return before.get(path) === after.get(path) ? [] : [{ path, change: 'replaced' }];
  });
}

function stepOf(deed: Deed): Step[] {
  const effect = effectOf(deed);
  const { play, delegateTo, task, together } = deed.visit;
  if (!effect) return [];
  return [{ play, host: delegateTo, task: task.name, file: task.file, effect, together, sure: deed.sure }];
}

function refusalsOf(steps: readonly Step[]): Refusal[] {
  const found = new Map<string, Refusal>();
  for (const { play, task, host, effect } of steps) {
    if (effect.kind !== 'refusal') continue;
    const hosts = [...(found.get(task)?.hosts ?? []), host];
    found.set(task, { play: found.get(task)?.play ?? play, task, hosts: [...new Set(hosts)] });
  }
  return [...found.values()];
}
