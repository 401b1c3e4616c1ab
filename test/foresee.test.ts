import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../src/compile.ts';
import { type Foreseen, foresee, type Side } from '../src/foresee/foresee.ts';
import { foreseenText } from '../src/foresee/text.ts';
import { call, inFolder, put } from './folder.ts';

const reference = 'fixtures/reference/inventory.json';
const inventory = JSON.parse(readFileSync(reference, 'utf8'));

async function side(change: object, of: object = inventory): Promise<Side> {
  const text = JSON.stringify({ ...of, ...change });
  const { inventory: found, tree, diagnostics } = await compile({ name: 'a.json', text });
  if (!found || !tree) throw new Error(JSON.stringify(diagnostics));
  return { inventory: found, tree };
}

const before = await side({});

const twoNodes = JSON.parse(readFileSync('fixtures/two-node/inventory.json', 'utf8'));

async function foreseen(change: object, serving?: 0 | 1): Promise<Foreseen> {
  return foresee(before, await side(change), serving);
}

/** What is done to services and servers, in order: `smesql02 mariadb.service restarted`. */
function actions({ steps }: Foreseen): string[] {
  return steps.flatMap(({ host, effect }) => {
    if (effect.kind === 'reboot') return [`${host} reboots`];
    return effect.kind === 'service' ? [`${host} ${effect.unit} ${effect.state}`] : [];
  });
}

function files({ steps }: Foreseen): string[] {
  return steps.flatMap(({ host, effect }) => (effect.kind === 'file' ? [`${host} ${effect.path}`] : []));
}

const [first, second] = ['smesql01', 'smesql02'];
const both = (words: string) => [`${second} ${words}`, `${first} ${words}`];
const guards = both('sme-guard.service restarted');
const reloads = both('keepalived.service reloaded');
const witnesses = ['smeweb01', 'smeweb02'].map((host) => `${host} sme-witness.service restarted`);
const app = (words: string) => ['httpd', 'cloudftp', 'vsftpd'].map((unit) => `${unit}.service ${words}`);
const onApp = (words: string[]) =>
  ['smeweb01', 'smeweb02'].flatMap((host) => words.map((one) => `${host} ${one}`));
const repointed = [...onApp(['reboots']), ...onApp(app('started'))];
const keepalived = (change: object) => ({ keepalived: change });
const database = (change: object) => ({ database: change });

/** Name, change, and all that happens to services, in order. */
const services: [name: string, change: object, wanted: string[]][] = [
  ['a larger binary log', database({ max_binlog_size: '200M' }), both('mariadb.service restarted')],
  ['fewer days of binary logs', database({ binlog_expire_days: 5 }), both('mariadb.service restarted')],
  ['semi_sync', database({ semi_sync: true }), [...both('mariadb.service restarted'), ...guards]],
  ['TLS', database({ tls: true }), both('mariadb.service restarted')],
  ['fewer failed checks', keepalived({ check: { fall: 3 } }), reloads],
  ['another rhythm of checks', keepalived({ check: { interval: 3 } }), reloads],
  ['mail', keepalived({ notification_email: ['a@example.com'] }), reloads],
  ['unicast', keepalived({ vrrp: 'unicast' }), reloads],
  ['preempt', keepalived({ preempt: true }), reloads],
  [
    'slower adverts',
    keepalived({ advert_interval: 2 }),
    [
      ...witnesses,
      ...[second, first].flatMap((host) => [
        `${host} sme-guard.service restarted`,
        `${host} keepalived.service reloaded`,
      ]),
    ],
  ],
  ['another account of replication', database({ replication_user: 'copyist' }), guards],
  ['another mode of replication', database({ replication: 'position' }), []],
  ['more rights', database({ grants: 'global' }), []],
  ['another cron user', { application: { cron_user: 'other' } }, []],
  ['another name of the cluster', { cluster: 'other' }, []],
  [
    'another port of memcached',
    { memcached: { port: 11300 } },
    [...onApp(app('stopped')), ...both('memcached.service restarted'), ...reloads, ...repointed],
  ],
  [
    'another account of the application',
    database({ app_user: 'app' }),
    [...onApp(app('stopped')), ...repointed],
  ],
  [
    'another name of a virtual IP',
    { vips: { ...inventory.vips, database: { ...inventory.vips.database, name: 'sql-vip' } } },
    [...onApp(app('stopped')), ...repointed],
  ],
  ['an application server less', { app_servers: inventory.app_servers.slice(0, 1) }, guards],
  ['another folder for backups', { application: { backup_dir: '/root' } }, []],
  [
    'another place of one witness, and other checks',
    {
      ...keepalived({ check: { rise: 4 } }),
      app_servers: [
        inventory.app_servers[0],
        {
          ...inventory.app_servers[1],
          ansible_vars: { keepalived_guard_dir: '/usr/libexec/sme-ha-witness' },
        },
      ],
    },
    ['smeweb02 sme-witness.service restarted', ...reloads],
  ],
  ['only how Ansible connects', { connection: { port: 2222 } }, []],
];

