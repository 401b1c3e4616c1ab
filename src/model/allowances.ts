/** What the promises are computed with beside the inventory, in seconds. Each is set in the file of the tree that is named. */
export const allowances = {
  /** An allowance of ours: the last check's own run, keepalived's notify script, and opening MariaDB with nothing left to apply. */
  opening: 0.25,
  /** What an application adds that waits between two attempts; no part of any promise. */
  clientReconnect: 1,
  /** keepalived.conf.j2, chk_lease: so long a server may keep the virtual IP against its guard's word. */
  leaseCheck: 1,
  /** check_lease.sh.j2: the guard's word counts for less than so long. */
  word: 4,
  /** vrrp.py, SILENCE: a keepalived whose VRRP process does nothing for so long hangs. */
  silence: 3.5,
  /** guard.py, has_outwaited: beyond the silence of what is outside and a lease, the one that is left of two nodes waits so long. */
  outwait: 0.5,
  /** guard.py, HURRY: so long a MariaDB that does not answer gets to become read-only before it is killed. */
  hurry: 1,
  /** RestartSec of mariadb.service on Debian and RHEL: so long a killed MariaDB stays away at the least. */
  restart: 5,
  /** localhost.cnf.j2, slave_net_timeout: a standby that receives nothing knows it after so long. */
  slaveNetTimeout: 4,
  /** guard.py, ANNOUNCED: a master that does not hear its partner announces so often where the virtual IP is. */
  announcement: 1,
  /** Round trips of a new connection with one write: TCP, two for the login, names, statement, commit. */
  roundTrips: 6,
  /** The extra round trip of the fault delay-500. */
  delay: 0.5,
} as const;

/** The length P of a lease in advert intervals, and parts of P unless said: keepalived's vars/main.yml, lease.py, guard.py. */
export const shares = {
  lease: 2.5,
  /** The guard looks and renews every P/8. */
  renewal: 1 / 8,
  /** Without a newer grant, or a word of its partner, for so long a server counts as cut off: the holder stops writing, and kills a MariaDB that cannot be stopped. */
  soft: 0.6,
  hard: 0.85,
  /** A guard that hears its partner but no advert for so many adverts, does not trust VRRP. */
  missed: 1.5,
  /** outside.py, SILENCE: adverts without an answer from outside, after which a server counts as cut off. */
  outside: 3,
  /** A guard that died leaves MariaDB so long to be closed in order; then it is killed. */
  fence: 0.5,
} as const;
