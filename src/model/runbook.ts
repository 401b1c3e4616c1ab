import type { Inventory } from '../generated/inventory.ts';
import type { Duration } from './duration.ts';
import { lossSentence } from './loss.ts';
import type { Timing } from './timing.ts';

/** A line of the runbook's table: a kind of fault, how long writes pause at the most, and what can be lost. */
export interface RunbookRow {
  readonly what: string;
  readonly pause: Duration;
  readonly lost: string;
}

/** What the runbook says about this cluster's promises; docs/reliability.md has the whole table. */
export interface RunbookFacts {
  readonly rows: readonly RunbookRow[];
  /**
   * Application servers that a database server must reach to take over from a silent partner, and to go on without it.
   * On two nodes nobody votes, and an isolation target has to answer.
   */
  readonly toTake: number;
  readonly toKeep: number;
}

/** Choose and phrase the facts of the runbook. Pure. */
export function runbookFacts(inventory: Inventory, timing: Timing): RunbookFacts {
  const row = (what: string, pause: Duration, loss: Parameters<typeof lossSentence>[0]): RunbookRow => {
    return { what, pause, lost: lossSentence(loss, inventory) };
  };
  const witnesses = inventory.app_servers?.length ?? 0;
  const toTake = Math.floor(witnesses / 2) + 1;
  return {
    rows: [
      row('planned move', timing.planned, 'handed over'),
      row('MariaDB dead', timing.serviceStopped, 'late'),
      row('MariaDB hung', timing.serviceHung, 'late'),
      row('host lost', timing.hostLost, 'late, or gone with the disk'),
    ],
    toTake,
    toKeep: witnesses - toTake + 1,
  };
}
