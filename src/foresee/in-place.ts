import type { Inventory } from '../generated/inventory.ts';
import type { Step } from './foresee.ts';
import type { ChangedServer } from './servers.ts';
import type { ChangedVariable } from './variables.ts';

/** Everything that is known of a change when it is judged. */
export interface Change {
  readonly before: Inventory;
  readonly after: Inventory;
  readonly variables: readonly ChangedVariable[];
  readonly servers: readonly ChangedServer[];
  readonly steps: readonly Step[];
}

/** Something that site.yml does not carry out, or not without a person, and how it is done instead. */
export interface NotInPlace {
  readonly what: string;
  readonly instead: string;
  /** Steps of the guide. */
  readonly steps: readonly string[];
}

interface Row extends NotInPlace {
  readonly when: (change: Change) => boolean;
}

const variable =
  (...names: string[]) =>
  ({ variables }: Change) =>
    variables.some(({ name }) => names.includes(name));

const server =
  (group: ChangedServer['group'], ...changes: ChangedServer['change'][]) =>
  ({ servers }: Change) =>
    servers.some((one) => one.group === group && changes.includes(one.change));

/** What no template can say, one sentence a row. What can be derived is not here. */
const rows: readonly Row[] = [
  {
    when: variable('sme_database_name'),
    what: 'The database is not renamed: the old one stays, and the application’s account loses its rights to it.',
    instead:
      'Create the new database on the server that serves and move the tables there (both servers follow), set $dbname on each application server, then run site.yml.',
    steps: ['G12', 'G26'],
  },
  {
    when: server('db_servers', 'renamed'),
    what: 'A database server that replicates is not renamed: the other one replicates from the old name, and site.yml refuses.',
    instead:
      'While nobody writes, say STOP SLAVE and CHANGE MASTER TO MASTER_HOST = the new name on the other server, START SLAVE, then run site.yml.',
    steps: ['G01', 'G13', 'G15'],
  },
  {
    when: server('db_servers', 'added', 'removed'),
    what: 'A database server is not exchanged while it replicates: the one that stays replicates from the old one, and site.yml refuses.',
    instead:
      'Let the server that stays serve, shut the old one down, say STOP SLAVE and RESET SLAVE ALL on the one that stays, then run site.yml: it makes the new one a copy.',
    steps: ['G12', 'G13'],
  },
  {
    when: ({ before, after }) => before.topology !== after.topology,
    what: 'A cluster does not go from one layout to the other while it runs: the application would stand on other hosts, and who witnesses changes with it.',
    instead:
      'Make a backup, take the cluster apart with the decommission.yml of the old tree, and run site.yml of the new one.',
    steps: ['G02', 'G27'],
  },
  {
    when: variable('sme_ip_version'),
    what: 'A cluster does not go from one family of addresses to the other while it runs: the server that is restarted first could not replicate from the other one.',
    instead:
      'Make a backup, take the cluster apart with the decommission.yml of the old tree, and run site.yml of the new one.',
    steps: ['G01', 'G08'],
  },
  {
    when: server('db_servers', 'moved'),
    what: 'An address of a server is not changed by site.yml, which expects the server there already.',
    instead: 'Change the standby’s address first, run site.yml, let it serve, then the other one.',
    steps: ['G01'],
  },
  {
    when: server('app_servers', 'removed'),
    what: 'An application server that is taken out of the inventory is not touched any more: its services, jobs and witness run on.',
    instead:
      'Switch it off, or stop and disable httpd, cloudftp, vsftpd and sme-witness and comment out its jobs.',
    steps: ['G28'],
  },
  {
    when: variable('sme_cluster'),
    what: 'The name of the cluster is part of the key of the guards: until both have the new one they do not understand each other, and nobody may write.',
    instead:
      'Run site.yml when a pause of the application is acceptable, and to its end; remove the old block from /etc/hosts by hand.',
    steps: ['G36'],
  },
  {
    when: variable('sme_vip_database_address', 'sme_vip_memcached_address', 'sme_vip_web_address'),
    what: 'A virtual IP does not change without a pause: the names point to the new address from the second play on, and keepalived brings it up only in the seventh.',
    instead:
      'Run site.yml when a pause of the application is acceptable; an application that has looked the name up before keeps the old address until it is restarted.',
    steps: ['G01', 'G20'],
  },
  {
    when: variable(
      'sme_keepalived_vrrp',
      'sme_keepalived_vrrp_version',
      'sme_vip_database_router_id',
      'sme_vip_memcached_router_id',
      'sme_vip_web_router_id',
    ),
    what: 'Until the second server has been reloaded the two do not hear each other’s adverts: both may hold the virtual IP of memcached, and on two nodes that of the web; that of the database stays with the lease.',
    instead: 'Run site.yml to its end; what is written to memcached meanwhile may be missing afterwards.',
    steps: ['G20', 'G36'],
  },
  {
    when: variable('sme_database_replication'),
    what: 'Replication finds its place in another way: it is stopped for a moment, and what the standby has received and not applied is fetched again.',
    instead: 'Run site.yml while both servers are up and Seconds_Behind_Master is 0 on both.',
    steps: ['G13', 'G15'],
  },
  {
    when: (change) =>
      change.before.database.tls !== false &&
      change.after.database.tls !== false &&
      variable('sme_database_tls', 'sme_database_tls_certificate', 'sme_database_tls_key')(change),
    what: 'MariaDB before 10.4 takes up another certificate only when it starts: both servers restart, one after the other.',
    instead:
      'Nothing from 10.4 on: MariaDB takes it up while it runs, and the other server trusts both meanwhile.',
    steps: ['G13', 'G15'],
  },
  {
    when: variable('sme_database_app_user'),
    what: 'The application’s old account is dropped before the application servers have the new one.',
    instead: 'Nothing: site.yml stops the application ahead of it and starts it with the new account.',
    steps: ['G16', 'G26'],
  },
  {
    when: ({ after, steps }) =>
      after.application.restart === 'none' &&
      steps.some(({ effect }) => effect.kind === 'file' && effect.path === after.application.config_file),
    what: 'The application’s configuration changes and nothing restarts what runs with the old one (application.restart is none).',
    instead: 'Restart each application server, one after the other.',
    steps: ['G29'],
  },
];

/** The rows that hold for a change. Pure. */
export function notInPlace(change: Change): NotInPlace[] {
  return rows
    .filter(({ when }) => when(change))
    .map(({ what, instead, steps }) => ({ what, instead, steps }));
}
