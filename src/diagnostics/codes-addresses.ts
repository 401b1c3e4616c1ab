import type { CodeEntry } from './codes.ts';

/** SME3xx: names and addresses. SME306 is retired: it refused IPv6. */
export const addressCodes = {
  SME301: {
    severity: 'error',
    title: 'A name is used twice',
    explanation: 'Each of the names resolves to one address (G01), and names do not tell capitals apart.',
    example: `"db_servers": [
  { "name": "smesql01", "address": "192.0.2.11" },
  { "name": "smesql01", "address": "192.0.2.12" }
]`,
    fix: 'Give each server and each virtual IP a name of its own.',
  },
  SME302: {
    severity: 'error',
    title: 'An address is used twice',
    explanation: 'Two hosts with one address disturb each other; two spellings of it are the same address.',
    example: `"db_servers": [
  { "name": "smesql01", "address": "192.0.2.11" },
  { "name": "smesql02", "address": "192.0.2.11" }
]`,
    fix: 'Give each server and each virtual IP an address of its own.',
  },
  SME303: {
    severity: 'error',
    title: 'The name means something else already',
    explanation: 'Ansible has groups of this name, or every host takes the name for itself.',
    example: '{ "name": "localhost", "address": "192.0.2.11" }',
    fix: 'Choose another name.',
  },
  SME304: {
    severity: 'error',
    title: 'A host name stands where an address belongs',
    explanation:
      'keepalived and the firewall rules need addresses; a name could resolve differently on each server.',
    example: '"address": "smesql01.example.com"',
    fix: 'Write the address.',
  },
  SME305: {
    severity: 'error',
    title: 'This is not an address',
    explanation:
      'IPv4: four decimal numbers from 0 to 255 with dots between them; leading zeros are refused, for some programs read them as octal. IPv6: up to eight groups of hexadecimal digits with colons between them, in any of its spellings, without brackets and without a zone.',
    example: '"address": "192.0.2.011"',
    fix: 'Write the address in full, without a prefix length, a port or an interface.',
  },
  SME307: {
    severity: 'error',
    title: 'The address cannot belong to a host',
    explanation:
      'Loopback, link-local, multicast, unspecified, reserved and broadcast addresses reach no single host, or not from every other one.',
    example: '"address": "127.0.0.1"',
    fix: 'Write the address at which the other servers reach this one.',
  },
  SME308: {
    severity: 'error',
    title: 'The address stands for a whole network',
    explanation:
      'The first address of a network names it, or is that of all its routers in IPv6; the last one of IPv4 is its broadcast address.',
    example: '{ "name": "smesql-vip", "address": "192.0.2.255", "prefix": 24 }',
    fix: 'Choose an address in between, or correct `prefix`.',
  },
  SME309: {
    severity: 'error',
    title: 'The virtual IP is outside the network of the database servers',
    explanation:
      'A virtual IP moves by ARP or neighbour discovery, within one network: elsewhere no router would send packets to it.',
    example: `"db_servers": [
  { "name": "smesql01", "address": "192.0.2.11" },
  { "name": "smesql02", "address": "192.0.2.12" }
],
"vips": {
  "database": { "name": "smesql-vip", "address": "203.0.113.31", "prefix": 24 },
  "memcached": { "name": "smemem-vip", "address": "192.0.2.32" }
}`,
    fix: 'Choose an unused address in the network of both database servers, or correct `prefix`.',
  },
  SME310: {
    severity: 'warning',
    title: 'The virtual IP may be outside the network of the database servers',
    explanation: 'It shares no /24 with them, or no /64 of IPv6. That is right in a larger network only.',
    example: `"db_servers": [
  { "name": "smesql01", "address": "10.0.1.11" },
  { "name": "smesql02", "address": "10.0.1.12" }
],
"vips": {
  "database": { "name": "smesql-vip", "address": "10.0.2.31" },
  "memcached": { "name": "smemem-vip", "address": "10.0.1.32" }
}`,
    fix: 'Give the length of the network as `prefix`, and it will be checked exactly.',
  },
  SME311: {
    severity: 'warning',
    title: 'The database servers seem to be in different places',
    explanation:
      'They share no /16, or no /48 of IPv6. Several data centres or an unreliable network want another setup (G37).',
    example: `"db_servers": [
  { "name": "smesql01", "address": "10.1.0.11" },
  { "name": "smesql02", "address": "10.2.0.12" }
]`,
    fix: 'Put both into one network.',
  },
  SME312: {
    severity: 'error',
    title: 'One machine has two roles',
    explanation:
      'MariaDB and memcached are stopped on application servers (G27), the web server on database servers (G04).',
    example: `"db_servers": [
  { "name": "smesql01", "address": "192.0.2.11" },
  { "name": "smesql02", "address": "192.0.2.12" }
],
"app_servers": [
  { "name": "smesql01", "address": "192.0.2.11" }
]`,
    fix: 'Use separate hosts.',
  },
  SME313: {
    severity: 'error',
    title: 'A virtual IP is the address of a server',
    explanation: 'A virtual IP moves away from its host; the address of a server must stay.',
    example: `"db_servers": [
  { "name": "smesql01", "address": "192.0.2.11" },
  { "name": "smesql02", "address": "192.0.2.12" }
],
"vips": {
  "database": { "name": "smesql-vip", "address": "192.0.2.11" },
  "memcached": { "name": "smemem-vip", "address": "192.0.2.32" }
}`,
    fix: 'Choose an unused address.',
  },
  SME314: {
    severity: 'error',
    title: 'The addresses are of two families',
    explanation:
      'All of a cluster are IPv4, or all are IPv6: VRRP, the leases, the firewall and the accounts of MariaDB know each server by one address and speak one family. A witness of the other family would say that the network is there while the one that the cluster uses is not.',
    example: `"db_servers": [
  { "name": "smesql01", "address": "2001:db8::11" },
  { "name": "smesql02", "address": "192.0.2.12" }
]`,
    fix: 'Write the addresses that the hosts have in one of the two.',
  },
  SME315: {
    severity: 'error',
    title: 'The prefix is longer than the address',
    explanation: 'An address of IPv4 has 32 bits, one of IPv6 has 128.',
    example: '{ "name": "smesql-vip", "address": "192.0.2.31", "prefix": 64 }',
    fix: 'Write the length of the network, or leave it out.',
  },
} as const satisfies Record<string, CodeEntry>;
