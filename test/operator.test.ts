// What the playbooks of day two make of what they see: the filters of the tree, with a healthy cluster and each fault of one.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { askPython, pythonWith } from './python.ts';
import { skip } from './skip.ts';

const python = pythonWith('json');
const active = { active: 'active', enabled: 'enabled' };

/** A database server as templates/pair.sh.j2 shows it; the first one serves. */
function databaseServer(serves: boolean, peer: string) {
  return {
    runs: true,
    read_only: serves ? '0' : '1',
    version: '10.11.19-MariaDB',
    binlog: 'master-tx-log-bin.000003:700',
    gtid_binlog_pos: '1-1-50,2-2-7',
    addresses: serves ? '127.0.0.1 192.0.2.11 192.0.2.31 192.0.2.32 ' : '127.0.0.1 192.0.2.12 ',
    states: serves ? { DB: 'MASTER', MEMCACHE: 'MASTER' } : { DB: 'BACKUP', MEMCACHE: 'BACKUP' },
    guard: {
      ...{
        holds: serves,
        writable: serves,
        fit: !serves,
        why: '',
        verified: true,
        conflict: null as string | null,
      },
      ...{ peer: { name: peer, heard: 0.2 }, witnesses: { web1: 0.3 } },
    },
    guard_age: 0,
    copy_pending: false,
    restore_pending: false,
    connecting: false,
    units: Object.fromEntries(
      ['mariadb', 'memcached', 'keepalived', 'sme-guard'].map((unit) => [`${unit}.service`, { ...active }]),
    ),
  };
}

const names = { db1: '192.0.2.11', db2: '192.0.2.12', web1: '192.0.2.21' };
const vips = { database: '192.0.2.31', memcached: '192.0.2.32' };

/** What any server shows of itself (templates/server.sh.j2). */
function anyServer() {
  return {
    time: 1000,
    disks: [{ mount: '/', free_mb: 5000, used: 40 }],
    names: { ...names } as Record<string, string>,
    backup: undefined as Record<string, string | number> | undefined,
  };
}

/** A healthy cluster as verify.yml hands it to its filter. */
function healthy() {
  const shared = () => ({
    reached: true,
    fault: '',
    lag: 0,
    asked: [999, 1001],
    drift: [] as string[],
    jobs: 0,
    runs_jobs: false,
  });
  return {
    db1: {
      ...shared(),
      group: 'db_servers',
      application: false,
      seen: databaseServer(true, 'db2'),
      server: anyServer(),
      written: 50,
      applied: 7,
    },
    db2: {
      ...shared(),
      group: 'db_servers',
      application: false,
      seen: databaseServer(false, 'db1'),
      server: anyServer(),
      written: 7,
      applied: 50,
    },
    web1: {
      ...{
        ...shared(),
        group: 'app_servers',
        application: true,
        seen: {},
        jobs: 7,
        runs_jobs: true,
        written: 0,
        applied: 0,
      },
      server: {
        ...anyServer(),
        database: '1 0 1',
        memcached: 'STORED VALUE sme-ha-verify-x 0 2 ok END DELETED',
        page: 'HTTP/1.1 302 Found',
        cron: 'active',
      },
    },
  };
}

type Cluster = ReturnType<typeof healthy>;

/** Regular backups on both database servers; the clocks of all stand at a million. */
function backups({ db1, db2, web1 }: Cluster, news: object): void {
  for (const each of [db1, db2, web1]) Object.assign(each, { asked: [1e6, 1e6] }).server.time = 1e6;
  const usual = { timer: 'enabled', due: 0, newest: 0, result: 'success', state: 'inactive', ...news };
  for (const each of [db1, db2]) each.server.backup = { ...usual };
}

/** By TLS, with certificates that go on to count for 40 days. */
function byTls({ db1, db2 }: Cluster, news: object): void {
  const usual = { by_tls: true, open: false, ends: 1000 + 40 * 86400, shown: 'a', fingerprint: 'a' };
  for (const each of [db1, db2]) Object.assign(each, { tls: usual });
  Object.assign(db2, { tls: { ...usual, ...news } });
}

