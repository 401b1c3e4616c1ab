import type { CodeEntry } from './codes.ts';

/** SME4xx: keepalived. */
export const keepalivedCodes = {
  SME401: {
    severity: 'error',
    title: 'Two virtual IPs have one router id',
    explanation: 'On one interface the router id is all that tells two VRRP instances apart (G20).',
    example: `"vips": {
  "database": { "name": "smesql-vip", "address": "192.0.2.31", "virtual_router_id": 51 },
  "memcached": { "name": "smemem-vip", "address": "192.0.2.32", "virtual_router_id": 51 }
}`,
    fix: 'Give each its own; the defaults are 51 and 61, and 71 for the web of two nodes.',
  },
  SME402: {
    severity: 'error',
    title: 'The priorities do not descend',
    explanation:
      'The first database server is the preferred master, so its priority is the higher one (G20, G21).',
    example: '"priorities": [100, 105]',
    fix: 'Write the higher number first, or exchange the two servers.',
  },
  SME403: {
    severity: 'error',
    title: 'A witness is part of the cluster',
    explanation:
      'A witness says whether the network is there. A server of the cluster or a virtual IP can be gone by itself.',
    example: '"isolation_targets": ["192.0.2.12"]',
    fix: 'Name hosts outside the cluster, such as the gateway.',
  },
  SME404: {
    severity: 'error',
    title: 'A witness is named twice',
    explanation: 'It still is one host.',
    example: '"isolation_targets": ["192.0.2.1", "192.0.2.1"]',
    fix: 'Remove one of them.',
  },
  SME405: {
    severity: 'warning',
    title: 'There are many witnesses',
    explanation:
      'Each check asks them one after the other; over three make it slow while the network is away.',
    example: '"isolation_targets": ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"]',
    fix: 'Keep up to three.',
  },
  SME406: {
    severity: 'error',
    title: 'A failure is noticed far too late',
    explanation:
      'interval x fall is how long the service stays away before the virtual IP moves; over five minutes is no high availability.',
    example: '"check": { "interval": 60, "fall": 10 }',
    fix: 'The guide has 2 seconds and 5 failed checks (G20).',
  },
  SME407: {
    severity: 'warning',
    title: 'A failure is noticed late',
    explanation: 'interval x fall is over a minute, in which the application has no database.',
    example: '"check": { "interval": 10, "fall": 10 }',
    fix: 'The guide has 2 seconds and 5 failed checks (G20).',
  },
  SME408: {
    severity: 'warning',
    title: 'A short hiccup moves the virtual IP',
    explanation: 'interval x fall is under three seconds: a busy moment is taken for a failure.',
    example: '"check": { "interval": 1, "fall": 2 }',
    fix: 'Give a healthy server three seconds or more.',
  },
  SME409: {
    severity: 'warning',
    title: 'One failed check moves the virtual IP',
    explanation: 'A single check can fail without a reason that matters; a failover is not free.',
    example: '"check": { "fall": 1 }',
    fix: 'Let `fall` be 2 or more.',
  },
  SME410: {
    severity: 'warning',
    title: 'A server that is well again waits long',
    explanation: 'interval x rise is over five minutes, in which it cannot take over from the other.',
    example: '"check": { "interval": 10, "rise": 60 }',
    fix: 'The guide has 2 seconds and 5 good checks (G20).',
  },
  SME411: {
    severity: 'warning',
    title: 'A lost server is noticed late',
    explanation: 'The other one takes over after three missing adverts.',
    example: '"advert_interval": 60',
    fix: 'The guide has 1 second.',
  },
  SME412: {
    severity: 'warning',
    title: 'A server that comes back takes over by itself',
    explanation:
      'The guide wants no automatic failback (G24): each one is another interruption, in which the application cannot write, at a time nobody chose.',
    example: '"preempt": true',
    fix: 'Leave it out, and fail back with playbooks/failback.yml.',
  },
  SME413: {
    severity: 'warning',
    title: 'The interface of an application server has no effect',
    explanation: 'keepalived runs on the database servers alone (G18).',
    example: '"app_servers": [{ "name": "smeweb01", "address": "192.0.2.21", "interface": "ens192" }]',
    fix: 'Remove it.',
  },
  SME414: {
    severity: 'error',
    title: 'VRRP cannot carry this interval between adverts',
    explanation:
      'VRRP version 2, as the guide has it, counts whole seconds. Below one second, and with IPv6, version 3 is used, which counts hundredths up to 40.95.',
    example: '"advert_interval": 1.5',
    fix: 'Write whole seconds, or at most two decimals below one second and with IPv6.',
  },
  SME415: {
    severity: 'warning',
    title: 'Adverts carry no password',
    explanation:
      'Below one second between adverts, and with IPv6, it is VRRP version 3, which has no authentication. Firewall rules take VRRP from the partner alone, by its address; leases are signed in any case, so a forged advert can move an address but never makes a second writer.',
    example: '"advert_interval": 0.4',
    fix: 'Accept that where nobody else can send with the address of a database server, or write 1 or more.',
  },
  SME416: {
    severity: 'error',
    title: 'Two nodes have no witness',
    explanation:
      'With `topology: two-node` no application server votes, and a database server that hears nothing of its partner cannot tell a dead one from a cut line. Where an isolation target answers, it goes on.',
    example: '"topology": "two-node"',
    fix: 'Name the gateway, or another host that fails apart from both: "isolation_targets": ["192.0.2.1"].',
  },
} as const satisfies Record<string, CodeEntry>;
