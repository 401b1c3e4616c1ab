import { allowances } from './allowances.ts';
import { type Duration, duration, longest, sum } from './duration.ts';
import type { Loss } from './loss.ts';
import type { Timing } from './timing.ts';

/** The longest time without an accepted write; `until mended` where nothing in the cluster can end it. */
export type Pause = Duration | 'none' | 'until mended';

/** What one fault does to the application. */
export interface Effect {
  /** What the application sees, as a sentence. */
  readonly sees: string;
  readonly pause: Pause;
  readonly loss: Loss;
  /** Both servers may take writes meanwhile: the promise of one writer does not hold. */
  readonly maySplit?: true;
}

/** One fault, at the server that serves and at the other one. */
export interface Fault {
  readonly id: string;
  /** What happens, as the first words of a sentence. */
  readonly what: string;
  readonly master: (timing: Timing) => Effect;
  readonly standby: (timing: Timing) => Effect;
}

/** The standby is gone or cannot answer: with semi_sync commits wait until the guard has seen it. */
export function standbyAway({ semiSync }: Timing): Effect {
  const sees = semiSync
    ? 'Commits wait until the guard has seen that the standby is gone; then nothing.'
    : 'Nothing.';
  return { sees: `${sees} Meanwhile nobody can take over.`, pause: semiSync ?? 'none', loss: 'nothing' };
}

/** Nobody notices, or need notice. */
export function unseen(sees = 'Nothing.'): Effect {
  return { sees, pause: 'none', loss: 'nothing' };
}

/** A standby that hears no partner, but has an address of its own. With the time that it takes where it yields too late. */
export function deafStandby({ yieldsInTime, standbyYields, semiSync }: Timing, otherwise: Duration): Effect {
  if (yieldsInTime) {
    const commits = semiSync ? 'Commits wait until the guard has seen it; then nothing.' : 'Nothing.';
    const sees = `${commits} The standby gives up its claim within ${standbyYields.text}, before VRRP acts on it.`;
    return { sees, pause: semiSync ?? 'none', loss: 'nothing' };
  }
  const sees =
    'For a moment the standby takes the virtual IP too, for VRRP acts before its guard can stop it.';
  return { sees, pause: semiSync ? longest(otherwise, semiSync) : otherwise, loss: 'handed over' };
}

/** Until the master announces the virtual IP again, which a second holder took from the neighbours' memory. */
export const announced = sum(duration(allowances.leaseCheck), duration(allowances.announcement));