/** Each fault, and the findings that it makes wrong. */
const faults: [string, (cluster: Cluster) => unknown, string[]][] = [
  ['nothing', () => 0, []],
  ['a server is not reached', ({ web1 }) => (web1.reached = false), ['web1: reached']],
  [
    'both hold the virtual IP of the database',
    ({ db2 }) => (db2.seen.addresses += '192.0.2.31 '),
    ['pair: virtual IP of database', 'pair: writes', 'db2: state file of DB', 'db2: guard'],
  ],
  [
    'nobody holds the virtual IP of memcached',
    ({ db1 }) => (db1.seen.addresses = '192.0.2.11 192.0.2.31 '),
    ['pair: virtual IP of memcached', 'db1: state file of MEMCACHE'],
  ],
  ['an address that only begins alike', ({ db2 }) => (db2.seen.addresses += '192.0.2.3 '), []],
  ['both accept writes', ({ db2 }) => (db2.seen.read_only = '0'), ['pair: writes']],
  ['replication has an error', ({ db2 }) => (db2.fault = 'error 1062'), ['db2: replication']],
  ['replication lags', ({ db2 }) => (db2.lag = 31), ['db2: replication']],
  ['replication lags a little', ({ db2 }) => (db2.lag = 30), []],
  ['the standby wrote alone', ({ db2 }) => (db2.written = 9), ['db1: GTID']],
  ['the standby has not applied the last writes', ({ db2 }) => (db2.applied = 40), []],
  ['a state file lies', ({ db2 }) => (db2.seen.states.DB = 'MASTER'), ['db2: state file of DB']],
  [
    'keepalived is in FAULT',
    ({ db2 }) => (db2.seen.states.MEMCACHE = 'FAULT'),
    ['db2: state file of MEMCACHE'],
  ],
  ['the guard is silent', ({ db1 }) => (db1.seen.guard_age = 9), ['db1: guard']],
  ['the standby is not fit', ({ db2 }) => (db2.seen.guard.fit = false), ['db2: guard']],
  ['a witness is silent', ({ db1 }) => (db1.seen.guard.witnesses.web1 = 1000), ['db1: guard']],
  ['a conflict waits for a person', ({ db1 }) => (db1.seen.guard.conflict = '/x'), ['db1: guard']],
  [
    'a unit is off',
    ({ db2 }) => (db2.seen.units['keepalived.service'] = { active: 'active', enabled: 'disabled' }),
    ['db2: units'],
  ],
  ['a copy was interrupted', ({ db2 }) => (db2.seen.copy_pending = true), ['db2: left behind']],
  ['a restore was interrupted', ({ db1 }) => (db1.seen.restore_pending = true), ['db1: left behind']],
  [
    'a page ends with an error',
    ({ web1 }) => (web1.server.page = 'HTTP/1.1 500 Internal Server Error'),
    ['web1: web pages'],
  ],
  ['no page is served', ({ web1 }) => (web1.server.page = ''), ['web1: web pages']],
  ['crond does not run', ({ web1 }) => (web1.server.cron = 'inactive'), ['web1: crond, which runs the jobs']],
  [
    'the application is refused',
    ({ web1 }) => (web1.server.database = 'ERROR 1290 (HY000)'),
    ['web1: database as the application'],
  ],
  [
    'the row is not read',
    ({ web1 }) => (web1.server.database = '0 0 1'),
    ['web1: database as the application'],
  ],
  [
    'the row is not deleted',
    ({ web1 }) => (web1.server.database = '1 1 1'),
    ['web1: database as the application'],
  ],
  ['memcached does not answer', ({ web1 }) => (web1.server.memcached = ''), ['web1: memcached']],
  ['no crontab is active', ({ web1 }) => (web1.jobs = 0), ['pair: crontab']],
  ['the jobs run elsewhere than in the tree', ({ web1 }) => (web1.runs_jobs = false), ['pair: crontab']],
  ['a name resolves elsewhere', ({ db1 }) => (db1.server.names.web1 = '192.0.2.99 '), ['db1: names']],
  ['a server knows itself by a loopback address', ({ db1 }) => (db1.server.names.db1 = '127.0.1.1 '), []],
  [
    'a disk is full',
    ({ db1 }) => db1.server.disks.push({ mount: '/var', free_mb: 1, used: 90 }),
    ['db1: disk'],
  ],
  ['a clock is off', ({ db2 }) => (db2.server.time = 1010), ['db2: clock']],
  ['a backup was made when it was due', (cluster) => backups(cluster, { due: 900_000, newest: 900_100 }), []],
  [
    'a due backup is still being made',
    (cluster) => backups(cluster, { due: 900_000, state: 'activating' }),
    [],
  ],
  [
    'a due backup was not made',
    (cluster) => backups(cluster, { due: 900_000, newest: 800_000 }),
    ['pair: backups'],
  ],
  [
    'a backup has failed',
    (cluster) => backups(cluster, { newest: 900_000, result: 'exit-code' }),
    ['pair: backups'],
  ],
  [
    'a timer stands on one server alone',
    (cluster) => {
      backups(cluster, { newest: 900_000 });
      cluster.db1.server.backup!.timer = 'disabled';
    },
    ['pair: backups'],
  ],
  ['nothing, by TLS', (cluster) => byTls(cluster, {}), []],
  ['a replication without TLS', (cluster) => byTls(cluster, { by_tls: false }), ['db2: encryption']],
  ['a login without TLS', (cluster) => byTls(cluster, { open: true }), ['db2: encryption']],
  ['a certificate of 29 days', (cluster) => byTls(cluster, { ends: 29 * 86400 }), ['db2: certificates']],
  ['a certificate that has ended', (cluster) => byTls(cluster, { ends: 900 }), ['db2: certificates']],
  ['another certificate', (cluster) => byTls(cluster, { shown: 'b' }), ['db2: certificates']],
  ['a file was edited', ({ db1 }) => db1.drift.push('/etc/x differs'), ['db1: as the tree has it']],
];

