// What reaches the hosts of a cluster of IPv4 and of IPv6, rendered by Ansible, and read by the programs that it is for.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ansible, folder, type Job, noAnsible, type Rendered, renderAll, treeOf } from './quoting/tree.ts';
import { skip } from './skip.ts';

const ipv6 = JSON.parse(readFileSync('fixtures/ipv6/inventory.json', 'utf8'));
const unicast = { ...ipv6, keepalived: { vrrp: 'unicast', isolation_targets: ['2001:db8:0::1'] } };
const trees = {
  ipv4: await treeOf('ipv4'),
  ipv6: await treeOf('ipv6', ipv6),
  unicast: await treeOf('unicast', unicast),
};
type Cluster = keyof typeof trees;
const names = Object.keys(trees) as Cluster[];

const jobs: Job[] = [];
let rendered: readonly Rendered[] | undefined;

/** Asks for something on the first database server; all is rendered at once, when the first answer is wanted. */
function ask(cluster: Cluster, role: string, more: Partial<Job>): () => Rendered {
  const index = jobs.push({ tree: trees[cluster], host: 'smesql01', role, vars: {}, ...more }) - 1;
  return () => (rendered ??= renderAll(jobs))[index] as Rendered;
}

function text(cluster: Cluster, role: string, template: string, vars: Job['vars'] = {}): () => string {
  const answer = ask(cluster, role, { templates: [template], vars });
  return () => answer().templates[0] ?? '';
}

function value(cluster: Cluster, expression: string, vars: Job['vars'] = {}): () => unknown {
  const answer = ask(cluster, 'db_server', { expressions: [expression], vars });
  return () => answer().expressions[0];
}

const chain = (cluster: Cluster, version: 4 | 6) =>
  text(cluster, 'db_server', 'chain.j2', { db_server_chain_version: version });
const chains = { ipv4: chain('ipv4', 4), ipv6: chain('ipv6', 6), closed: chain('ipv6', 4) };
const versions = {
  ipv4: value('ipv4', 'db_server_ip_versions'),
  ipv6: value('ipv6', 'db_server_ip_versions'),
};

