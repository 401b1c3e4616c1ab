import type { DraftInventory, Finding, Rule } from './rule.ts';

const mariadbPort = 3306;
/** Chains for other packets than incoming ones, and targets that are no chains. */
const otherChains = /^(OUTPUT|FORWARD|PREROUTING|POSTROUTING|ACCEPT|DROP|REJECT|RETURN|QUEUE|LOG)$/;

/** Rules about ports and the firewall. */
export const portRules: readonly Rule[] = [
  {
    code: 'SME603',
    severity: 'error',
    sentence: 'Every service has a port of its own.',
    check: (inventory, { isGiven }) => {
      const memcached = inventory.memcached?.port;
      const ssh = inventory.connection?.port;
      const mine = isGiven('/memcached/port') ? '/memcached/port' : '/connection/port';
      return [
        ...(memcached === mariadbPort ? [clash('/memcached/port', 'memcached', 'MariaDB', memcached)] : []),
        ...(ssh === mariadbPort ? [clash('/connection/port', 'SSH', 'MariaDB', ssh)] : []),
        ...(ssh !== undefined && ssh === memcached && ssh !== mariadbPort
          ? [clash(mine, 'memcached', 'SSH', ssh)]
          : []),
      ];
    },
  },
  {
    code: 'SME604',
    severity: 'warning',
    sentence: 'A chain is given for iptables alone.',
    check: ({ firewall }, { isGiven }) => {
      const backend = firewall?.backend ?? 'iptables';
      if (backend === 'iptables' || !isGiven('/firewall/chain')) return [];
      const message = `the chain has no effect with the backend ${backend}`;
      return [
        {
          at: '/firewall/chain',
          mark: 'key',
          message,
          cause: 'Chains belong to iptables.',
          fix: 'Remove it.',
        },
      ];
    },
  },
  {
    code: 'SME605',
    severity: 'error',
    sentence: 'The chain sees incoming packets.',
    check: ({ firewall }) =>
      otherChains.test(firewall?.chain ?? '')
        ? [
            {
              at: '/firewall/chain',
              message: `the chain "${firewall?.chain}" does not see incoming packets`,
              cause: 'The rules accept connections that come in (G06).',
              fix: 'Write "INPUT", or a chain that INPUT jumps to.',
            },
          ]
        : [],
  },
  {
    code: 'SME606',
    severity: 'warning',
    sentence: 'A firewall stands before the database and memcached.',
    check: ({ firewall, memcached }: DraftInventory) =>
      firewall?.backend === 'none'
        ? [
            {
              at: '/firewall/backend',
              message: `nothing keeps strangers from ports ${mariadbPort} and ${memcached?.port ?? 11211}`,
              cause:
                'Both services listen on all addresses, and memcached has no password; G03 wants the four servers alone.',
              fix: 'Make sure that another firewall does it.',
            },
          ]
        : [],
  },
];

function clash(at: string, mine: string, other: string, port: number): Finding {
  return {
    at,
    message: `${mine} and ${other} both want port ${port}`,
    cause: `${other} listens there already.`,
    fix: 'Choose another port.',
  };
}
