import { parseIpv4, parseIpv6 } from './address-text.ts';

/** Why a text is no address. */
export interface Fault {
  readonly reason: string;
  /** What was probably meant. */
  readonly meant?: string;
  /** What to do, where nothing can be guessed. */
  readonly fix?: string;
}

/** What is wrong with a text that is neither an address nor a host name. */
export function whyBroken(text: string): Fault {
  const [bare = '', rest] = text.trim().split('/', 2);
  if (text.trim() === '') return { reason: 'It is empty.' };
  if (rest !== undefined) return { reason: 'A prefix length is no part of an address.', ...meantBy(bare) };
  if (text !== text.trim()) return { reason: 'It has a blank at one end.', ...meantBy(bare) };
  if (bare.includes('%'))
    return {
      reason: 'A zone such as %eth0 is no part of an address: it means something on one host alone.',
      fix: 'Write the global or unique local address (ULA) at which the other servers reach this host.',
    };
  const [, inner, port] = /^\[(.*)\](:\d+)?$/.exec(bare) ?? [];
  if (inner !== undefined)
    return {
      reason: `${port ? 'A port is' : 'Brackets, which URLs put around IPv6, are'} no part of an address.`,
      ...meantBy(inner),
    };
  if (/^[\d.]+:\d+$/.test(bare))
    return { reason: 'A port is no part of an address.', ...meantBy(bare.replace(/:.*/, '')) };
  return bare.includes(':') ? { reason: whyNoIpv6(bare) } : whyNoIpv4(bare);
}

function whyNoIpv6(text: string): string {
  const groups = text.split(':');
  const wrong = groups.find((group) => !/^[0-9a-f]{0,4}$/i.test(group) && parseIpv4(group) === undefined);
  if (groups.length < 3) return 'It is neither IPv4 nor IPv6.';
  if (wrong !== undefined && /^[0-9a-f]+$/i.test(wrong))
    return `A group of IPv6 has four digits at most, and "${wrong}" has ${wrong.length}.`;
  if (wrong !== undefined) return 'A group of IPv6 has hexadecimal digits alone: 0 to 9, a to f.';
  if (groups.slice(0, -1).some((group) => group.includes('.')))
    return 'IPv4 can stand at the end of an IPv6 address, and nowhere else.';
  if (/::.*::|:::/.test(text)) return '`::` can stand once: else nobody knows how many zeros each one means.';
  if (text.includes('::')) return 'It has eight groups or more, and `::` stands for one at the least.';
  const count = groups.filter(Boolean).length;
  const short = count < 8 ? ', and no `::` that stands for zeros' : '';
  return `It has ${count} ${count === 1 ? 'group' : 'groups'} in place of eight${short}.`;
}

function whyNoIpv4(text: string): Fault {
  const parts = text.split('.');
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
  return parseIpv4(text) === undefined && parseIpv6(text) === undefined ? {} : { meant: text };
}