/** Two nodes that are well: both run the application, and the one that stands by has the address of the web. */
function twoNodes() {
  const { db1, db2, web1 } = healthy();
  const { database, memcached } = web1.server;
  const node = (server: typeof db1, state: string) => ({
    ...server,
    application: true,
    seen: {
      ...server.seen,
      states: { ...server.seen.states, WEB: state },
      guard: { ...server.seen.guard, witnesses: {}, cut_off: false },
    },
    server: { ...server.server, database, memcached, web: 'HTTP/1.1 200 OK' },
  });
  const pair = { db1: node(db1, 'BACKUP'), db2: node(db2, 'MASTER') };
  pair.db2.seen.addresses += '192.0.2.33 ';
  Object.assign(pair.db1, { jobs: 7, runs_jobs: true });
  return pair;
}

const pairFaults: [string, (pair: ReturnType<typeof twoNodes>) => unknown, string[]][] = [
  ['nothing', () => 0, []],
  [
    'both hold the virtual IP of the web',
    ({ db1 }) => (db1.seen.addresses += '192.0.2.33 '),
    ['pair: virtual IP of web', 'db1: state file of WEB'],
  ],
  ['a web server is not well', ({ db1 }) => (db1.seen.states.WEB = 'FAULT'), ['db1: state file of WEB']],
  [
    'the web does not answer at its virtual IP',
    ({ db2 }) => (db2.server.web = ''),
    ['db2: web pages by the virtual IP'],
  ],
  ['nothing outside answers', ({ db2 }) => (db2.seen.guard.cut_off = true), ['db2: guard']],
  ['the jobs run on both', ({ db2 }) => (db2.jobs = 7), ['pair: crontab']],
];

