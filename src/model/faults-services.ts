import { allowances } from './allowances.ts';
import { sum } from './duration.ts';
import { type Fault, standbyAway, unseen } from './fault.ts';
import type { Timing } from './timing.ts';

const refused = 'Connections are refused, then the other server answers.';
const unsure = 'A statement without an answer may have been committed or not.';

/** systemd and the checks race each other. */
const restarted = ({ noticeStopped }: Timing) =>
  noticeStopped.seconds > allowances.restart
    ? ' If systemd has it running again before the checks have failed, the same server goes on.'
    : ' The virtual IP moves before systemd starts MariaDB again.';

const cache = (moved: string) =>
  unseen(
    `The cache is away for ${moved} at the most and then empty: sessions that stood in it alone end. The database goes on.`,
  );

const idle = unseen('Nothing. Meanwhile nobody can take over.');

/** A service stops, dies (SIGKILL) or hangs (SIGSTOP). */
export const serviceFaults: readonly Fault[] = [
  {
    id: 'mariadb-stopped',
    what: 'MariaDB is stopped',
    master: (timing) => ({
      sees: refused,
      pause: timing.serviceStopped,
      loss: 'late',
    }),
    standby: standbyAway,
  },
  {
    id: 'mariadb-killed',
    what: 'MariaDB is killed',
    master: (timing) => ({
      sees: `${refused} ${unsure}${restarted(timing)}`,
      pause: timing.serviceStopped,
      loss: 'late',
    }),
    standby: standbyAway,
  },
  {
    id: 'mariadb-hung',
    what: 'MariaDB hangs',
    master: (timing) => ({
      sees: `Statements get no answer; when the checks have failed, the guard kills MariaDB. ${unsure}`,
      pause: timing.serviceHung,
      loss: 'late',
    }),
    standby: standbyAway,
  },
  {
    id: 'memcached-stopped',
    what: 'memcached is stopped',
    master: ({ cacheStopped }) => cache(cacheStopped.text),
    standby: () => unseen(),
  },
  {
    id: 'memcached-killed',
    what: 'memcached is killed',
    master: ({ cacheStopped }) => cache(cacheStopped.text),
    standby: () => unseen(),
  },
  {
    id: 'memcached-hung',
    what: 'memcached hangs',
    master: ({ cacheHung }) => cache(cacheHung.text),
    standby: () => unseen(),
  },
  {
    id: 'keepalived-stopped',
    what: 'keepalived is stopped',
    master: ({ planned }) => ({
      sees: 'Connections end, then the other server answers: a planned move, of memcached too.',
      pause: planned,
      loss: 'handed over',
    }),
    standby: () => idle,
  },
  {
    id: 'keepalived-killed',
    what: 'keepalived is killed',
    master: ({ keepalivedKilled }) => ({
      sees: 'Connections end, for the guard removes the virtual IPs that are left behind; then the other server answers.',
      pause: keepalivedKilled,
      loss: 'handed over',
    }),
    standby: () => unseen('Nothing: systemd starts it again.'),
  },
  {
    id: 'keepalived-hung',
    what: 'keepalived hangs',
    master: ({ keepalivedHung }) => ({
      sees: 'Writes go on, or fail for a moment while both have the address, until the guard sees that keepalived hangs; then the other server takes over.',
      pause: keepalivedHung,
      loss: 'handed over',
    }),
    standby: ({ planned }) => ({
      sees: 'Nothing while it hangs. When it goes on it may claim the virtual IP for a moment, and a move back may follow.',
      pause: sum(planned, planned),
      loss: 'handed over',
    }),
  },
  {
    id: 'guard-stopped',
    what: 'The guard is stopped',
    master: ({ guardStopped }) => ({
      sees: 'Connections end, then the other server answers: the guard hands over before it stops.',
      pause: guardStopped,
      loss: 'handed over',
    }),
    standby: () => idle,
  },
  {
    id: 'guard-killed',
    what: 'The guard is killed',
    master: ({ guardKilled }) => ({
      sees: 'MariaDB is closed at once, or killed where that takes too long. Mostly the guard is back in a second or two, else the other server takes over.',
      pause: guardKilled,
      loss: 'late',
    }),
    standby: () => idle,
  },
  {
    id: 'guard-hung',
    what: 'The guard hangs',
    master: ({ guardHung, watchdog }) => ({
      sees: `After ${watchdog.text} without a sign of life systemd kills the guard; then as where it is killed.`,
      pause: guardHung,
      loss: 'late',
    }),
    standby: () => idle,
  },
];
