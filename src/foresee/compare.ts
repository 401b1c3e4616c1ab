import { isKeeping } from './effects.ts';
import type { Tree } from './playbook.ts';
import { type Performance, rehearse, type Visit } from './rehearse.ts';
import { isUnknown, textOf, Unknown } from './unknown.ts';

/** Something that the new tree does and a second run of the old one does not. */
export interface Deed {
  readonly visit: Visit;
  /** The same task with the old tree; undefined where there was none, such as for a new host. */
  readonly before: Visit | undefined;
  /** Whether it is certain; else it depends on what the host is found to have. */
  readonly sure: boolean;
}

export interface Cast {
  readonly serving: string;
  readonly virtual: readonly string[];
  readonly machineOf: (host: string) => string;
}

/**
 * What a run of the new tree does on a cluster on which the old one changes nothing any more. So whatever the old tree
 * wants the hosts have, and a condition that is what it was is decided as it was: against doing anything.
 */
export function compareTrees(
  before: Tree,
  after: Tree,
  casts: { before: Cast; after: Cast },
): { deeds: readonly Deed[]; left: readonly Visit[] } {
  const earlier = new Map<string, Visit>();
  const there = new Map<string, readonly unknown[]>();
  rehearse(before, {
    ...casts.before,
    acts(visit) {
      earlier.set(visit.key, visit);
      return false;
    },
    compared(answer, wanted) {
      there.set(answer.id, wanted);
      if (answer.isLook) there.set(answer.text, wanted);
      return wanted;
    },
  } satisfies Performance);

  const deeds: Deed[] = [];
  const later = new Map<string, Visit>();
  rehearse(after, {
    ...casts.after,
    acts(visit) {
      later.set(visit.key, visit);
      const deed = judge(visit, earlier.get(visit.key));
      if (deed) deeds.push(deed);
      return deed !== undefined;
    },
    // A look at other files finds of them what the old tree wanted, and nothing of the rest.
    compared: (answer) => there.get(answer.id) ?? (answer.isLook ? there.get(answer.text) : undefined),
  } satisfies Performance);
  const removed = [...later.values()].filter(isRemoval);
  const left = [...earlier.values()].filter((visit) => isLeft(visit, later.get(visit.key)));
  return { deeds, left: left.filter((visit) => !removed.some((removal) => takesAway(removal, visit))) };
}

function isRemoval({ condition, task, args }: Visit): boolean {
  return condition !== false && task.module === 'file' && args.state === 'absent';
}

/** Whether what a task kept lies in a folder that is removed. */
function takesAway(removal: Visit, { host, args }: Visit): boolean {
  return removal.host === host && textOf(args.dest).startsWith(`${textOf(removal.args.path)}/`);
}

/** What names the thing that a module keeps. */
const identities = ['dest', 'path', 'name', 'marker', 'user', 'rich_rule'];

/** Whether the old tree kept something that the new one keeps no more, and does not take away either. */
function isLeft(before: Visit, after: Visit | undefined): boolean {
  const { condition, task, args } = before;
  if (condition === false || task.keys.changed_when !== undefined || !isKeeping(task.module)) return false;
  if (args.state === 'absent' || args.state === 'directory' || args.force === false) return false;
  if (!after || after.condition === false) return true;
  return identities.some((name) => textOf(args[name]) !== textOf(after.args[name]));
}

function judge(visit: Visit, before: Visit | undefined): Deed | undefined {
  const { task, condition, isHandler } = visit;
  if (condition === false) return undefined;
  if (task.keys.changed_when === false && task.module !== 'assert') return undefined;
  if (isHandler || !before) return { visit, before, sure: condition === true };
  const isSameWhen = textOf(condition) === textOf(before.condition);
  const isSameWork = textOf(visit.args) === textOf(before.args) && visit.text === before.text;
  if (isSameWhen && isSameWork) return undefined;
  // A file that is made once and never written again is there already.
  if (visit.args.force === false && isSameWork) return undefined;
  if (task.module === 'assert') return { visit, before, sure: false };
  // What says of itself that it changes something every time was not done, so it is not done now.
  if (isSameWhen && condition !== true && task.keys.changed_when === true) return undefined;
  if (isSameWhen) return { visit, before, sure: condition === true };
  return { visit, before, sure: condition === true || isDecided(condition, before.condition) };
}

/** Whether a comparison comes out otherwise because what is wanted is something else; not merely what is looked at. */
function isDecided(condition: unknown, before: unknown): boolean {
  if (isUnknown(before)) return compared(condition) !== compared(before);
  return [condition].flat().every((one) => one instanceof Unknown && one.asked !== '' && !one.isLook);
}

function compared(condition: unknown): string {
  return [condition]
    .flat()
    .map((one) => (one instanceof Unknown && one.isLook ? textOf(one, false) : textOf(one)))
    .join();
}
