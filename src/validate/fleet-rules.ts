import type { Claim, Claims } from './claims.ts';
import type { Finding, Rule } from './rule.ts';
import { type Meeting, guessedMeetings, knownMeetings, networkText } from './vrrp-networks.ts';

/** What a rule found in one of the files. */
export interface FleetFinding extends Finding {
  readonly file: string;
}

/** One rule about several clusters, in the order of their files' names. Its sentence says what holds in a good fleet. */
export interface FleetRule extends Pick<Rule, 'code' | 'severity' | 'sentence'> {
  readonly check: (fleet: readonly Claims[]) => readonly FleetFinding[];
}

/** Everything that a good fleet has to be beyond its inventories, each of which is good by itself. */
export const fleetRules: readonly FleetRule[] = [
  {
    code: 'SME701',
    severity: 'error',
    sentence: 'Every cluster has a name of its own.',
    check: (fleet) =>
      shared(fleet.flatMap((one) => owned(one, one.names))).map(({ claim, other, more }) => ({
        file: claim.file,
        at: claim.at,
        message: `the name of the cluster, "${claim.label}", is used twice`,
        cause: `${placeOf(other)} has ${other.label === claim.label ? 'it' : `"${other.label}"`} too${andMore(more)}; they would fill one folder.`,
        fix: 'Give each cluster a name of its own; of two versions of one cluster, name one.',
      })),
  },
  {
    code: 'SME702',
    severity: 'error',
    sentence: 'Every address belongs to one cluster.',
    check: (fleet) =>
      shared(fleet.flatMap((one) => owned(one, one.addresses))).map(({ claim, other, more }) => ({
        file: claim.file,
        at: claim.at,
        message: `the address ${claim.key} of ${claim.label} belongs to another cluster too`,
        cause: `${placeOf(other)} gives it to ${other.label}${andMore(more)}.`,
        fix: 'Give each its own. Clusters whose networks never meet are compiled in runs of their own.',
      })),
  },
  {
    code: 'SME703',
    severity: 'error',
    sentence: 'In a network that is known, every router id belongs to one virtual IP.',
    check: (fleet) =>
      routerIdsIn(knownMeetings(fleet)).map(({ claim, other, more, network }) => ({
        file: claim.file,
        at: claim.at,
        message: `${nameOf(claim)} is used twice in the network ${network}`,
        cause: `${placeOf(other)} gives it to ${other.label}${andMore(more)}; it is all that tells VRRP routers of one network apart (G20).`,
        fix: 'Give each virtual IP there a `virtual_router_id` of its own, from 1 to 255, or let VRRP be unicast.',
      })),
  },
  {
    code: 'SME704',
    severity: 'warning',
    sentence: 'Near each other, every router id belongs to one virtual IP.',
    check: (fleet) =>
      onlyGuessed(fleet).map(({ claim, other, more, network }) => ({
        file: claim.file,
        at: claim.at,
        message: `${nameOf(claim)} may be used twice in one network`,
        cause: `${placeOf(other)} gives it to ${other.label}${andMore(more)}, and both clusters have addresses in ${network}.`,
        fix: 'Give each its own, or say by the `prefix` of the virtual IPs which network they are in.',
      })),
  },
];

/** A claim and the file that makes it. */
interface Owned extends Claim {
  readonly file: string;
}

interface Shared {
  readonly claim: Owned;
  /** The first of the others, by the name of its file. */
  readonly other: Owned;
  /** How many more files claim it. */
  readonly more: number;
}

function owned({ file }: Claims, claims: readonly Claim[]): Owned[] {
  return claims.map((claim) => ({ file, ...claim }));
}

/** Each claim that another file makes too. */
function shared(claims: readonly Owned[]): Shared[] {
  const groups = new Map<string, Owned[]>();
  for (const claim of claims) {
    const group = groups.get(claim.key);
    if (group) group.push(claim);
    else groups.set(claim.key, [claim]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const second = group.find(({ file }) => file !== first?.file);
    if (!first || !second) return [];
    const more = new Set(group.map(({ file }) => file)).size - 2;
    return group.map((claim) => ({ claim, other: claim.file === first.file ? second : first, more }));
  });
}

interface SharedId extends Shared {
  readonly network: string;
}

/** Of each router id that clusters share where they meet, the first such meeting. */
function routerIdsIn(meetings: readonly Meeting[]): SharedId[] {
  const once = new Map<string, SharedId>();
  for (const { network, clusters } of meetings) {
    for (const one of shared(clusters.flatMap((cluster) => owned(cluster, cluster.routerIds)))) {
      const text = networkText(network);
      if (!once.has(identityOf(one))) once.set(identityOf(one), { ...one, network: text });
    }
  }
  return [...once.values()];
}

/** What is known to meet is no guess any more. */
function onlyGuessed(fleet: readonly Claims[]): SharedId[] {
  const known = new Set(routerIdsIn(knownMeetings(fleet)).map(identityOf));
  return routerIdsIn(guessedMeetings(fleet)).filter((one) => !known.has(identityOf(one)));
}

function identityOf({ claim }: Shared): string {
  return `${claim.file}\0${claim.at}`;
}

function nameOf({ key, label, isDefault }: Owned): string {
  return `the ${isDefault ? 'default ' : ''}router id ${key} of ${label}`;
}

function placeOf({ file, line, column }: Owned): string {
  return `${file === '-' ? '<stdin>' : file}:${line}:${column}`;
}

function andMore(more: number): string {
  if (more === 0) return '';
  return more === 1 ? ', and one more inventory does' : `, and ${more} more inventories do`;
}
