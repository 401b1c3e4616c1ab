import type { Fault, Where } from './fault.ts';
import { faultOf } from './faults.ts';

/** A fault that strikes: written `id@where`, with `:seconds` it lasts, and `~failover` or `~play` it meets. */
export interface Step {
  fault: Fault;
  where: Where;
  seconds: number;
  /** Struck while a failover happens, or while site.yml runs. */
  during?: 'failover' | 'play';
}

export function written({ fault, where, seconds, during }: Step): string {
  return `${fault.id}@${where}:${seconds}${during ? `~${during}` : ''}`;
}

/** Reads `power-cut@master,frozen@standby:12~failover`. */
export function readSteps(text: string): Step[] {
  return text.split(',').map((word) => {
    const parts = /^([a-z0-9-]+)@(master|standby|both)(?::([\d.]+))?(?:~(failover|play))?$/.exec(word.trim());
    if (!parts) throw new Error(`${word} is no fault: id@master|standby|both[:seconds][~failover|~play]`);
    const [, id = '', where, seconds, during] = parts;
    const fault = faultOf(id);
    const [least, most] = fault.lasts;
    return {
      fault,
      where: where as Where,
      seconds: seconds ? Number(seconds) : Math.round((least + most) / 2),
      ...(during ? { during: during as 'failover' | 'play' } : {}),
    };
  });
}

/** Numbers in [0, 1) that follow from a seed alone (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The sequence of faults that a seed stands for. */
export function sequenceOf(seed: number, steps: number, faults: Fault[]): Step[] {
  const random = generator(seed);
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: steps }, () => {
    const fault = pick(faults);
    const where = pick(fault.where);
    const [least, most] = fault.lasts;
    const seconds = Math.round(least + random() * (most - least));
    // A play takes a minute or more: seldom.
    const chance = random();
    const during = chance < 0.2 ? 'failover' : chance < 0.25 ? 'play' : undefined;
    return { fault, where, seconds, ...(during ? { during } : {}) };
  });
}
