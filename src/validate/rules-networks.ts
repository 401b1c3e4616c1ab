import { type Ip, bitsOf, formatIp, networkOf } from './addresses.ts';
import { databaseAddresses, vipKeys } from './hosts.ts';
import type { DraftInventory, Finding, Rule } from './rule.ts';
import { ordinaryIp, usualPrefixes } from './special-addresses.ts';

/** Rules about which addresses can share a network. */
export const networkRules: readonly Rule[] = [
  {
    code: 'SME309',
    severity: 'error',
    sentence: 'A virtual IP is in the network of both database servers.',
    check: (inventory) =>
      vipsOf(inventory).flatMap((vip) => {
        const prefix = vip.saysNothing ? usualPrefixes(vip.value).shortest : vip.prefix;
        const far = strangers(inventory, vip.value, prefix)[0];
        return far ? [outside(vip, far, prefix)] : [];
      }),
  },
  {
    code: 'SME310',
    severity: 'warning',
    sentence: 'A virtual IP without a prefix shares the /24 of the database servers, or the /64 of IPv6.',
    check: (inventory) =>
      vipsOf(inventory).flatMap((vip) => {
        const { usual, shortest } = usualPrefixes(vip.value);
        const far = strangers(inventory, vip.value, usual)[0];
        if (!vip.saysNothing || !far || strangers(inventory, vip.value, shortest).length > 0) return [];
        return [
          {
            at: `${vip.at}/address`,
            message: `the virtual IP ${formatIp(vip.value)} may be outside the network of ${far.label}`,
            cause: `It moves within one network only, and shares no /${usual} with ${formatIp(far.value)}.`,
            fix: `If they are in one larger network, give its length as \`prefix\`, such as "prefix": ${usual === 64 ? 60 : 22}.`,
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
      if (!first || !second || bitsOf(first.value) !== bitsOf(second.value)) return [];
      const { shortest } = usualPrefixes(first.value);
      if (networkOf(first.value, shortest) === networkOf(second.value, shortest)) return [];
      return [
        {
          at: `${second.at}/address`,
          message: 'the database servers seem to be in different places',
          cause: `${formatIp(first.value)} and ${formatIp(second.value)} share no /${shortest}; several data centres want another setup (G37).`,
          fix: 'Put both into one network, unless these two are.',
        },
      ];
    },
  },
  {
    code: 'SME315',
    severity: 'error',
    sentence: 'A prefix is no longer than its address.',
    check: (inventory) =>
      vipKeys(inventory).flatMap((key) => {
        const { address, prefix } = inventory.vips?.[key] ?? {};
        const value = ordinaryIp(address);
        if (value === undefined || prefix === undefined || prefix <= bitsOf(value)) return [];
        return [
          {
            at: `/vips/${key}/prefix`,
            message: `a prefix of ${prefix} bits is longer than an address of IPv4`,
            cause: `${formatIp(value)} has ${bitsOf(value)} bits.`,
            fix: `Write the length of its network, or leave it out for ${bitsOf(value)}.`,
          },
        ];
      }),
  },
];

interface Vip {
  readonly at: string;
  readonly label: string;
  readonly value: Ip;
  readonly prefix: number;
  /** The prefix is as long as the address, and says nothing about the network. */
  readonly saysNothing: boolean;
}

function vipsOf(inventory: DraftInventory): Vip[] {
  return vipKeys(inventory).flatMap((key) => {
    const { address, name = key, prefix } = inventory.vips?.[key] ?? {};
    const value = ordinaryIp(address);
    if (value === undefined || prefix === undefined || prefix > bitsOf(value)) return [];
    return [
      { at: `/vips/${key}`, label: `\`${name}\``, value, prefix, saysNothing: prefix === bitsOf(value) },
    ];
  });
}

/** The database servers that are not in the network of this address; one of another family is another rule's. */
function strangers(inventory: DraftInventory, value: Ip, prefix: number) {
  const network = networkOf(value, prefix);
  return databaseAddresses(inventory).filter(
    (server) => bitsOf(server.value) === bitsOf(value) && networkOf(server.value, prefix) !== network,
  );
}

function outside(vip: Vip, server: { label: string; value: Ip }, prefix: number): Finding {
  const own = `${formatIp(networkOf(vip.value, prefix))}/${prefix}`;
  return {
    at: `${vip.at}/address`,
    message: `the virtual IP ${formatIp(vip.value)} is outside the network of ${server.label}`,
    cause: `It moves within one network only, and ${formatIp(server.value)} is ${vip.saysNothing ? 'far away from it' : `not in ${own}`}.`,
    fix: vip.saysNothing
      ? 'Choose an unused address in the network of both database servers, or give its length as `prefix`.'
      : 'Choose an unused address in the network of both database servers, or correct `prefix`.',
  };
}

function wholeNetwork(member: { at: string; value: Ip }, of: Ip, prefix: number): Finding[] {
  const first = networkOf(of, prefix);
  // IPv6 has no broadcast; the last address is a host's like any other.
  const last = typeof first === 'number' ? first + 2 ** (32 - prefix) - 1 : undefined;
  // A network of one or two addresses has none to spare for itself.
  if (prefix > bitsOf(of) - 2 || (member.value !== first && member.value !== last)) return [];
  const what = member.value === first ? 'names the network' : 'is the broadcast address of';
  return [
    {
      at: `${member.at}/address`,
      message: `${formatIp(member.value)} ${what} ${formatIp(first)}/${prefix}, and belongs to no host`,
      fix: 'Choose an address in between, or correct `prefix`.',
    },
  ];
}
