import { show } from '../diagnostics/harmless.ts';
import { pathName } from '../parse/pointer.ts';
import { formatIp } from './addresses.ts';
import { addressesOf, familyOf } from './hosts.ts';
import type { Rule } from './rule.ts';
import { specialMeaning } from './special-addresses.ts';

const familyNames = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

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
          fix: 'Write its address.',
        })),
  },
  {
    code: 'SME305',
    severity: 'error',
    sentence: 'An address is one of IPv4 or IPv6, and nothing else.',
    check: (inventory) =>
      addressesOf(inventory).flatMap(({ at, text, address }) => {
        if (address.kind !== 'broken') return [];
        const { reason, meant, fix: other } = address;
        const prefix = /\/(\d+)$/.exec(text)?.[1];
        const beside = prefix && at.startsWith('/vips/') ? `, and "prefix": ${prefix} beside it` : '';
        const fix = meant ? { fix: `Write "${meant}"${beside}.` } : other ? { fix: other } : {};
        const wanted = /:.*:/.test(text) ? 'IPv6' : 'IPv4';
        return [{ at, message: `${show(text)} is not an ${wanted} address`, cause: reason, ...fix }];
      }),
  },
  {
    code: 'SME307',
    severity: 'error',
    sentence: 'An address can belong to one host.',
    check: (inventory) =>
      addressesOf(inventory).flatMap(({ at, text, address }) => {
        if (address.kind !== 'ipv4' && address.kind !== 'ipv6') return [];
        if (address.kind === 'ipv6' && address.mapped !== undefined) {
          const message = `${text} is an IPv4 address in the spelling of IPv6`;
          return [{ at, message, fix: `Write "${formatIp(address.mapped)}".` }];
        }
        const special = specialMeaning(address.value);
        if (!special) return [];
        const fix = 'Write the address at which the other servers reach this host.';
        return [{ at, message: `${text} is ${special}`, fix }];
      }),
  },
  {
    code: 'SME314',
    severity: 'error',
    sentence: 'The addresses of a cluster are of one family.',
    check: (inventory) => {
      const family = familyOf(inventory);
      return addressesOf(inventory).flatMap(({ at, text, address }) => {
        if (!family || (address.kind !== 'ipv4' && address.kind !== 'ipv6') || address.kind === family)
          return [];
        if (address.kind === 'ipv6' && address.mapped !== undefined) return [];
        const [wanted, written] = [familyNames[family], familyNames[address.kind]];
        return [
          {
            at,
            message: `${text} is ${written}, and the addresses of this cluster are ${wanted}`,
            cause: at.startsWith('/keepalived/')
              ? `A witness says whether the network of the cluster is there, and ${written} can work where ${wanted} does not.`
              : 'VRRP, the leases, the firewall and the accounts of MariaDB know each server by one address, and speak to it by one family.',
            fix: `Write its address of ${wanted}.`,
          },
        ];
      });
    },
  },
];
