import type { Inventory, Server } from '../generated/inventory.ts';
import { type IpVersion, ipVersionOf } from './ip-version.ts';
import { type RunbookFacts, runbookFacts } from './runbook.ts';
import { sizeInBytes, wholeBlocks } from './size.ts';
import type { Picture } from './picture.ts';
import { type Timing, timingOf } from './timing.ts';
import { type BroughtTls, broughtTls, type Certificates, certificatesOf } from './tls.ts';
import { topologyOf } from './topology.ts';

/** A name and the address that it resolves to on every server (G01). */
export interface NamedAddress {
  readonly name: string;
  readonly address: string;
}

/** A database server with all that is particular to it: its place in the pair and the server it replicates from. */
export interface DbServer extends NamedAddress {
  readonly group: 'db_servers';
  /** On two nodes whether it runs the cron jobs (G28); else no database server does. */
  readonly runsCronJobs: boolean;
  readonly ansible_vars: Readonly<Record<string, unknown>>;
  readonly interface: string;
  /** 1 for the preferred master, 2 for the other: server-id, GTID domain and auto_increment_offset (G08, G09). */
  readonly serverId: number;
  /** VRRP priority; the higher one is the first master (G20, G21). */
  readonly priority: number;
  readonly peer: NamedAddress;
  /** The files of its own certificate and key on the controller, where they are brought (G13, G15). */
  readonly broughtTls: BroughtTls | undefined;
}

/** An application server; exactly one of them runs the cron jobs (G28). */
export interface AppServer extends NamedAddress {
  readonly group: 'app_servers';
  readonly ansible_vars: Readonly<Record<string, unknown>>;
  readonly runsCronJobs: boolean;
}

/** What the templates read: the inventory with every default resolved, and what follows from it. */
export interface Model extends Omit<Inventory, 'db_servers' | 'app_servers' | 'topology'> {
  /** Whether the database servers are the application servers. */
  readonly twoNode: boolean;
  readonly dbServers: readonly [DbServer, DbServer];
  /** On two nodes the database servers once more, in their other role. */
  readonly appServers: readonly (DbServer | AppServer)[];
  /** Each host once. */
  readonly servers: readonly (DbServer | AppServer)[];
  /** The names that every server resolves: the servers, then the virtual IPs (G01). */
  readonly names: readonly NamedAddress[];
  /** max_binlog_size in bytes, as MariaDB reports it (G08). */
  readonly maxBinlogBytes: number;
  /** The family of all addresses. */
  readonly ipVersion: IpVersion;
  /** The version of VRRP that the addresses and the advert interval take; version 3 has no authentication. */
  readonly vrrpVersion: 2 | 3;
  /** Whose certificates replication goes by; undefined without TLS (G13, G15). */
  readonly certificates: Certificates | undefined;
  /** How long each step of a failover takes at the most (G20, G21). */
  readonly timing: Timing;
  readonly runbook: RunbookFacts;
  readonly topology: Picture;
}

/** Build the frozen model of a valid inventory. Pure; decides everything that the templates must not decide. */
export function buildModel(inventory: Inventory): Model {
  const [first, second] = inventory.db_servers;
  const dbServers = [dbServer(inventory, first, second, 0), dbServer(inventory, second, first, 1)] as const;
  const twoNode = inventory.topology === 'two-node';
  const others = (inventory.app_servers ?? []).map((server, index) => appServer(server, index === 0));
  const servers = [...dbServers, ...others];
  const timing = timingOf(inventory);
  const { database, memcached, web } = inventory.vips;
  const names = [...servers, database, memcached, ...(web ? [web] : [])].map(nameOf);
  const facts: Omit<Model, 'topology'> = {
    ...copyOf(inventory),
    twoNode,
    dbServers,
    appServers: twoNode ? dbServers : others,
    servers,
    names,
    maxBinlogBytes: wholeBlocks(sizeInBytes(inventory.database.max_binlog_size)),
    ipVersion: ipVersionOf(inventory),
    vrrpVersion: timing.vrrpVersion,
    certificates: certificatesOf(inventory),
    timing,
    runbook: runbookFacts(inventory, timing),
  };
  return deepFreeze({ ...facts, topology: topologyOf(facts) });
}

function dbServer(inventory: Inventory, server: Server, peer: Server, index: 0 | 1): DbServer {
  return {
    ...nameOf(server),
    group: 'db_servers',
    runsCronJobs: inventory.topology === 'two-node' && index === 0,
    ansible_vars: server.ansible_vars,
    interface: server.interface ?? inventory.keepalived.interface,
    serverId: index + 1,
    priority: inventory.keepalived.priorities[index],
    peer: nameOf(peer),
    broughtTls: broughtTls(inventory, server.name),
  };
}

function appServer(server: Server, runsCronJobs: boolean): AppServer {
  return { ...nameOf(server), group: 'app_servers', ansible_vars: server.ansible_vars, runsCronJobs };
}

function nameOf({ name, address }: NamedAddress): NamedAddress {
  return { name, address };
}

/** A copy of plain values, so that freezing the model freezes nothing of the caller's. */
function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)])) as T;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key in value) deepFreeze(value[key]);
  }
  return value;
}