for (const [name, change, wanted] of services) {
  test(`services: ${name}`, async () => assert.equal(actions(await foreseen(change)), wanted));
}

test('the server that serves comes last, and is told to be the other one', async () => {
  const change = database({ max_binlog_size: '200M' });
  assert.equal(actions(await foreseen(change, 1)), both('mariadb.service restarted').reverse());
});

test('after another address of the virtual IP nobody serves, so the first server comes first', async () => {
  const vips = { ...inventory.vips, database: { ...inventory.vips.database, address: '192.0.2.33' } };
  const guarded = actions(await foreseen({ vips })).filter((one) => one.includes('sme-guard'));
  assert.equal(guarded, [...guards].reverse());
});

test('a check that changes its script reloads keepalived, though keepalived.conf stays as it is', async () => {
  const found = files(await foreseen({ memcached: { port: 11300 } }));
  assert.ok(found.includes(`${first} /usr/libexec/keepalived/check_memcached.sh`));
  assert.not.ok(found.some((file) => file.endsWith('keepalived.conf')));
});

test('what is written shows its lines, but for what holds a secret', async () => {
  const { steps } = await foreseen({ ...keepalived({ check: { fall: 3 }, advert_interval: 2 }) });
  const lines = (path: string) =>
    steps.flatMap(({ effect }) => (effect.kind === 'file' && effect.path === path ? [effect.lines] : []));
  assert.ok(lines('/etc/keepalived/keepalived.conf').every((one) => one?.includes('+ fall 3')));
  assert.equal(lines('/etc/sme-ha-gen/guard.json'), [undefined, undefined]);
});

test('an inventory that says the same changes nothing', async () => {
  const { files: changed, steps, pauses, refusals } = await foreseen(keepalived({ check: { fall: 5 } }));
  assert.equal([changed, steps, pauses, refusals], [[], [], [], []]);
  assert.match(foreseenText(await foreseen({})), 'nothing changes');
});

/** What is done to each host beside its services, in the order of the play. */
function tasks({ steps }: Foreseen): string[] {
  return steps.map(({ host, task, effect }) => {
    if (effect.kind === 'file') return `${host} ${effect.isGone ? 'loses' : 'gets'} ${effect.path}`;
    return `${host} ${effect.kind === 'service' ? `${effect.unit} ${effect.state}` : task}`;
  });
}

const optionFile = '/etc/my.cnf.d/localhost.cnf';
const brought = {
  ca: '/srv/pki/ca.pem',
  certificate: '/srv/pki/{server}.pem',
  key: '/srv/pki/{server}.key',
};

test('TLS: each server speaks it, then replication goes by it, and only then nothing else is let in', async () => {
  const each = (host: string, other: string) => [
    `${host} Make a key and a certificate`,
    `${other} Let the other server trust it beside the one that it knows`,
    `${host} Take the new key and certificate`,
    `${host} Let MariaDB show the certificate that stands in its file`,
    `${host} gets ${optionFile}`,
    `${host} mariadb.service restarted`,
  ];
  const trusts = (host: string) => [
    `${host} gets /etc/sme-ha-gen/tls/peer.pem`,
    `${host} Connect to the other server anew, with what is trusted now`,
  ];
  const onBoth = (words: string) => [`${first} ${words}`, `${second} ${words}`];
  assert.equal(tasks(await foreseen(database({ tls: true }))), [
    ...each(second, first),
    ...each(first, second),
    ...trusts(first),
    ...trusts(second),
    ...onBoth('Correct the account or the mode of a replication that runs'),
    ...onBoth('Refuse replication without TLS'),
  ]);
});

