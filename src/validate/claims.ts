import type { Place } from '../diagnostics/diagnostic.ts';
import { type Ip, addressKey, bitsOf, networkOf, parseAddress } from './addresses.ts';
import { hostsOf, vipKeys } from './hosts.ts';
import type { Context, DraftInventory } from './rule.ts';
import { ordinaryIp } from './special-addresses.ts';

/** Something that a cluster takes for itself, and where its inventory says so. */
export interface Claim {
  /** JSON pointer of the value. */
  readonly at: string;
  /** Equal for whatever is the same, however it is written. */
  readonly key: string;
  /** How a message calls it. */
  readonly label: string;
  /** Whether it is a default, which stands nowhere in the text. */
  readonly isDefault: boolean;
  /** Line and column from 1: where another inventory's message finds it. */
  readonly line: number;
  readonly column: number;
}

/** A network by its first address and its length. */
export interface Network {
  readonly first: Ip;
  readonly prefix: number;
}

/** All that other clusters of a fleet must not have too: a few hundred bytes of each cluster. */
export interface Claims {
  /** The file, as the user named it. */
  readonly file: string;
  readonly names: readonly Claim[];
  readonly addresses: readonly Claim[];
  /** None where VRRP is unicast: nobody but the partner hears that. */
  readonly routerIds: readonly Claim[];
  /** What is known of the network of VRRP: that of each virtual IP with a `prefix`. */
  readonly networks: readonly Network[];
  /** The addresses in that network: of the virtual IPs and of the servers that run keepalived (G18). */
  readonly members: readonly Ip[];
}

/** What the inventory claims, as far as it is well-shaped. */
export function claimsOf(
  file: string,
  draft: DraftInventory,
  { placeOf, isGiven }: Pick<Context, 'isGiven'> & { readonly placeOf: (at: string) => Place },
): Claims {
  const claim = (at: string, key: string, label: string): Claim => {
    const { line, column } = placeOf(at);
    return { at, key, label, isDefault: !isGiven(at), line, column };
  };
  const { cluster, vips, keepalived } = draft;
  const hosts = hostsOf(draft);
  const addresses = hosts.flatMap(({ at, address, label, role }) => {
    const key = addressKey(parseAddress(address ?? ''));
    return key === undefined
      ? []
      : [claim(`${at}/address`, key, role === 'vip' ? `the virtual IP ${label}` : label)];
  });
  const moving = vipKeys(draft);
  const routerIds = moving.flatMap((name) => {
    const { virtual_router_id: id, name: host } = vips?.[name] ?? {};
    return id === undefined
      ? []
      : [claim(`/vips/${name}/virtual_router_id`, String(id), `\`${host ?? `vips/${name}`}\``)];
  });
  return {
    file,
    names: cluster === undefined ? [] : [claim('/cluster', cluster.toLowerCase(), cluster)],
    addresses,
    routerIds: keepalived?.vrrp === 'unicast' ? [] : routerIds,
    networks: moving.flatMap((name) => networkAround(vips?.[name]?.address, vips?.[name]?.prefix)),
    members: hosts.flatMap(({ role, address }) => (role === 'app' ? [] : ordinary(address))),
  };
}

/** A prefix as long as the address says nothing about the network. */
function networkAround(address: string | undefined, prefix: number | undefined): Network[] {
  return ordinary(address).flatMap((value) =>
    prefix === undefined || prefix >= bitsOf(value) ? [] : [{ first: networkOf(value, prefix), prefix }],
  );
}

function ordinary(address: string | undefined): Ip[] {
  const value = ordinaryIp(address);
  return value === undefined ? [] : [value];
}
