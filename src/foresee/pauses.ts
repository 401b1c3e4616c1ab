import { type Duration, longest } from '../model/duration.ts';
import { type Timing, timingOf } from '../model/timing.ts';
import type { Step } from './foresee.ts';
import type { Change } from './in-place.ts';

/** A time without writes, or the end of what the cache holds. */
export interface Pause {
  readonly cause: string;
  /** At the most, each time; undefined where it lasts as long as the plays between two named ones take. */
  readonly atMost: Duration | undefined;
  readonly between?: readonly [first: string, last: string];
  /** Whether a virtual IP moves: for certain, perhaps, or not. */
  readonly moves: 'may move' | 'stays';
  readonly what: 'writes' | 'cache';
}

type Cost = (
  timing: (pick: (timing: Timing) => Duration) => Duration,
  unit: string,
  host: string,
) => Omit<Pause, 'what'> & { what?: Pause['what'] };

/** What an action on a service of the server that serves costs, by unit and action; docs/reliability.md has the same as faults. */
const costs: Readonly<Record<string, Cost>> = {
  'mariadb.service restarted': (worst, unit, host) => ({
    cause: `${unit} restarts on ${host}, which serves; the virtual IP moves where that takes longer than ${worst(({ noticeStopped }) => noticeStopped).text}`,
    atMost: worst(({ serviceStopped }) => serviceStopped),
    moves: 'may move',
  }),
  'sme-guard.service restarted': (worst, unit, host) => ({
    cause: `${unit} restarts on ${host}, which serves: it hands over first`,
    atMost: worst(({ guardStopped }) => guardStopped),
    moves: 'may move',
  }),
  'keepalived.service restarted': (worst, unit, host) => ({
    cause: `${unit} restarts on ${host}, which serves`,
    atMost: worst(({ planned }) => planned),
    moves: 'may move',
  }),
  'memcached.service restarted': (worst, unit, host) => ({
    cause: `${unit} restarts on ${host}: what it holds is gone, and sessions that stand in it alone end`,
    atMost: worst(({ cacheStopped }) => cacheStopped),
    moves: 'stays',
    what: 'cache',
  }),
};

/** For how long writes stop, and why, in the order of the play. The longer one of old and new timing counts. Pure. */
export function pausesOf({ before, after, steps, variables }: Change, serving: string): Pause[] {
  const [old, now] = [timingOf(before), timingOf(after)];
  const worst = (pick: (timing: Timing) => Duration) => longest(pick(old), pick(now));
  const pauses = steps.flatMap(({ effect, host }): Pause[] => {
    if (effect.kind !== 'service' || host !== serving) return [];
    const cost = costs[`${effect.unit} ${effect.state}`]?.(worst, effect.unit, host);
    return cost ? [{ what: 'writes', ...cost }] : [];
  });
  const changed = (name: string) => variables.some((one) => one.name === name);
  return [
    ...stoppedApplication(steps),
    ...(changed('sme_vip_database_address') ? [lostAddress(steps)] : []),
    ...(changed('sme_cluster') ? [deafGuards(steps)] : []),
    ...pauses,
  ];
}

/** The services of the application that are stopped ahead of the change and started behind it. */
function stoppedApplication(steps: readonly Step[]): Pause[] {
  const stopped = steps.find(
    ({ effect }) =>
      effect.kind === 'service' && effect.state === 'stopped' && effect.unit === 'httpd.service',
  );
  const back = steps.findLast(
    ({ effect }) => effect.kind === 'reboot' || (effect.kind === 'service' && effect.state === 'started'),
  );
  if (!stopped || !back) return [];
  return [
    {
      what: 'writes',
      cause: 'the application is stopped on all application servers, for it is to have another configuration',
      atMost: undefined,
      between: [stopped.play, back.play],
      moves: 'stays',
    },
  ];
}

function lostAddress(steps: readonly Step[]): Pause {
  return {
    what: 'writes',
    cause: 'the name of the database points to an address that nobody has yet',
    atMost: undefined,
    between: [steps[0]?.play ?? '', lastPlayOf(steps, 'keepalived.service')],
    moves: 'may move',
  };
}

function deafGuards(steps: readonly Step[]): Pause {
  const plays = steps.flatMap(({ play, effect }) =>
    effect.kind === 'file' && effect.path === '/etc/sme-ha-gen/keys.json' ? [play] : [],
  );
  return {
    what: 'writes',
    cause:
      'guards and witnesses sign with different keys until the last one has the new one, so the server that serves may hear nobody',
    atMost: undefined,
    between: [plays[0] ?? '', plays.at(-1) ?? ''],
    moves: 'may move',
  };
}

function lastPlayOf(steps: readonly Step[], unit: string): string {
  return steps.findLast(({ effect }) => effect.kind === 'service' && effect.unit === unit)?.play ?? '';
}
