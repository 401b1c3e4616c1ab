import type { Server } from '../generated/inventory.ts';
import { pointerTo } from '../parse/pointer.ts';
import { type Address, type Ip, parseAddress } from './addresses.ts';
import type { Draft, DraftInventory } from './rule.ts';
import { ordinaryIp } from './special-addresses.ts';

/** A server or a virtual IP of the draft, with whatever of it is well-shaped. */
export interface Host {
  readonly role: 'db' | 'app' | 'vip';
  /** JSON pointer of the mapping. */
  readonly at: string;
  readonly name?: string;
  readonly address?: string;
  /** The name, or else the place in the inventory: how a message calls it. */
  readonly label: string;
}

/** The virtual IPs of this layout, by their keys. */
export function vipKeys({ topology }: DraftInventory): readonly ('database' | 'memcached' | 'web')[] {
  return topology === 'two-node' ? ['database', 'memcached', 'web'] : ['database', 'memcached'];
}

/** Every server and virtual IP of the layout, in the order in which the interface lists them. */
export function hostsOf(inventory: DraftInventory): Host[] {
  const { topology, db_servers, app_servers, vips } = inventory;
  const apps = topology === 'two-node' ? [] : (app_servers ?? []);
  return [
    ...(db_servers ?? []).map((server, index) => hostAt('db', pointerTo('/db_servers', index), server)),
    ...apps.map((server, index) => hostAt('app', pointerTo('/app_servers', index), server)),
    ...vipKeys(inventory).map((key) => hostAt('vip', `/vips/${key}`, vips?.[key])),
  ];
}

function hostAt(role: Host['role'], at: string, host: Pick<Draft<Server>, 'name' | 'address'> = {}): Host {
  const { name, address } = host;
  const label = `\`${name ?? at.slice(1)}\``;
  return { role, at, label, ...(name !== undefined && { name }), ...(address !== undefined && { address }) };
}

/** Every address there is, with its pointer: of servers, virtual IPs and witnesses. */
export function addressesOf(inventory: DraftInventory): { at: string; text: string; address: Address }[] {
  const ofHosts = hostsOf(inventory).map(({ at, address }) => ({ at: `${at}/address`, text: address }));
  const witnesses = (inventory.keepalived?.isolation_targets ?? []).map((text, index) => ({
    at: pointerTo('/keepalived/isolation_targets', index),
    text,
  }));
  return [...ofHosts, ...witnesses].flatMap(({ at, text }) =>
    text === undefined ? [] : [{ at, text, address: parseAddress(text) }],
  );
}

/** The family of most hosts' addresses, of the first one's where they are even; undefined where there is no address. */
export function familyOf(inventory: DraftInventory): 'ipv4' | 'ipv6' | undefined {
  const kinds = hostsOf(inventory).flatMap(({ address }) => {
    const { kind } = parseAddress(address ?? '');
    return kind === 'ipv4' || kind === 'ipv6' ? [kind] : [];
  });
  const [first] = kinds;
  const other = kinds.filter((kind) => kind !== first);
  return other.length * 2 > kinds.length ? other[0] : first;
}

/** The two database servers as far as their addresses are ordinary ones. */
export function databaseAddresses({
  db_servers,
}: DraftInventory): { at: string; label: string; value: Ip }[] {
  return (db_servers ?? []).slice(0, 2).flatMap((server, index) => {
    const host = hostAt('db', pointerTo('/db_servers', index), server);
    const value = ordinaryIp(host.address);
    return value === undefined ? [] : [{ at: host.at, label: host.label, value }];
  });
}