if (python === undefined) {
  skip('what verify.yml finds', 'no Python here');
} else {
  const given = faults.map(([, change]) => {
    const cluster = healthy();
    change(cluster);
    return cluster;
  });
  const filters = 'sys.path.insert(0, "roles-templates/filter_plugins")\nsys.dont_write_bytecode = True\n';
  const verify = `${filters}import sme_verify
answer = [[r for r in sme_verify.verify(each, given["vips"], given["names"]) if not r["well"]] for each in given["clusters"]]`;
  const answer = askPython(python, verify, { clusters: given, vips, names }) as {
    server: string;
    what: string;
  }[][];
  for (const [index, [name, , wrong]] of faults.entries())
    test(`verify: ${name}`, () =>
      assert.equal(
        answer[index]?.map(({ server, what }) => `${server}: ${what}`),
        wrong,
      ));

  const both = pairFaults.map(([, change]) => {
    const pair = twoNodes();
    change(pair);
    return pair;
  });
  const ofBoth = askPython(python, verify, {
    ...{ clusters: both, vips: { ...vips, web: '192.0.2.33' } },
    names: { db1: '192.0.2.11', db2: '192.0.2.12', web1: '192.0.2.21' },
  }) as { server: string; what: string }[][];
  for (const [index, [name, , wrong]] of pairFaults.entries())
    test(`verify of two nodes: ${name}`, () =>
      assert.equal(
        ofBoth[index]?.map(({ server, what }) => `${server}: ${what}`),
        wrong,
      ));

  const sums = `${filters}import sme_verify
answer = [sme_verify.checksums(*each, "db2")[0] for each in given]`;
  const [equal, differs, written] = askPython(python, sums, [
    [
      ['6161\t1', '6262\t2'],
      ['6161\t1', '6262\t2'],
      ['6161\t1', '6262\t2'],
    ],
    [
      ['6161\t1', '6262\t2'],
      ['6161\t1', '6262\t3'],
      ['6161\t1', '6262\t2'],
    ],
    [
      ['6161\t1', '6262\t2'],
      ['6161\t1', '6262\t3'],
      ['6161\t1', '6262\t4'],
    ],
  ]) as { well: boolean; seen: string }[];
  test('checksums: equal tables', () => assert.equal(equal?.well, true));
  test('checksums: a table that differs is named', () =>
    assert.match(`${differs?.well} ${differs?.seen}`, /^false .*table bb/));
  test('checksums: a table that is written to says nothing', () =>
    assert.match(`${written?.seen}`, /1 tables are equal, 1 were/));

  /** What stands in the way of a move to db2: bars, then risks. */
  const moves: [string, (cluster: Cluster) => unknown, string[], number, number][] = [
    ['a healthy pair', () => 0, ['database', 'memcached'], 0, 0],
    ['replication there is broken', ({ db2 }) => (db2.fault = 'error 1062'), ['database'], 0, 1],
    [
      'replication there is broken, and memcached moves',
      ({ db2 }) => (db2.fault = 'error 1062'),
      ['memcached'],
      0,
      0,
    ],
    [
      'replication back is broken',
      ({ db1 }) => (db1.fault = 'no replication is configured'),
      ['database'],
      0,
      1,
    ],
    ['it lags', ({ db2 }) => (db2.lag = 31), ['database'], 0, 1],
    ['its guard says no', ({ db2 }) => (db2.seen.guard.why = 'is not fit'), ['database'], 0, 1],
    ['late transactions wait', ({ db1 }) => (db1.seen.guard.verified = false), ['database'], 0, 1],
    ['its database is half a copy', ({ db2 }) => (db2.seen.copy_pending = true), ['database'], 1, 0],
    ['it is in FAULT', ({ db2 }) => (db2.seen.states.DB = 'FAULT'), ['database'], 0, 1],
    ['its memcached is in FAULT', ({ db2 }) => (db2.seen.states.MEMCACHE = 'FAULT'), ['memcached'], 1, 0],
    [
      'keepalived stands',
      ({ db2 }) => (db2.seen.units['keepalived.service'] = { active: 'inactive', enabled: 'enabled' }),
      ['database'],
      1,
      0,
    ],
    ['MariaDB does not answer', ({ db2 }) => (db2.seen.runs = false), ['database'], 1, 0],
    ['the guards do not hear each other', ({ db1 }) => (db1.seen.guard.peer.heard = 9), ['database'], 1, 0],
    ['a guard is dead', ({ db2 }) => (db2.seen.guard_age = 9), ['database'], 1, 0],
    ['it is not reached', ({ db2 }) => ((db2 as { seen: object }).seen = {}), ['database'], 2, 0],
    ['nobody has the address', ({ db1 }) => (db1.seen.addresses = ''), ['database'], 1, 0],
  ];
  const move = `${filters}import sme_pair
def judge(each):
    servers = {name: each["cluster"][name] for name in ("db1", "db2")}
    pick = lambda key: {name: servers[name][key] for name in servers}
    holders = {vip: [name for name in servers if address in servers[name]["seen"].get("addresses", "").split()]
               for vip, address in given["vips"].items()}
    return sme_pair.move_faults(pick("seen"), holders, pick("fault"), pick("lag"), "db2", each["due"])
answer = [judge(each) for each in given["moves"]]`;
  const asked = moves.map(([, change, due]) => {
    const cluster = healthy();
    change(cluster);
    return { cluster, due };
  });
  const judged = askPython(python, move, { moves: asked, vips }) as { bars: string[]; risks: string[] }[];
  for (const [index, [name, , due, bars, risks]] of moves.entries())
    test(`failover of ${due.join(' and ')}: ${name}`, () =>
      assert.equal(
        [judged[index]?.bars.length, judged[index]?.risks.length],
        [bars, risks],
        JSON.stringify(judged[index]),
      ));
}

