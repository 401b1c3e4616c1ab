import { pointerTo } from '../parse/pointer.ts';
import { addressKey, parseAddress } from './addresses.ts';
import { hostsOf, vipKeys } from './hosts.ts';
import type { DraftInventory, Rule } from './rule.ts';

/** Rules about VRRP and its witnesses. */
export const keepalivedRules: readonly Rule[] = [
  {
    code: 'SME401',
    severity: 'error',
    sentence: 'The virtual IPs have different router ids.',
    check: (inventory, { isGiven }) => {
      const keys = vipKeys(inventory);
      const idOf = (key: (typeof keys)[number]) => inventory.vips?.[key]?.virtual_router_id;
      return keys.flatMap((key, index) => {
        const id = idOf(key);
        const earlier = keys.slice(0, index).find((one) => idOf(one) === id);
        if (id === undefined || earlier === undefined) return [];
        const [mine, other] = isGiven(`/vips/${key}/virtual_router_id`) ? [key, earlier] : [earlier, key];
        return [
          {
            at: `/vips/${mine}/virtual_router_id`,
            message: `${keys.length === 2 ? 'both' : 'two'} virtual IPs have the router id ${id}`,
            cause: `On one interface it is all that tells them apart (G20); that of \`vips.${other}\` is ${id} too.`,
            fix: `Give each its own; the defaults are ${keys.length === 2 ? '51 and 61' : '51, 61 and 71'}.`,
          },
        ];
      });
    },
  },
  {
    code: 'SME402',
    severity: 'error',
    sentence: "The first database server's priority is the higher one.",
    check: ({ keepalived }) => {
      const [first, second] = keepalived?.priorities ?? [];
      if (first === undefined || second === undefined || first > second) return [];
      return [
        {
          at: '/keepalived/priorities',
          message: `the priorities ${first} and ${second} ${first === second ? 'are equal' : 'ascend'}`,
          cause:
            'The first database server is the preferred master, so its priority is the higher one (G20, G21).',
          fix:
            first === second ? 'Write [105, 100].' : `Write [${second}, ${first}], or exchange the servers.`,
        },
      ];
    },
  },
  {
    code: 'SME403',
    severity: 'error',
    sentence: 'A witness is not part of the cluster.',
    check: (inventory) => {
      const members = new Map(hostsOf(inventory).map((host) => [keyOf(host.address ?? ''), host]));
      return witnesses(inventory).flatMap(({ at, key, text }) => {
        const host = members.get(key);
        if (!host) return [];
        return [
          {
            at,
            message: `the witness ${text} is ${host.label}, a part of the cluster`,
            cause: 'It says whether the network is there, and a part of the cluster can be gone by itself.',
            fix: 'Name a host outside the cluster, such as the gateway.',
          },
        ];
      });
    },
  },
  {
    code: 'SME416',
    severity: 'error',
    sentence: 'Two nodes have a witness.',
    check: ({ topology, keepalived }) =>
      topology === 'two-node' && keepalived?.isolation_targets?.length === 0
        ? [
            {
              at: '/topology',
              message: 'no third party tells a dead server from a cut line',
              cause:
                'Without application servers of their own two nodes ask nobody else, so the one that is left could not go on (G36).',
              fix: 'Name what answers to ping and fails apart from both, such as the gateway: "keepalived": { "isolation_targets": ["192.0.2.1"] }.',
            },
          ]
        : [],
  },
  {
    code: 'SME404',
    severity: 'error',
    sentence: 'A witness is named once.',
    check: (inventory) => {
      const seen = new Set<string>();
      const again = witnesses(inventory).filter(({ key }) => seen.size === seen.add(key).size);
      return again.map(({ at, text }) => ({
        at,
        message: `the witness ${text} is named twice`,
        fix: 'Remove one of them.',
      }));
    },
  },
  {
    code: 'SME405',
    severity: 'warning',
    sentence: 'There are three witnesses at the most.',
    check: (inventory) => {
      const { length } = witnesses(inventory);
      if (length <= 3) return [];
      return [
        {
          at: '/keepalived/isolation_targets',
          mark: 'key',
          message: `${length} witnesses are many`,
          cause: 'Each check asks them one after the other, which is slow while the network is away.',
          fix: 'Keep up to three that do not fail together.',
        },
      ];
    },
  },
  {
    code: 'SME412',
    severity: 'warning',
    sentence: 'A server that comes back does not take over by itself.',
    check: ({ keepalived }) =>
      keepalived?.preempt === true
        ? [
            {
              at: '/keepalived/preempt',
              message: 'a server that comes back takes over by itself',
              cause:
                'The guide wants no automatic failback (G24): each is one more time without writes, at a moment nobody chose.',
              fix: 'Leave it out, and fail back with playbooks/failback.yml.',
            },
          ]
        : [],
  },
  {
    code: 'SME413',
    severity: 'warning',
    sentence: 'Application servers name no interface.',
    check: ({ topology, app_servers }) =>
      (app_servers ?? []).flatMap((server, index) =>
        topology === 'two-node' || server?.interface === undefined
          ? []
          : [
              {
                at: `/app_servers/${index}/interface`,
                mark: 'key',
                message: 'the interface of an application server has no effect',
                cause: 'keepalived runs on the database servers alone (G18).',
                fix: 'Remove it.',
              },
            ],
      ),
  },
];

function witnesses({ keepalived }: DraftInventory): { at: string; text: string; key: string }[] {
  return (keepalived?.isolation_targets ?? []).flatMap((text, index) => {
    const key = text === undefined ? undefined : keyOf(text);
    return text === undefined || key === undefined
      ? []
      : [{ at: pointerTo('/keepalived/isolation_targets', index), text, key }];
  });
}

function keyOf(text: string): string | undefined {
  return addressKey(parseAddress(text));
}
