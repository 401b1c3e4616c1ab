/** Networks that no host of a cluster can be in. */
const specialNetworks = [
  { network: '0.0.0.0', prefix: 32, what: 'the unspecified address' },
  { network: '0.0.0.0', prefix: 8, what: 'an address of "this" network' },
  { network: '127.0.0.0', prefix: 8, what: 'a loopback address, which every host has for itself' },
  { network: '169.254.0.0', prefix: 16, what: 'a link-local address, which hosts give themselves' },
  { network: '224.0.0.0', prefix: 4, what: 'a multicast address' },
  { network: '255.255.255.255', prefix: 32, what: 'the broadcast address' },
  { network: '240.0.0.0', prefix: 4, what: 'a reserved address' },
];

const special = specialNetworks.map(({ network, prefix, what }) => ({
  first: parseIpv4(network),
  prefix,
  what,
}));

/** What an address is, whatever its spelling: numbers, so that two spellings of one address are equal. */
export type Address =
  | { readonly kind: 'ipv4'; readonly value: number }
  | {
      readonly kind: 'ipv6';
      readonly value: bigint /** The IPv4 address that it means. */;
      readonly mapped?: number;
    }
  | { readonly kind: 'name' }
  | {
      readonly kind: 'broken';
      readonly reason: string /** What was probably meant. */;
      readonly meant?: string;
    };

/** Read an address strictly: no leading zeros, no shorthand, no zone, nothing around it. */
export function parseAddress(text: string): Address {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return { kind: 'ipv4', value: ipv4 };
  const ipv6 = parseIpv6(text);
  if (ipv6 !== undefined) return fromIpv6(ipv6);
  return isHostName(text) ? { kind: 'name' } : { kind: 'broken', ...whyBroken(text) };
}

/** Equal for equal addresses; an IPv4 address that is written as IPv6 is that IPv4 address. */
export function addressKey(address: Address): string | undefined {
  if (address.kind === 'ipv4') return formatIpv4(address.value);
  if (address.kind !== 'ipv6') return undefined;
  return address.mapped === undefined ? address.value.toString(16) : formatIpv4(address.mapped);
}

export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((value, part) => value * 256 + Number(part), 0);
}

export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** The first address of the network with this prefix length, 0 to 32. */
export function networkOf(value: number, prefix: number): number {
  return prefix === 0 ? 0 : (value & (0xffff_ffff << (32 - prefix))) >>> 0;
}

/** What the address means in place of one host, such as loopback; undefined for an ordinary one. */
export function specialMeaning(value: number): string | undefined {
  return special.find(({ first, prefix }) => networkOf(value, prefix) === first)?.what;
}

export function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => groupsOf(half));
  if (!head || (halves.length === 2 && !tail)) return undefined;
  // Only the last group of all may be an embedded IPv4 address.
  if (halves.length === 2 && (halves[0] ?? '').includes('.')) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; an embedded IPv4 address at the end makes two. */
function groupsOf(half: string): number[] | undefined {
  if (half === '') return [];
  const parts = half.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    const ipv4 = index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (ipv4 !== undefined) groups.push(ipv4 >>> 16, ipv4 & 0xffff);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

function fromIpv6(value: bigint): Address {
  return value >> 32n === 0xffffn
    ? { kind: 'ipv6', value, mapped: Number(value & 0xffff_ffffn) }
    : { kind: 'ipv6', value };
}

function isHostName(text: string): boolean {
  return /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_-]+)*\.?$/i.test(text) && /[g-z]/i.test(text);
}

function whyBroken(text: string): { reason: string; meant?: string } {
  const [bare = '', rest] = text.trim().split('/', 2);
  if (text.trim() === '') return { reason: 'It is empty.' };
  if (rest !== undefined) return { reason: 'A prefix length is no part of an address.', ...meantBy(bare) };
  if (text !== text.trim()) return { reason: 'It has a blank at one end.', ...meantBy(bare) };
  if (bare.includes('%')) return { reason: 'A zone such as %eth0 is no part of an address.' };
  if (/^[\d.]+:\d+$/.test(bare))
    return { reason: 'A port is no part of an address.', ...meantBy(bare.replace(/:.*/, '')) };
  if (bare.includes(':')) return { reason: 'It is neither IPv4 nor IPv6.' };
  const parts = bare.split('.');
  if (!parts.every((part) => /^\d+$/.test(part)))
    return { reason: 'It is not four decimal numbers with dots between them.' };
  if (parts.length !== 4)
    return {
      reason: `It has ${parts.length === 1 ? '1 number' : `${parts.length} numbers`} in place of four.`,
    };
  if (parts.some((part) => Number(part) > 255)) return { reason: 'Each of the four numbers is 255 at most.' };
  return {
    reason: 'A zero in front makes a number octal to some programs.',
    ...meantBy(parts.map((part) => String(Number(part))).join('.')),
  };
}

function meantBy(text: string): { meant?: string } {
  return parseIpv4(text) === undefined ? {} : { meant: text };
}
