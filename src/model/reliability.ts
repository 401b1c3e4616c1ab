import type { Inventory } from '../generated/inventory.ts';
import type { Effect, Fault } from './fault.ts';
import { hostFaults } from './faults-hosts.ts';
import { networkFaults } from './faults-network.ts';
import { serviceFaults } from './faults-services.ts';
import { lossSentence } from './loss.ts';
import { type Timing, timingOf } from './timing.ts';

/** Every fault, in the order of the tables. */
export const faults: readonly Fault[] = [...serviceFaults, ...hostFaults, ...networkFaults];

/** Where a fault happens: at the server that serves at that moment, or at the other one. */
export const places = ['master', 'standby'] as const;
export type Place = (typeof places)[number];

/** What is promised for one fault at one place. */
export interface Outcome extends Effect {
  readonly fault: string;
  readonly what: string;
  readonly where: Place;
  /** What can be lost, as a sentence. */
  readonly lost: string;
}

/** The promise for every fault, in the order of the tables. Pure. */
export function outcomes(inventory: Inventory, timing: Timing = timingOf(inventory)): readonly Outcome[] {
  return faults.flatMap(({ id, what, ...at }) =>
    places.map((where) => {
      const effect = withPreempt(at[where](timing), where, timing, inventory);
      return { ...effect, fault: id, what, where, lost: lossSentence(effect.loss, inventory) };
    }),
  );
}

/** With keepalived.preempt the preferred master moves everything once more when it returns (G24). */
function withPreempt(effect: Effect, where: Place, { planned }: Timing, { keepalived }: Inventory): Effect {
  const moves = where === 'master' && effect.loss !== 'nothing';
  if (!keepalived.preempt || !moves) return effect;
  return {
    ...effect,
    sees: `${effect.sees} When the preferred server returns, a planned move (${planned.text}) follows.`,
  };
}