const seen = { client_version: 'Ver 15.1 Distrib 10.11.6-MariaDB', variables: {}, ssl_cert: '' };
const options = names.map((name) => text(name, 'db_server', 'localhost.cnf.j2', { db_server_seen: seen }));
/** How ss prints a listener, and whether that is a reason to restart MariaDB. */
const listeners = (
  [
    ['ipv4', '0.0.0.0', false],
    ['ipv4', '127.0.0.1', true],
    ['ipv6', '*', false],
    ['ipv6', '[::]', false],
    ['ipv6', '', true],
    ['ipv6', '[::1]', true],
  ] as const
).map(([cluster, listens, differs]) => {
  const vars = { db_server_seen: { ...seen, mariadb_listens: `${listens} ` } };
  return { listens, differs, found: value(cluster, 'db_server_differences | length > 0', vars) };
});
const memcachedTask = readFileSync('roles-templates/roles/db_server/tasks/memcached.yml', 'utf8');
const [replacement = ''] = /regex_replace\('\(\?m\)\^\(OPTIONS[^\n]*/.exec(memcachedTask) ?? [];
const stock = 'OPTIONS="-v -l 127.0.0.1 -U 0"\n';
const memcached = names.map((name) => value(name, `given | ${replacement}`, { given: stock }));

const accounts = text('ipv6', 'replication', 'accounts.sql.j2', {
  ...{ replication_seen: { client: 'mariadb', version: '10.11.6-MariaDB' } },
  ...{ replication_accounts: { stdout_lines: [] } },
  ...{ vault_sme_replication_password: 'r', vault_sme_app_db_password: 'a' },
});

const configurations = names.map((name) => [name, text(name, 'keepalived', 'keepalived.conf.j2')] as const);
const [ofIpv4, ofIpv6, ofUnicast] = configurations.map(([, conf]) => conf);
const checks = names.map((name) => text(name, 'keepalived', 'check_memcached.sh.j2'));
const isolation = text('unicast', 'keepalived', 'check_isolation.sh.j2');

const chainOfIpv4 = `-i lo -j RETURN
-s 192.0.2.12/32 -i eth0 -p vrrp -j ACCEPT
-s 192.0.2.11/32 -p udp -m udp --dport 3307 -j ACCEPT
-s 192.0.2.12/32 -p udp -m udp --dport 3307 -j ACCEPT
-s 192.0.2.21/32 -p udp -m udp --dport 3307 -j ACCEPT
-s 192.0.2.22/32 -p udp -m udp --dport 3307 -j ACCEPT
-s 192.0.2.11/32 -p tcp -m multiport --dports 3306,11211 -j ACCEPT
-s 192.0.2.12/32 -p tcp -m multiport --dports 3306,11211 -j ACCEPT
-s 192.0.2.21/32 -p tcp -m multiport --dports 3306,11211 -j ACCEPT
-s 192.0.2.22/32 -p tcp -m multiport --dports 3306,11211 -j ACCEPT
-p tcp -m multiport --dports 3306,11211 -j REJECT --reject-with tcp-reset
-p udp -m multiport --dports 3307,11211 -j REJECT --reject-with icmp-host-prohibited
`;
/** The same rules in IPv6: the fixture's servers have the same last numbers. */
const chainOfIpv6 = chainOfIpv4
  .replaceAll(/192\.0\.2\.(\d+)\/32/g, '2001:db8::$1/128')
  .replaceAll('icmp-host-prohibited', 'icmp6-adm-prohibited');
const closed = chainOfIpv4.replaceAll(/^-s .*\n/gm, '');

const env = { PATH: `${process.env.PATH}:/usr/sbin` };
const apart = (script: string, args: string[] = [], input = '') =>
  execaSync('unshare', ['--net', 'sh', '-c', script, ...args], { env, input, reject: false });

if (ansible === undefined) {
  skip('families of addresses', noAnsible);
} else {
  test('the firewall lets the servers in by their own family, and nobody by the other one', () => {
    assert.is(chains.ipv4(), chainOfIpv4);
    assert.is(chains.ipv6(), chainOfIpv6);
    assert.is(chains.closed(), closed);
    assert.equal([versions.ipv4(), versions.ipv6()], [[4], [6, 4]]);
  });

  test('MariaDB and memcached listen at all addresses of the family', () => {
    const bound = options.map((one) => /^bind-address = (.*)$/m.exec(one())?.[1]);
    assert.equal(bound, ['0.0.0.0', '::', '::']);
    for (const { listens, differs, found } of listeners) assert.is(found(), differs, listens);
    const listens = memcached.map((one) => one());
    assert.equal(
      listens,
      bound.map((all) => stock.replace('127.0.0.1', all ?? '')),
    );
  });

  test('accounts are bound to addresses in the spelling that MariaDB compares', () => {
    const hosts = new Set([...accounts().matchAll(/'@'([^']*)'/g)].map(([, host]) => host));
    assert.equal([...hosts], ['2001:db8::12', '2001:db8::21', '2001:db8::22']);
  });

  test('adverts come from the address that the others know, and nothing comes from a virtual IP', () => {
    assert.not.match(ofIpv4?.() ?? '', /mcast_src_ip|preferred_lft|2001:|version 3/);
    const conf = ofIpv6?.() ?? '';
    assert.equal(conf.match(/(?<=^ {2})(?:version|mcast_src_ip) .*$/gm), [
      ...['version 3', 'mcast_src_ip 2001:db8::11', 'version 3', 'mcast_src_ip 2001:db8::11'],
    ]);
    // With 128 keepalived deprecates it by itself, and has done so since before it had a word for that.
    assert.equal(conf.match(/(?<=^ {4})2001:.*$/gm), [
      '2001:db8::31/128 dev eth0',
      '2001:db8::32/64 dev eth0 preferred_lft 0',
    ]);
    assert.not.match(conf, /authentication|auth_pass|unicast/);
    assert.match(ofUnicast?.() ?? '', 'unicast_src_ip 2001:db8::11\n  unicast_peer {\n    2001:db8::12\n');
    assert.not.match(ofUnicast?.() ?? '', 'mcast_src_ip');
  });

  test('checks ask memcached and witnesses by the family', () => {
    const asked = checks.map((one) => /\/dev\/tcp\/\S+/.exec(one())?.[0]);
    assert.equal(asked, ['/dev/tcp/127.0.0.1/11211', '/dev/tcp/::1/11211', '/dev/tcp/::1/11211']);
    assert.match(isolation(), 'for target in 2001:db8::1; do');
  });

  test('keepalived itself finds the configurations good', () => {
    if (apart('keepalived --version').exitCode !== 0)
      return skip('keepalived.conf of IPv6', 'no keepalived, or not root');
    for (const [name, conf] of configurations) {
      const own = join(folder, `keepalived-${name}`);
      mkdirSync(own);
      for (const file of ['auth_DB.conf', 'auth_MEMCACHE.conf'])
        writeFileSync(join(own, file), 'auth_pass secret\n');
      const here = conf()
        .replaceAll('keepalived_script', 'root')
        .replaceAll(/\/usr\/libexec\/keepalived\/\w+\.sh/g, '/bin/true')
        .replaceAll('/etc/keepalived', own);
      writeFileSync(join(own, 'keepalived.conf'), here);
      const script =
        'ip link add eth0 type veth peer name eth1 && exec keepalived --config-test --use-file="$0"';
      const { exitCode, stdout, stderr } = apart(script, [join(own, 'keepalived.conf')]);
      assert.equal([exitCode, stdout, stderr], [0, '', ''], `${name}\n${here}`);
    }
  });

  test('the kernel takes both chains as they are', () => {
    if (apart('ip6tables -N X').exitCode !== 0) return skip('the chain of IPv6', 'no ip6tables, or not root');
    for (const [tool, rules] of [
      ['ip6tables', chains.ipv6()],
      ['iptables', chains.closed()],
    ] as const) {
      const appended = rules.replaceAll(/^(?=.)/gm, '-A SME-HA ');
      const table = `*filter\n:SME-HA - [0:0]\n${appended}COMMIT\n`;
      const { exitCode, stderr, stdout } = apart(
        `${tool}-restore && ${tool}-save -t filter | grep '^-A'`,
        [],
        table,
      );
      assert.is(exitCode, 0, stderr);
      assert.is(`${stdout}\n`, appended, tool);
    }
  });
}

test.run();