test('TLS ends the other way round: ahead of each server that speaks none the other one logs in without', async () => {
  const found = foresee(await side(database({ tls: true })), before);
  const each = (host: string, other: string) => [
    `${host} Let it log in without TLS`,
    `${other} Correct its replication`,
    `${host} gets ${optionFile}`,
    `${host} mariadb.service restarted`,
  ];
  const done = tasks(found);
  assert.equal(done.slice(0, 8), [...each(second, first), ...each(first, second)]);
  for (const host of [first, second]) assert.ok(done.includes(`${host} loses /etc/sme-ha-gen/tls`));
  assert.equal(found.left, []);
});

test('another certificate: the other server trusts it first, and MariaDB is not restarted', async () => {
  const moved = { ...brought, certificate: '/srv/new/{server}.pem' };
  for (const [was, is] of [
    [true, brought],
    [brought, moved],
  ]) {
    const found = foresee(await side(database({ tls: was })), await side(database({ tls: is })));
    assert.equal(actions(found), []);
    const done = tasks(found);
    for (const [host, other] of [
      [first, second],
      [second, first],
    ]) {
      const trusted = done.indexOf(`${other} Let the other server trust it beside the one that it knows`);
      assert.ok(trusted >= 0 && trusted < done.indexOf(`${host} Take the new key and certificate`));
    }
    assert.match(found.notInPlace.map(({ what }) => what).join(), 'before 10.4');
  }
});

test('for how long writes stop, by the longer one of the two timings', async () => {
  const { pauses } = await foreseen(database({ max_binlog_size: '200M' }));
  assert.equal(
    pauses.map(({ what, moves, atMost }) => [what, moves, atMost?.text]),
    [['writes', 'may move', '11.8 s']],
  );
  const slower = await foreseen({
    ...database({ max_binlog_size: '200M' }),
    ...keepalived({ check: { fall: 9 } }),
  });
  assert.is(slower.pauses[0]?.atMost?.text, '19.8 s');
  assert.equal((await foreseen(keepalived({ check: { fall: 3 } }))).pauses, []);
});

test('guards that sign with other keys do not hear each other until the last play that writes one', async () => {
  const { pauses } = await foreseen({ cluster: 'other' });
  assert.equal(
    pauses.map(({ between }) => between),
    [
      [
        'Let the application servers witness who may be written to',
        'Let the virtual IPs follow the services',
      ],
    ],
  );
});

test('a stopped application counts as a pause until it is started again', async () => {
  const { pauses } = await foreseen(database({ app_user: 'app' }));
  assert.match(pauses[0]?.between?.[0] ?? '', 'Keep application servers');
  assert.match(pauses[0]?.between?.[1] ?? '', 'Point the application servers');
});

/** Name, change, and words of what cannot be done in place. */
const others: [name: string, change: object, words: string][] = [
  ['the database', database({ name: 'other' }), 'not renamed'],
  [
    'a database server',
    { db_servers: [inventory.db_servers[0], { name: 'smesql09', address: '192.0.2.12' }] },
    'replicates from the old name',
  ],
  [
    'another machine',
    { db_servers: [inventory.db_servers[0], { name: 'smesql09', address: '192.0.2.19' }] },
    'not exchanged',
  ],
  [
    'an address',
    { db_servers: [inventory.db_servers[0], { name: 'smesql02', address: '192.0.2.19' }] },
    'address of a server',
  ],
  ['the cluster', { cluster: 'other' }, 'key of the guards'],
  ['replication', database({ replication: 'position' }), 'another way'],
  ['VRRP', keepalived({ vrrp: 'unicast' }), 'adverts'],
];

