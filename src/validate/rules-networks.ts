import { formatIpv4, networkOf, parseIpv4, specialMeaning } from './addresses.ts';
import { databaseAddresses } from './hosts.ts';
import type { DraftInventory, Finding, Rule } from './rule.ts';

/** Rules about which addresses can share a network. */
export const networkRules: readonly Rule[] = [
  {
    code: 'SME309',
    severity: 'error',
    sentence: 'A virtual IP is in the network of both database servers.',
    check: (inventory) =>
      vipsOf(inventory).flatMap((vip) => {
        // A prefix of 32 says nothing about the network, but no usual one is larger than a /16.
        const prefix = vip.prefix === 32 ? 16 : vip.prefix;
        const far = strangers(inventory, vip.value, prefix)[0];
        return far ? [outside(vip, far, prefix)] : [];
      }),
  },
  {
    code: 'SME310',
    severity: 'warning',
    sentence: 'A virtual IP without a prefix shares the /24 of the database servers.',
    check: (inventory) =>
      vipsOf(inventory).flatMap((vip) => {
        const far = strangers(inventory, vip.value, 24)[0];
        if (vip.prefix !== 32 || !far || strangers(inventory, vip.value, 16).length > 0) return [];
        return [
          {
            at: `${vip.at}/address`,
            message: `the virtual IP ${formatIpv4(vip.value)} may be outside the network of ${far.label}`,
            cause: `It moves within one network only, and shares no /24 with ${formatIpv4(far.value)}.`,
            fix: 'If they are in one larger network, give its length as `prefix`, such as "prefix": 22.',
          },
        ];
      }),
  },
  {
    code: 'SME308',
    severity: 'error',
    sentence: 'No address is the first or last one of its network.',
    check: (inventory) =>
      vipsOf(inventory).flatMap((vip) => {
        const members = [vip, ...databaseAddresses(inventory)];
        return members.flatMap((member) => wholeNetwork(member, vip.value, vip.prefix));
      }),
  },
  {
    code: 'SME311',
    severity: 'warning',
    sentence: 'The database servers are in one place.',
    check: (inventory) => {
      const [first, second] = databaseAddresses(inventory);
      if (!first || !second || networkOf(first.value, 16) === networkOf(second.value, 16)) return [];
      return [
        {
          at: `${second.at}/address`,
          message: 'the database servers seem to be in different places',
          cause: `${formatIpv4(first.value)} and ${formatIpv4(second.value)} share no /16; several data centres want another setup (G37).`,
          fix: 'Put both into one network, unless these two are.',
        },
      ];
    },
  },
];

interface Vip {
  readonly at: string;
  readonly label: string;
  readonly value: number;
  readonly prefix: number;
}

function vipsOf({ vips }: DraftInventory): Vip[] {
  return (['database', 'memcached'] as const).flatMap((key) => {
    const { address = '', name = key, prefix } = vips?.[key] ?? {};
    const value = parseIpv4(address);
    if (value === undefined || prefix === undefined || specialMeaning(value)) return [];
    return [{ at: `/vips/${key}`, label: `\`${name}\``, value, prefix }];
  });
}

/** The database servers that are not in the network of this address. */
function strangers(inventory: DraftInventory, value: number, prefix: number) {
  const network = networkOf(value, prefix);
  return databaseAddresses(inventory).filter((server) => networkOf(server.value, prefix) !== network);
}

function outside(vip: Vip, server: { label: string; value: number }, prefix: number): Finding {
  const own = `${formatIpv4(networkOf(vip.value, prefix))}/${prefix}`;
  const isGuess = vip.prefix === 32;
  return {
    at: `${vip.at}/address`,
    message: `the virtual IP ${formatIpv4(vip.value)} is outside the network of ${server.label}`,
    cause: `It moves within one network only, and ${formatIpv4(server.value)} is ${isGuess ? 'far away from it' : `not in ${own}`}.`,
    fix: isGuess
      ? 'Choose an unused address in the network of both database servers, or give its length as `prefix`.'
      : 'Choose an unused address in the network of both database servers, or correct `prefix`.',
  };
}

function wholeNetwork(member: { at: string; value: number }, of: number, prefix: number): Finding[] {
  const first = networkOf(of, prefix);
  const last = first + 2 ** (32 - prefix) - 1;
  // A /31 and a /32 have no such addresses.
  if (prefix > 30 || (member.value !== first && member.value !== last)) return [];
  const what = member.value === first ? 'names the network' : 'is the broadcast address of';
  return [
    {
      at: `${member.at}/address`,
      message: `${formatIpv4(member.value)} ${what} ${formatIpv4(first)}/${prefix}, and belongs to no host`,
      fix: 'Choose an address in between, or correct `prefix`.',
    },
  ];
}