/** Cases of one judgement: what they are called, what the filter is given, and words of each sentence that comes of it. */
type Cases = [name: string, given: unknown[], words: string[]][];

/** A test for each case; the sentences are asked of the filter's function all at once. */
function judge(title: string, name: string, cases: Cases): void {
  if (python === undefined) return skip(title, 'no Python here');
  const script = `sys.path.insert(0, "roles-templates/filter_plugins")
sys.dont_write_bytecode = True
import sme_changes
answer = [getattr(sme_changes, given["name"])(*each) for each in given["cases"]]`;
  const said = askPython(python, script, { name, cases: cases.map(([, given]) => given) }) as string[][];
  for (const [index, [what, , words]] of cases.entries())
    test(`${title}: ${what}`, () => {
      const sentences = said[index] ?? [];
      assert.is(sentences.length, words.length, sentences.join('\n'));
      for (const [i, word] of words.entries()) assert.match(sentences[i] ?? '', word);
    });
}

/** A cluster as rotate-secrets.yml hands it to its filters. */
function toRotate() {
  const shared = () => ({
    fault: '',
    lag: 0,
    accounts: [] as string[],
    properties: [] as string[],
    drift: [] as string[],
  });
  return {
    db1: { ...shared(), group: 'db_servers', seen: databaseServer(true, 'db2') },
    db2: { ...shared(), group: 'db_servers', seen: databaseServer(false, 'db1') },
    web1: { ...shared(), group: 'app_servers', seen: {} },
  };
}
type Rotated = ReturnType<typeof toRotate>;

function rotating(change: (cluster: Rotated) => unknown, ...more: unknown[]): unknown[] {
  const cluster = toRotate();
  change(cluster);
  return [cluster, ...more];
}

const keysDiffer = '/etc/sme-ha-gen/keys.json differs';
judge('what is to be rotated', 'rotation_due', [
  ['nothing', rotating(() => 0), []],
  ['a key on one witness alone', rotating(({ web1 }) => web1.drift.push(keysDiffer)), ['keys']],
  [
    'both of keepalived, with the key',
    rotating(({ db1 }) => db1.drift.push(keysDiffer, '/etc/keepalived/auth_DB.conf differs')),
    ['keys', 'vrrp'],
  ],
  [
    'a password that keepalived has not loaded',
    rotating(({ db2 }) => db2.drift.push('keepalived has not loaded what stands in its files')),
    ['vrrp'],
  ],
  [
    'an account that still takes both',
    rotating(({ db2 }) => db2.accounts.push("replication 'r'@'h'")),
    ['replication'],
  ],
  [
    'a login of replication',
    rotating(({ db1 }) => db1.drift.push('accounts: password of replication')),
    ['replication'],
  ],
  ['a configuration', rotating(({ web1 }) => web1.properties.push('password')), ['application']],
  [
    'a restart that a killed run has left',
    rotating(({ web1 }) => web1.drift.push('a restart is due')),
    ['application'],
  ],
]);