for (const [name, change, words] of others) {
  test(`not in place: ${name}`, async () => {
    const { notInPlace } = await foreseen(change);
    assert.match(notInPlace.map(({ what }) => what).join('\n'), words);
    assert.ok(notInPlace.every(({ steps, instead }) => steps.length > 0 && instead !== ''));
  });
}

test('a database server of another name: the play itself refuses, as the role says', async () => {
  const { refusals } = await foreseen({
    db_servers: [inventory.db_servers[0], { name: 'smesql09', address: '192.0.2.12' }],
  });
  assert.ok(
    refusals.some(({ task }) => task === 'Refuse a replication from a server that is not of this cluster'),
  );
});

test('what the old inventory has made and nobody takes away', async () => {
  const { left } = await foreseen({ firewall: { backend: 'firewalld' } });
  assert.equal([...new Set(left.map(({ host }) => host))].sort(), [first, second]);
  assert.ok(left.every(({ task }) => task.startsWith('Accept MariaDB')));
  assert.ok((await foreseen(database({ config_file: '/etc/my.cnf.d/z-other.cnf' }))).left.length > 0);
});

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly enum?: unknown[];
  readonly default?: unknown;
  readonly type?: string | string[];
  readonly examples?: unknown[];
}

/** Another value than the default for every optional key, by its path. */
function otherValues({ properties = {} }: Schema, path: string[] = []): [path: string[], value: unknown][] {
  return Object.entries(properties).flatMap(([key, schema]): [string[], unknown][] => {
    if (schema.type === 'object') return otherValues(schema, [...path, key]);
    if (schema.default === undefined) return [];
    return [[[...path, key], other([...path, key].join('.'), schema)]];
  });
}

/** Values that a rule would refuse if they were made of the schema alone. */
const chosen: Readonly<Record<string, unknown>> = {
  'application.branding_dir': '/var/www/smestorage/public_html/templates/other',
  'application.config_file': '/var/www/smestorage/public_html/other.inc.php',
  'application.backup_dir': '/root',
  'database.config_file': '/etc/my.cnf.d/z-other.cnf',
  'keepalived.priorities': [200, 150],
  'keepalived.advert_interval': 2,
  'memcached.config_file': '/etc/sysconfig/memcached-other',
  'vips.database.prefix': 24,
  'vips.memcached.prefix': 24,
  'vips.web.prefix': 24,
};

function other(path: string, schema: Schema): unknown {
  if (path in chosen) return chosen[path];
  const example = schema.examples?.find((one) => JSON.stringify(one) !== JSON.stringify(schema.default));
  if (example !== undefined) return example;
  if (schema.enum) return schema.enum.find((one) => one !== schema.default);
  if (typeof schema.default === 'boolean') return !schema.default;
  return typeof schema.default === 'number' ? schema.default + 1 : `${String(schema.default)}2`;
}

function nested(
  [key = '', ...rest]: string[],
  value: unknown,
  within: Record<string, unknown> = {},
): Record<string, unknown> {
  const inside = within[key] as Record<string, unknown> | undefined;
  return { ...within, [key]: rest.length === 0 ? value : nested(rest, value, inside) };
}

const schema: Schema = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8'));
// The layout is no key that changes by itself; there is a test of its own for it.
const optional = otherValues(schema).filter(([path]) => path.join('.') !== 'topology');

test('files that come to another place are written there, and no other file is', async () => {
  const [first, second = first] = inventory.app_servers;
  const moved = { ...second, ansible_vars: { keepalived_guard_dir: '/usr/libexec/elsewhere' } };
  const text = foreseenText(await foreseen({ app_servers: [first, moved] }));
  const written = [...text.matchAll(/^ +writes (.*)$/gm)].map(([, path]) => path);
  assert.equal(written, [
    ...['wire.py', 'lease.py', 'witness.py'].map((name) => `/usr/libexec/elsewhere/${name}`),
    '/etc/systemd/system/sme-witness.service',
  ]);
});

