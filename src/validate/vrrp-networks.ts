import { type Ip, bitsOf, formatIp, networkOf } from './addresses.ts';
import type { Claims, Network } from './claims.ts';
import { usualPrefixes } from './special-addresses.ts';

/** Clusters whose VRRP adverts reach each other, in the order of the fleet. */
export interface Meeting {
  readonly network: Network;
  readonly clusters: readonly Claims[];
}

/**
 * Where clusters meet for certain: one says by a `prefix` how large its network is, and another one has an address in it.
 * The smallest networks come first.
 */
export function knownMeetings(fleet: readonly Claims[]): Meeting[] {
  const networks = new Map(fleet.flatMap(({ networks }) => networks.map((one) => [networkText(one), one])));
  const lengths = [...new Set([...networks.values()].map(({ prefix }) => prefix))].sort((a, b) => b - a);
  return lengths.flatMap((prefix) =>
    meetingsAt(() => prefix, fleet).filter(({ network }) => networks.has(networkText(network))),
  );
}

/** Where clusters meet perhaps: none of them says how large its network is, and they have addresses in one of usual size. */
export function guessedMeetings(fleet: readonly Claims[]): Meeting[] {
  return meetingsAt(
    (address) => usualPrefixes(address).usual,
    fleet.filter(({ networks }) => networks.length === 0),
  );
}

/** Clusters that have addresses in one network, which is as long as its addresses tell. */
function meetingsAt(prefixOf: (address: Ip) => number, fleet: readonly Claims[]): Meeting[] {
  const groups = new Map<Ip, { network: Network; clusters: Claims[] }>();
  for (const cluster of fleet) {
    for (const address of cluster.members) {
      const prefix = prefixOf(address);
      if (prefix > bitsOf(address)) continue;
      // A number and a bigint are two keys, so networks of IPv4 and of IPv6 never are one.
      const first = networkOf(address, prefix);
      const group = groups.get(first);
      if (!group) groups.set(first, { network: { first, prefix }, clusters: [cluster] });
      else if (group.clusters.at(-1) !== cluster) group.clusters.push(cluster);
    }
  }
  return [...groups.values()].filter(({ clusters }) => clusters.length > 1);
}

export function networkText({ first, prefix }: Network): string {
  return `${formatIp(first)}/${prefix}`;
}
