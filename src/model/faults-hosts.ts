import { allowances } from './allowances.ts';
import { duration, longest, sum } from './duration.ts';
import { type Effect, type Fault, standbyAway, unseen } from './fault.ts';
import type { Timing } from './timing.ts';

const silent =
  'New connections get no answer until the other server has the address; one that waited for an answer waits until its own timeout.';
const unsure = 'Statements without an answer may have been committed or not.';

/** A whole host is lost, or short of something; what clocks do. */
export const hostFaults: readonly Fault[] = [
  {
    id: 'disk-full',
    what: 'The disk of MariaDB is full',
    master: ({ skew, handOver }) => ({
      sees: 'Writes fail or wait; with less than 32 MiB left the guard gives the virtual IP to a partner that has room, if there is one.',
      pause: sum(duration(allowances.leaseCheck), longest(...skew), duration(allowances.hurry), handOver),
      loss: 'late',
    }),
    standby: (timing) =>
      timing.semiSync
        ? {
            sees: 'Commits may wait until somebody makes room on the standby.',
            pause: 'until mended',
            loss: 'nothing',
          }
        : standbyAway(timing),
  },
  {
    id: 'connections-exhausted',
    what: 'All connections of MariaDB are taken',
    master: () => ({
      sees: 'New connections are refused until others end, open ones go on. Nothing moves: the same crowd would fill the other server.',
      pause: 'until mended',
      loss: 'nothing',
    }),
    standby: () => unseen('Nothing: nobody connects there but replication, which is connected already.'),
  },
  {
    id: 'large-transaction',
    what: 'MariaDB is killed in a very large transaction',
    master: (timing) => ({
      sees: 'As where it is killed otherwise; the transaction never was. A large one that does commit is applied before the other server opens, which then takes as long as that.',
      pause: timing.serviceStopped,
      loss: 'late',
    }),
    standby: standbyAway,
  },
  {
    id: 'power-cut',
    what: 'The power of the host is cut',
    master: (timing) => ({
      sees: `${silent} ${unsure}`,
      pause: timing.hostLost,
      loss: 'late, or gone with the disk',
    }),
    standby: standbyAway,
  },
  {
    id: 'frozen',
    what: 'The host stands still and goes on later',
    master: (timing) => ({
      sees: `${silent} When it goes on, what it had already received may run in its first milliseconds, and connections may end once more.`,
      pause: timing.hostLost,
      loss: 'late',
    }),
    standby: (timing) => ({
      sees: `${standbyAway(timing).sees} When it goes on it may claim the virtual IP for a moment, and a move back may follow.`,
      pause: longest(sum(timing.planned, timing.planned), ...(timing.semiSync ? [timing.semiSync] : [])),
      loss: 'handed over',
    }),
  },
  {
    id: 'rebooted',
    what: 'The host is rebooted',
    master: (timing) => ({
      sees: 'Connections end, then the other server answers: as a planned move, or as a lost host where the network goes down first.',
      pause: timing.hostLost,
      loss: 'late',
    }),
    standby: standbyAway,
  },
  {
    id: 'both-cut',
    what: 'The power of both database servers is cut',
    master: () => bothCut,
    standby: () => bothCut,
  },
  {
    id: 'clock-forward',
    what: 'The clock jumps forward',
    master: (timing) => jumped(timing),
    standby: () => unseen(),
  },
  {
    id: 'clock-back',
    what: 'The clock jumps back',
    master: (timing) => jumped(timing),
    standby: () => unseen(),
  },
];

/** A clock that jumps may mean that the host stood still, so its guard gives the lease up and asks for it anew. */
function jumped({ handOver }: Timing): Effect {
  const sees =
    'Connections end; the same server goes on. What the database says of the time is wrong until the clock is mended.';
  return { sees, pause: handOver, loss: 'nothing' };
}

const bothCut = {
  sees: 'No database until one of the two has booted; that one serves, and what only the other had follows when it is back.',
  pause: 'until mended',
  loss: 'late, or gone with the disk',
} as const;
