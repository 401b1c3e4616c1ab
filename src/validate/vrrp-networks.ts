import { networkOf } from './addresses.ts';
import type { Claims, Network } from './claims.ts';

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
  const networks = new Map(fleet.flatMap(({ networks }) => networks.map((one) => [textOf(one), one])));
  const lengths = [...new Set([...networks.values()].map(({ prefix }) => prefix))].sort((a, b) => b - a);
  return lengths.flatMap((prefix) =>
    meetingsAt(prefix, fleet).filter(({ network }) => networks.has(textOf(network))),
  );
}

/** Where clusters meet perhaps: none of them says how large its network is, and they have addresses in one /24. */
export function guessedMeetings(fleet: readonly Claims[]): Meeting[] {
  return meetingsAt(
    24,
    fleet.filter(({ networks }) => networks.length === 0),
  );
}

/** Clusters that have addresses in one network of this length. */
function meetingsAt(prefix: number, fleet: readonly Claims[]): Meeting[] {
  const groups = new Map<number, Claims[]>();
  for (const cluster of fleet) {
    for (const first of new Set(cluster.members.map((address) => networkOf(address, prefix)))) {
      const group = groups.get(first);
      if (group) group.push(cluster);
      else groups.set(first, [cluster]);
    }
  }
  const meetings = [...groups].map(([first, clusters]) => ({ network: { first, prefix }, clusters }));
  return meetings.filter(({ clusters }) => clusters.length > 1);
}

function textOf({ first, prefix }: Network): string {
  return `${first}/${prefix}`;
}
