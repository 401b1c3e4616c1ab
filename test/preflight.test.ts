// preflight.yml: what its filter makes of what it sees, and how its script tries the ways in either family of addresses.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { askPython, pythonWith } from './python.ts';
import { skip } from './skip.ts';

const python = pythonWith('json');
const names = { db1: '2001:db8::11', db2: '2001:db8::12', web1: '2001:db8::21' };
const vips = { database: '2001:db8::31', memcached: '2001:db8::32' };

/** A server as preflight.json.j2 hands it to the filter: stock, and fit to be part of the cluster. */
function server(name: keyof typeof names) {
  const isDb = name !== 'web1';
  const others = Object.keys(names).filter((other) => other !== name);
  return {
    group: isDb ? 'db_servers' : 'app_servers',
    address: names[name],
    interface: isDb ? 'eth0' : '',
    reached: true,
    seen: isDb ? { runs: true, version: '10.11.19-MariaDB', addresses: `::1 ${names[name]} ` } : {},
    slave: false,
    server: { time: 1000, disks: [{ mount: '/', free_mb: 9000 }], names: {} as Record<string, string> },
    tried: {
      python: '3.6.8',
      ports: { 'db1 port 3306': 'rejected' },
      sources: Object.fromEntries(others.map((other) => [other, names[name] as string | null])),
      units: { 'mariadb.service': 'loaded' } as Record<string, string>,
      files: {},
      chains: ['INPUT'],
      kept: 'enabled',
      loader: 'ip6tables.service',
      firewalld: 'inactive',
      cards: `2: eth0    inet6 ${names[name]}/64 scope global`,
      vips: {} as Record<string, boolean | null>,
      silent: [] as string[],
      database_mb: 10,
      adverts: {} as Record<string, string[]>,
    },
    asked: [999, 1001],
  };
}

type Cluster = Record<keyof typeof names, ReturnType<typeof server>>;
const wish = {
  ...{ names, vips, router_ids: ['51', '61'], chain: 'RH-Firewall-1-INPUT', backend: 'iptables' },
  ...{
    outside: ['2001:db8::1'],
    replication: 'auto',
    semi_sync: false,
    secrets: [],
    files: [],
    missing: [],
    ansible: '2.14.18',
  },
};

/** A change of a cluster that is fit, and the findings that come of it. */
const cases: [name: string, change: (cluster: Cluster) => void, wrong: string[]][] = [
  ['a cluster that is fit', () => {}, []],
  [
    'a server that speaks from another of its addresses',
    ({ db2 }) => (db2.tried.sources.db1 = '2001:db8::4c2f:91ff:fe2f:1'),
    [
      'db2: own address: speaks to the others as 2001:db8::4c2f:91ff:fe2f:1, and they let in 2001:db8::12 alone',
    ],
  ],
  [
    'a witness outside that does not answer',
    ({ db2 }) => (db2.tried.silent = ['2001:db8::1']),
    ['db2: witness outside: 2001:db8::1 does not answer to ping'],
  ],
  ['no way, which the ports tell', ({ web1 }) => (web1.tried.sources.db1 = null), []],
  [
    'rules of IPv6 that a reboot would forget',
    ({ db1 }) => (db1.tried.kept = 'disabled'),
    [
      'db1: firewall: ip6tables.service is disabled, so the rules would be gone after a reboot: look at its file, then enable it',
    ],
  ],
  [
    'ip6tables that does not answer',
    ({ db1 }) => (db1.tried.chains = []),
    ['db1: firewall: iptables does not answer'],
  ],
  [
    'an address on another card, of which this one is the beginning',
    ({ db1 }) => (db1.tried.cards = '2: eth0    inet6 2001:db8::112/64 scope global'),
    ['db1: network card: eth0 is not the card of 2001:db8::11: set keepalived.interface'],
  ],
  [
    'a router that advertises from its link-local address',
    ({ db2 }) => (db2.tried.adverts = { 51: ['2001:db8::11', 'fe80::1'], 7: ['fe80::2'] }),
    ['db2: VRRP on the wire: router id 51 is used by fe80::1: choose another'],
  ],
  [
    'somebody else at a virtual IP',
    ({ db1 }) => (db1.tried.vips.memcached = true),
    [
      'pair: virtual IP of memcached: 2001:db8::32 answers already, and is neither server’s'.replace(
        '’',
        "'",
      ),
    ],
  ],
  [
    'a server without ping',
    ({ db1 }) => (db1.tried.vips.memcached = null),
    ['db1: ping: there is none (package iputils); whether a virtual IP is taken cannot be told'],
  ],
  [
    'a name that means itself here and something else there',
    ({ db1, web1 }) => {
      db1.server.names = { db1: '127.0.1.1 ::1 ', db2: '2001:db8::12 ' };
      web1.server.names = { db1: '::1 ', db2: '192.0.2.12 2001:db8::12 ', web1: '192.0.2.21 2001:db8::21 ' };
    },
    ['web1: names: db1 is ::1, not 2001:db8::11; db2 is 192.0.2.12 and 2001:db8::12, not 2001:db8::12'],
  ],
];

if (python === undefined) {
  skip('preflight', 'no Python here');
} else {
  const clusters = cases.map(([, change]) => {
    const cluster: Cluster = { db1: server('db1'), db2: server('db2'), web1: server('web1') };
    change(cluster);
    return cluster;
  });
  const script = `sys.path.insert(0, "roles-templates/filter_plugins")
sys.dont_write_bytecode = True
import sme_preflight
answer = [["%(server)s: %(what)s: %(seen)s" % row for row in sme_preflight.preflight(each, given["wish"]) if not row["well"]]
          for each in given["clusters"]]`;
  const answer = askPython(python, script, { clusters, wish }) as string[][];
  for (const [index, [name, , wrong]] of cases.entries())
    test(`preflight: ${name}`, () => assert.equal(answer[index], wrong));

  test('the MariaDBs that lose acknowledged rows are those of MDEV-33465', () => {
    const lose = [
      '10.6.2',
      '10.6.18',
      '10.7.8',
      '10.11.8-MariaDB',
      '11.0.6',
      '11.1.5',
      '11.2.4',
      '11.3.2',
      '11.4.2',
    ];
    const keep = [
      '10.3.39',
      '10.5.9',
      '10.6.1',
      '10.6.19',
      '10.11.9',
      '11.1.6',
      '11.2.5',
      '11.4.3',
      '11.8.1-MariaDB',
    ];
    const ask = `sys.path.insert(0, "roles-templates/filter_plugins")
sys.dont_write_bytecode = True
import sme_preflight
answer = [version for version in given if sme_preflight.truncates(version)]`;
    assert.equal(askPython(python, ask, [...lose, ...keep]), lose);
  });

  const text = readFileSync('roles-templates/playbooks/templates/preflight.py.j2', 'utf8');
  for (const [version, here] of [
    [4, '127.0.0.1'],
    [6, '::1'],
  ] as const)
    test(`preflight: the ways are tried by IPv${version}`, () => {
      const filled = text
        .replace('{{ preflight_wish | to_json }}', JSON.stringify({ ip_version: String(version) }))
        .replace(/\nmain\(\)\n$/, '\n');
      const ask = `${filled}
door = socket.socket(FAMILY, socket.SOCK_STREAM)
door.bind((given, 0))
port = door.getsockname()[1]
answer = [try_tcp(given, port)]
door.listen(1)
answer += [try_tcp(given, port), source(given, port), source("no address", port)]
door.close()`;
      assert.equal(askPython(python, ask, here), ['refused', 'open', here, null]);
    });
}

test.run();
