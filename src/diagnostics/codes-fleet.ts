import type { CodeEntry } from './codes.ts';

/** SME7xx: several clusters in one run. An example has a line for each inventory. */
export const fleetCodes = {
  SME701: {
    severity: 'error',
    title: 'Two inventories name one cluster',
    explanation:
      'Several clusters fill a folder each, named for the cluster; names do not tell capitals apart, as some disks do not.',
    example: `a.json  "cluster": "sme-prod"
b.json  "cluster": "sme-prod"`,
    fix: 'Give each cluster a name of its own. Of two versions of one cluster, compile one.',
  },
  SME702: {
    severity: 'error',
    title: 'Two clusters have one address',
    explanation:
      'Whatever reaches one of the two hosts does not reach the other. This holds of servers and virtual IPs alike; a witness may be any host.',
    example: `a.json  "database": { "name": "smesql-vip", "address": "192.0.2.31" }
b.json  "app_servers": [{ "name": "smeweb01", "address": "192.0.2.31" }]`,
    fix: 'Give each its own. Clusters whose networks never meet are compiled in runs of their own.',
  },
  SME703: {
    severity: 'error',
    title: 'Two clusters have one router id in one network',
    explanation:
      'A router id is all that tells VRRP routers of one network apart (G20): each cluster would take the adverts of the other for its own. A virtual IP with a `prefix` says how large its network is; a cluster with a database server or a virtual IP in it is there for certain. With unicast nobody else hears the adverts.',
    example: `a.json  "database": { "name": "a-vip", "address": "192.0.2.31", "prefix": 24 }
b.json  "database": { "name": "b-vip", "address": "192.0.2.131" }`,
    fix: 'Give each virtual IP in that network a `virtual_router_id` of its own, from 1 to 255, or let VRRP be unicast.',
  },
  SME704: {
    severity: 'warning',
    title: 'Two clusters may have one router id in one network',
    explanation:
      'No virtual IP of the two says by a `prefix` how large its network is, but they have addresses in one /24.',
    example: `a.json  "database": { "name": "a-vip", "address": "192.0.2.31" }
b.json  "database": { "name": "b-vip", "address": "192.0.2.131" }`,
    fix: 'Give each virtual IP a `virtual_router_id` of its own, or a `prefix`, and it will be checked exactly.',
  },
} as const satisfies Record<string, CodeEntry>;
