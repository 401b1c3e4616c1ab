import { show } from '../diagnostics/harmless.ts';
import { pathName } from '../parse/pointer.ts';
import { formatIpv4, specialMeaning } from './addresses.ts';
import { addressesOf } from './hosts.ts';
import type { Rule } from './rule.ts';

/** Rules about each address by itself. */
export const addressRules: readonly Rule[] = [
  {
    code: 'SME304',
    severity: 'error',
    sentence: 'An address is not a host name.',
    check: (inventory) =>
      addressesOf(inventory)
        .filter(({ address }) => address.kind === 'name')
        .map(({ at, text }) => ({
          at,
          message: `\`${pathName(at)}\` has the host name ${show(text)} in place of an address`,
          cause:
            'keepalived and the firewall need the address itself; a name may resolve differently on each server.',
          fix: 'Write its IPv4 address.',
        })),
  },
  {
    code: 'SME305',
    severity: 'error',
    sentence: 'An address is four decimal numbers.',
    check: (inventory) =>
      addressesOf(inventory).flatMap(({ at, text, address }) => {
        if (address.kind !== 'broken') return [];
        const { reason, meant } = address;
        const prefix = /\/(\d+)$/.exec(text)?.[1];
        const beside = prefix && at.startsWith('/vips/') ? `, and "prefix": ${prefix} beside it` : '';
        const fix = meant ? { fix: `Write "${meant}"${beside}.` } : {};
        return [{ at, message: `${show(text)} is not an IPv4 address`, cause: reason, ...fix }];
      }),
  },
  {
    code: 'SME306',
    severity: 'error',
    sentence: 'Addresses are IPv4.',
    check: (inventory) =>
      addressesOf(inventory).flatMap(({ at, text, address }) => {
        if (address.kind !== 'ipv6') return [];
        const { mapped } = address;
        return {
          at,
          message: `${show(text)} is IPv6, which is not supported here`,
          cause: 'VRRP has authentication (G20) in version 2 only, and that version carries IPv4 only.',
          fix:
            mapped === undefined
              ? 'Write an IPv4 address.'
              : `Write "${formatIpv4(mapped)}", which it means.`,
        };
      }),
  },
  {
    code: 'SME307',
    severity: 'error',
    sentence: 'An address can belong to one host.',
    check: (inventory) =>
      addressesOf(inventory).flatMap(({ at, text, address }) => {
        if (address.kind !== 'ipv4') return [];
        const special = specialMeaning(address.value);
        if (!special) return [];
        const fix = 'Write the address at which the other servers reach this host.';
        return { at, message: `${text} is ${special}`, fix };
      }),
  },
];