const rotation = (change: (cluster: Rotated) => unknown, due: string[], takesTwo = true, outage = false) =>
  rotating(change, 'db1', due, takesTwo, outage);
judge('rotate-secrets refuses', 'rotation_faults', [
  ['nothing of a healthy pair', rotation(() => 0, ['keys', 'vrrp', 'replication', 'application']), []],
  [
    'nothing of what it is there for',
    rotation(
      ({ db1, web1 }) => {
        db1.drift.push(
          keysDiffer,
          '/etc/keepalived/auth_DB.conf differs',
          'accounts: password of replication',
        );
        db1.drift.push("accounts: account 'r'@'h'", 'replication runs with other settings');
        web1.drift.push('/x/config.inc.php: $password', 'a restart is due', keysDiffer);
      },
      ['keys'],
    ),
    [],
  ],
  ['a pair of which nobody serves', rotating(() => 0, '', [], true, false), ['nobody alone']],
  ['a standby that does not follow', rotation(({ db2 }) => (db2.fault = 'error 1062'), []), ['1062']],
  ['a standby that is late', rotation(({ db2 }) => (db2.lag = 31), []), ['31 s behind']],
  ['a dead guard', rotation(({ db2 }) => (db2.seen.guard_age = 9), []), ['says nothing on db2']],
  ['deaf guards', rotation(({ db1 }) => (db1.seen.guard.peer.heard = 9), []), ['does not hear']],
  [
    'a keepalived that stands',
    rotation(
      ({ db2 }) => (db2.seen.units['keepalived.service'] = { active: 'inactive', enabled: 'enabled' }),
      [],
    ),
    ['keepalived does not run on db2'],
  ],
  ['what is not settled', rotation(({ db1 }) => (db1.seen.guard.verified = false), []), ['not settled']],
  [
    'a file that somebody edited',
    rotation(({ db1 }) => db1.drift.push('/etc/keepalived/keepalived.conf differs'), []),
    ['site.yml with the old passwords'],
  ],
  [
    'an account that is missing',
    rotation(({ db1 }) => db1.accounts.push("missing 'r'@'h'"), []),
    ["no account 'r'"],
  ],
  [
    'a configuration that points elsewhere',
    rotation(({ web1 }) => web1.drift.push('/x: $dbhost'), []),
    ['dbhost'],
  ],
  ['an outage that was not agreed to', rotation(() => 0, ['application'], false), ['sme_accept_outage=true']],
  ['no outage that was agreed to', rotation(() => 0, ['application'], false, true), []],
  ['no old MariaDB for replication alone', rotation(() => 0, ['replication'], false), []],
]);

const certificates = (change: (cluster: Rotated) => unknown, byTls = [true, true], outage = false) => {
  const cluster = toRotate();
  change(cluster);
  const { db1, db2 } = cluster;
  const of = <Key extends 'seen' | 'fault' | 'lag'>(key: Key) => ({ db1: db1[key], db2: db2[key] });
  return [of('seen'), of('fault'), of('lag'), 'db1', byTls, outage];
};
const old = ({ db2 }: Rotated) => (db2.seen.version = '10.3.39-MariaDB');
judge('rotate-certificates refuses', 'certificate_faults', [
  ['nothing of a healthy pair', certificates(() => 0), []],
  ['a pair without TLS', certificates(() => 0, []), ['does not go by TLS']],
  ['a pair that goes by it one way', certificates(() => 0, [true, false]), ['does not go by TLS']],
  ['a standby that does not follow', certificates(({ db2 }) => (db2.fault = 'error 1062')), ['1062']],
  ['a standby that is late', certificates(({ db2 }) => (db2.lag = 31)), ['31 s behind']],
  ['a dead guard', certificates(({ db2 }) => (db2.seen.guard_age = 9)), ['says nothing on db2']],
  ['restarts that were not agreed to', certificates(old), ['sme_accept_outage=true']],
  ['no restarts that were', certificates(old, [true, true], true), []],
]);

