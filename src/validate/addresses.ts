import { isHostName, parseIpv4, parseIpv6 } from './address-text.ts';
import { type Fault, whyBroken } from './broken-address.ts';

/** An address as what it is, whatever its spelling: a `number` is IPv4, a `bigint` is IPv6. */
export type Ip = number | bigint;

/** What an address is, as a number, so that two spellings of one address are equal. */
export type Address =
  | { readonly kind: 'ipv4'; readonly value: number }
  | {
      readonly kind: 'ipv6';
      readonly value: bigint /** The IPv4 address that it means. */;
      readonly mapped?: number;
    }
  | { readonly kind: 'name' }
  | ({ readonly kind: 'broken' } & Fault);

/** Read an address strictly: no leading zeros in IPv4, no shorthand, no zone, nothing around it. */
export function parseAddress(text: string): Address {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return { kind: 'ipv4', value: ipv4 };
  const ipv6 = parseIpv6(text);
  if (ipv6 !== undefined) return fromIpv6(ipv6);
  return isHostName(text) ? { kind: 'name' } : { kind: 'broken', ...whyBroken(text) };
}

function fromIpv6(value: bigint): Address {
  return value >> 32n === 0xffffn
    ? { kind: 'ipv6', value, mapped: Number(value & 0xffff_ffffn) }
    : { kind: 'ipv6', value };
}

/** Equal for equal addresses; an IPv4 address that is written as IPv6 is that IPv4 address. */
export function addressKey(address: Address): string | undefined {
  if (address.kind === 'ipv4') return formatIp(address.value);
  return address.kind === 'ipv6' ? formatIp(address.mapped ?? address.value) : undefined;
}

/**
 * The one spelling of an address that Linux and MariaDB use too (IPv6: RFC 5952), so that equal text is an equal address.
 * Whatever is no address stays as it is.
 */
export function canonicalAddress(text: string): string {
  // Almost every address, and in this form already.
  if (!text.includes(':')) return text;
  const value = parseIpv6(text);
  return value === undefined ? text : formatIp(value);
}

export function formatIp(value: Ip): string {
  if (typeof value === 'bigint') return formatIpv6(value);
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** In small letters, without leading zeros; the first of the longest runs of zeros, from two on, is `::` (RFC 5952). */
function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  ).join(':');
  const runs = [...groups.matchAll(/\b0(?::0)+\b/g)];
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups;
  const at = runs.find(([run]) => run === longest)?.index ?? 0;
  return `${groups.slice(0, at).replace(/:$/, '')}::${groups.slice(at + longest.length).replace(/^:/, '')}`;
}

/** How long a prefix can be: the length of an address in bits. */
export function bitsOf(value: Ip): 32 | 128 {
  return typeof value === 'bigint' ? 128 : 32;
}

/** The first address of the network with this prefix length, 0 to 32 or 128. */
export function networkOf(value: Ip, prefix: number): Ip {
  if (typeof value === 'bigint') return (value >> BigInt(128 - prefix)) << BigInt(128 - prefix);
  return prefix === 0 ? 0 : (value & (0xffff_ffff << (32 - prefix))) >>> 0;
}
