import { type Ip, bitsOf, networkOf } from './addresses.ts';
import { parseIpv4, parseIpv6 } from './address-text.ts';

/** Networks that no host of a cluster can be in; of several that hold an address the first one counts. */
const specialNetworks = [
  ['0.0.0.0', 32, 'the unspecified address'],
  ['0.0.0.0', 8, 'an address of "this" network'],
  ['127.0.0.0', 8, 'a loopback address, which every host has for itself'],
  ['169.254.0.0', 16, 'a link-local address, which hosts give themselves'],
  ['224.0.0.0', 4, 'a multicast address'],
  ['255.255.255.255', 32, 'the broadcast address'],
  ['240.0.0.0', 4, 'a reserved address'],
  ['::', 128, 'the unspecified address'],
  ['::1', 128, 'the loopback address, which every host has for itself'],
  ['64:ff9b::', 96, 'an address of NAT64, which stands for a host of IPv4'],
  ['::', 8, 'a reserved address'],
  [
    'fe80::',
    10,
    'a link-local address, which hosts give themselves and which means nothing without an interface',
  ],
  ['fec0::', 10, 'a site-local address, which IPv6 has given up (RFC 3879)'],
  ['ff00::', 8, 'a multicast address'],
] as const;

const special = specialNetworks.map(([first, prefix, what]) => {
  return { first: parseIpv4(first) ?? parseIpv6(first), prefix, what };
});

/** What the address means in place of one host, such as loopback; undefined for an ordinary one. */
export function specialMeaning(value: Ip): string | undefined {
  return special.find(
    ({ first, prefix }) => typeof first === typeof value && networkOf(value, prefix) === first,
  )?.what;
}

/** The address as a number where it can be a host's; undefined for anything else. */
export function ordinaryIp(text = ''): Ip | undefined {
  const value = parseIpv4(text) ?? parseIpv6(text);
  return value === undefined || specialMeaning(value) !== undefined ? undefined : value;
}

/** The prefix length of a network around an address that is likely to be its own, and of one that is hardly ever larger. */
export function usualPrefixes(value: Ip): { usual: number; shortest: number } {
  return bitsOf(value) === 128 ? { usual: 64, shortest: 48 } : { usual: 24, shortest: 16 };
}