judge('promote-cron refuses', 'cron_faults', [
  ['nothing when all are reached', ['web2', { web1: true, web2: true }, {}, []], []],
  ['a server that is none', ['web9', { web1: true, web2: true }, {}, []], ['web1 or web2']],
  ['a target that is away', ['web2', { web1: true, web2: false }, {}, ['web2']], ['cannot be given']],
  ['a lost one without a word', ['web2', { web1: false, web2: true }, {}, ['']], ['add -e sme_lost=web1']],
  ['nothing when that was said', ['web2', { web1: false, web2: true }, { web1: 900 }, ['web1']], []],
  [
    'one that lives, whatever was said',
    ['web2', { web1: false, web2: true }, { web1: 0.4 }, ['web1']],
    ['but lives'],
  ],
]);

const members = { db1: 'db_servers', db2: 'db_servers', web1: 'app_servers' };
const seenPair = { db1: databaseServer(true, 'db2'), db2: databaseServer(false, 'db1') };
judge('replace-host refuses', 'replacement_faults', [
  ['nothing of an empty machine', ['db2', members, seenPair, ['db1'], ['db1'], [], false], []],
  ['nothing of an empty web server', ['web1', members, seenPair, ['db1'], ['db1'], [], false], []],
  ['a name that is none', ['', members, seenPair, ['db1'], ['db1'], [], false], ['db1 or db2 or web1']],
  [
    'the one that serves',
    ['db1', members, seenPair, ['db1'], ['db1'], [], false],
    ['db1 serves', 'db2 does not'],
  ],
  ['the one with the cache', ['db2', members, seenPair, ['db1'], ['db2'], [], false], ['db2 serves']],
  ['a member', ['db2', members, seenPair, ['db1'], ['db1'], ['/etc/x'], false], ['member of this cluster']],
  ['nothing of one half made', ['db2', members, seenPair, ['db1'], ['db1'], ['/etc/x'], true], []],
  ['when nobody serves', ['db2', members, seenPair, [], ['db1'], [], false], ['whose rows count']],
  [
    'a machine without MariaDB',
    ['db2', members, { ...seenPair, db2: { runs: false } }, ['db1'], ['db1'], [], false],
    ['does not answer'],
  ],
]);

const standing = (change: object = {}) => {
  const shared = { begun: false, seen: {}, fault: '', stale: false };
  return {
    db1: { ...shared, group: 'db_servers', ...change },
    db2: { ...shared, group: 'db_servers' },
    web1: { ...shared, group: 'app_servers' },
  };
};
judge('decommission refuses', 'decommission_faults', [
  ['nothing that was agreed to', [standing(), 'db1', true, false], []],
  ['without consent', [standing(), 'db1', false, false], ['add -e sme_decommission=true']],
  ['a pair that is not equal', [standing({ fault: 'error 1062' }), 'db1', true, false], ['error 1062']],
  ['no pair whose loss was agreed to', [standing({ fault: 'error 1062' }), 'db1', true, true], []],
  ['when nobody serves', [standing(), '', true, false], ['nobody alone']],
  ['no run that goes on', [standing({ begun: true, fault: 'no replication' }), '', true, false], []],
  ['an interrupted copy', [standing({ seen: { copy_pending: true } }), 'db1', true, false], ['interrupted']],
  [
    'a configuration without an original',
    [{ ...standing(), web1: { ...standing().web1, stale: true } }, 'db1', true, false],
    ['web1 has no configuration'],
  ],
]);

test.run();