test("two nodes: a change of the web's router id reloads keepalived and stops no write; a change of a check restarts no guard", async () => {
  const { vips, keepalived } = twoNodes;
  const now = await side({}, twoNodes);
  const web = { ...vips.web, virtual_router_id: 171 };
  const found = foresee(now, await side({ vips: { ...vips, web } }, twoNodes));
  assert.equal(actions(found), ['sme02 keepalived.service reloaded', 'sme01 keepalived.service reloaded']);
  assert.equal(found.pauses, []);
  const rarer = foresee(now, await side({ keepalived: { ...keepalived, check: { fall: 6 } } }, twoNodes));
  assert.equal(actions(rarer), ['sme02 keepalived.service reloaded', 'sme01 keepalived.service reloaded']);
});

test('two nodes: the application restarts on one server after the other, the standby first', async () => {
  const change = { database: { app_user: 'another' } };
  const found = foresee(await side({}, twoNodes), await side(change, twoNodes));
  const restarts = actions(found).filter((action) => / httpd\.service restarted$/.test(action));
  assert.equal(restarts, ['sme02 httpd.service restarted', 'sme01 httpd.service restarted']);
});

test('one layout does not become the other while the cluster runs', async () => {
  const { topology, vips, keepalived } = twoNodes;
  const found = await foreseen({ topology, vips, keepalived, app_servers: undefined });
  assert.ok(found.notInPlace.some(({ what }) => what.includes('from one layout to the other')));
});

test('every optional key of the schema is walked', () =>
  assert.ok(optional.length > 30, String(optional.length)));

for (const [path, value] of optional) {
  const of = path[1] === 'web' ? twoNodes : inventory;
  test(`every key: ${path.join('.')} becomes ${JSON.stringify(value)}`, async () => {
    const found = foresee(await side({}, of), await side(nested(path, value, of), of));
    assert.ok(found.files.length > 0, 'no file changes');
    assert.ok(found.variables.length > 0, 'no variable changes');
    // What site.yml reads does something, or is said to have to be done by hand; what it does not read does nothing.
    const ofSite = /^(site\.yml|roles\/|playbooks\/tasks\/(names|secrets)\.yml)/;
    const isRead = found.variables.some(({ readBy }) => readBy.some((file) => ofSite.test(file)));
    const says = found.steps.length + found.refusals.length + found.notInPlace.length;
    const isQuiet = ['application.restart', 'application.backup_dir', 'selinux'].includes(path.join('.'));
    assert.is(says > 0 || isQuiet, isRead || isQuiet, foreseenText(found));
    const text = foreseenText(found);
    assert.match(text, found.variables[0]?.name ?? '');
    assert.not.match(text, /undefined|\[object|⟨function/);
  });
}

test('another spelling of an address is no change, another family is none that a running cluster can make', () =>
  inFolder(async (folder) => {
    const ipv6 = 'fixtures/ipv6/inventory.json';
    const text = readFileSync(ipv6, 'utf8');
    put(folder, {
      'spelt.json': text.replaceAll('2001:db8::', '2001:0DB8:0:0:0::').replaceAll('::0022', '::22'),
    });
    const same = await call('plan', ipv6, `${folder}/spelt.json`);
    assert.is(same.code, 0, same.stderr);
    assert.match(same.stdout, 'sme-ipv6: nothing changes');
    const other = await call('plan', reference, ipv6);
    assert.is(other.code, 0, other.stderr);
    assert.match(other.stdout, 'does not go from one family of addresses to the other');
  }));

test('plan: text, JSON, and every fault of both', () =>
  inFolder(async (folder) => {
    put(folder, {
      'b.json': JSON.stringify({ ...inventory, ...database({ max_binlog_size: '200M' }) }),
      'c.json': '{ "cluster": 1 }',
    });
    const text = await call('plan', reference, `${folder}/b.json`);
    assert.is(text.code, 0, text.stderr);
    assert.match(text.stdout, 'mariadb.service is restarted');
    const json = await call('plan', reference, `${folder}/b.json`, '--format', 'json', '--serving', second);
    assert.is(JSON.parse(json.stdout).serving, second);
    const faulty = await call('plan', `${folder}/c.json`, `${folder}/missing.json`);
    assert.is(faulty.code, 2);
    assert.match(faulty.stderr, 'c.json:1:');
    assert.match(faulty.stderr, 'missing.json');
    assert.is((await call('plan', reference, reference, '--serving', 'x')).code, 2);
  }));

test.run();
