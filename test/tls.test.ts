// Two servers of MariaDB replicate by TLS as the roles have it: each sure of the other one, also while certificates change.
import { chownSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isRoot } from './program.ts';
import { pythonWith } from './python.ts';
import { type MariaDb, noMariaDb, startMariaDb } from './quoting/mariadb.ts';
import { ansible, folder, noAnsible, renderAll, treeOf } from './quoting/tree.ts';
import { skip } from './skip.ts';

const address = '127.0.0.1';
const user = 'repl_user';
const password = "it's";
const account = `SET SESSION sql_log_bin = 0; GRANT USAGE ON *.* TO '${user}'@'${address}'`;
const plain = ['--batch', '--skip-column-names', '--raw'];

/** One of the two, with what the roles would find on its host. */
interface Side {
  readonly name: string;
  readonly port: number;
  readonly tls: string;
  server: MariaDb;
}

type Vars = Readonly<Record<string, unknown>>;

/** A template of a role as Ansible renders it for a side, with the ports and the owner that there are here. */
function rendered(
  tree: string,
  side: Side,
  role: string,
  name: string,
  other: Side,
  vars: Vars = {},
): string {
  const [answer] = renderAll([
    {
      tree,
      host: side.name,
      role,
      templates: [name],
      vars: {
        db_server_tls_dir: side.tls,
        replication_tls_dir: side.tls,
        replication_state_dir: join(folder, `state of ${side.name}`),
        replication_seen: { client: 'mariadb', version: '10.11.6-MariaDB', trusts: '', certificate: '' },
        db_server_seen: { client: 'mariadb' },
        replication_new_receipt: { id: 'a', gtid: '', file: '', position: 4 },
        replication_by_gtid: true,
        // By the address: the names of the cluster lead nowhere here.
        sme_peer_name: address,
        vault_sme_replication_password: password,
        ansible_facts: { python: { executable: pythonWith('ssl') } },
        ...vars,
      },
    },
  ]);
  const text = answer?.templates[0] ?? '';
  return text
    .replaceAll('mysql:mysql', isRoot ? 'nobody:' : '$(id -u):')
    .replaceAll('MASTER_PORT = 3306', `MASTER_PORT = ${other.port}`);
}

async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    const found = server.address();
    await new Promise((resolve) => server.close(resolve));
    if (typeof found === 'object' && found && found.port > 20000) return found.port;
  }
}

async function status({ server }: Side): Promise<Record<string, string>> {
  const lines = await server.feed('SHOW SLAVE STATUS\\G', ['--batch']);
  return Object.fromEntries(lines.map((line) => line.trim().split(/: ?/, 2)));
}

/** Fails unless the thread that receives gets there: `Yes` when it is connected, else the number of its error. */
async function becomes(side: Side, wanted: string, why = wanted): Promise<void> {
  let seen = '';
  for (let tries = 100; tries > 0; tries--) {
    const { Slave_IO_Running: io, Last_IO_Errno: errno, Last_IO_Error: error } = await status(side);
    if (wanted === (io === 'Yes' ? io : errno)) return;
    seen = `${io}, ${error}`;
    await setTimeout(200);
  }
  assert.unreachable(`${why}: ${seen}`);
}

async function reconnects(side: Side, wanted: string, why?: string): Promise<void> {
  await side.server.feed('STOP SLAVE IO_THREAD; START SLAVE IO_THREAD;', plain);
  await becomes(side, wanted, why);
}

async function arrives(side: Side, rows: number): Promise<void> {
  let found = '';
  for (let tries = 100; tries > 0 && found !== String(rows); tries--) {
    [found = ''] = await side.server.feed('SELECT COUNT(*) FROM test_tls.t', plain).catch(() => []);
    await setTimeout(100);
  }
  assert.is(found, String(rows));
}

const trust = (side: Side, text: string) => writeFileSync(join(side.tls, 'peer.pem'), text);

async function story(): Promise<void> {
  const tree = await treeOf('tls', { database: { tls: true } });
  const hosts = join(tree, 'inventory/hosts.yml');
  writeFileSync(hosts, readFileSync(hosts, 'utf8').replaceAll(/192\.0\.2\.1[12]/g, address));
  const a: Side = await newSide('smesql01');
  const b: Side = await newSide('smesql02');
  const of = (side: Side, role: string, name: string, vars?: Vars) =>
    rendered(tree, side, role, name, side === a ? b : a, vars);
  const shell = async (side: Side, text: string) => {
    const { stdout } = await execa('bash', ['-s'], { input: text, env: { LC_ALL: 'C' }, cwd: side.tls });
    return stdout;
  };
  const make = async (side: Side, vars?: Vars) => {
    await shell(side, of(side, 'db_server', 'make_certificate.sh.j2', vars));
    return shell(side, of(side, 'db_server', 'judge_certificate.sh.j2', vars));
  };
  const take = (side: Side) => renameSync(join(side.tls, 'next.pem'), join(side.tls, 'server.pem'));
  /** What the look prints; where the server runs, with a client that finds it. */
  const look = async (side: Side) => {
    const text = of(side, 'db_server', 'look_tls.sh.j2');
    return JSON.parse(
      side.server ? (await side.server.run(text, 'bash')).join('\n') : await shell(side, text),
    );
  };

  const first = await make(a);
  take(a);
  assert.is((await look(a)).fits, true, 'a certificate that was just made');
  const ofB = await make(b);
  take(b);
  await Promise.all([a, b].map(start));
  try {
    const { shown, fingerprint, ends, file } = await look(a);
    assert.is(shown, fingerprint, 'MariaDB shows what stands in its file');
    assert.ok(Math.abs(ends - Date.now() / 1000 - 3650 * 86400) < 86400, `ends ${ends}`);
    assert.match(file, / 400 /);

    await a.server.feed(
      `SET SESSION sql_log_bin = 0; GRANT REPLICATION SLAVE ON *.* TO '${user}'@'${address}' IDENTIFIED BY 'it\\'s';
      SET SESSION sql_log_bin = 1; RESET MASTER; CREATE DATABASE test_tls; CREATE TABLE test_tls.t (a INT);`,
      plain,
    );
    trust(b, first);
    // By file and position first, then by GTID.
    const [position = ''] = await a.server.feed('SHOW MASTER STATUS', plain);
    const receipt = { id: 'a', gtid: '', file: position.split('\t')[0], position: 4 };
    for (const gtid of [false, true]) {
      const vars = { replication_by_gtid: gtid, replication_new_receipt: receipt };
      await b.server.run(of(b, 'replication', 'connect.sh.j2', vars), 'bash');
      await becomes(b, 'Yes');
      const seen = await status(b);
      assert.is(seen.Using_Gtid, gtid ? 'Slave_Pos' : 'No');
      assert.is(seen.Master_SSL_Allowed, 'Yes');
      assert.is(seen.Master_SSL_Verify_Server_Cert, 'Yes');
      await arrives(b, 0);
      if (!gtid) await b.server.feed('STOP SLAVE; DROP DATABASE test_tls; RESET MASTER;', plain);
    }

    await a.server.feed(`${account} REQUIRE SSL`, plain);
    await reconnects(b, 'Yes', 'who logs in by TLS is let in');
    assert.match(await login(a, ['--skip-ssl']), 'ERROR 1045');
    assert.match(await login(a, [`--ssl-ca=${b.tls}/peer.pem`, '--ssl-verify-server-cert']), /^TLS/);
    assert.match(
      await login(a, [`--ssl-ca=${b.tls}/server.pem`, '--ssl-verify-server-cert']),
      /ERROR 2026/,
      'the copy takes no other server for its original either',
    );

    trust(b, ofB);
    await reconnects(b, '2026', 'a certificate that is not trusted');
    trust(b, first);
    await becomes(b, 'Yes', 'MariaDB tries again, and reads anew what it trusts');

    await rotation(of, make, take, look, shell, a, b);
    await others(of, take, shell, a, b);
  } finally {
    await Promise.all([a, b].map(({ server }) => server.stop()));
  }
}

async function newSide(name: string): Promise<Side> {
  const tls = join(folder, `tls of ${name}`);
  mkdirSync(tls);
  return { name, port: await freePort(), tls, server: undefined as unknown as MariaDb };
}

async function start(side: Side): Promise<void> {
  const pem = join(side.tls, 'server.pem');
  const number = side.name.slice(-1);
  const options = [
    `--port=${side.port}`,
    `--bind-address=${address}`,
    '--skip-name-resolve',
    `--server-id=${number}`,
  ];
  const logs = ['--log-bin=log', '--relay-log=relay', `--gtid-domain-id=${number}`, '--slave-net-timeout=4'];
  side.server = await startMariaDb(side.name, [...options, ...logs, `--ssl-cert=${pem}`, `--ssl-key=${pem}`]);
}

/** What a client gets that logs in as replication does: the cipher, or the error. */
async function login({ port }: Side, options: readonly string[]): Promise<string> {
  const place = ['--no-defaults', '--protocol=TCP', `--host=${address}`, `--port=${port}`, `--user=${user}`];
  const query = "--execute=SHOW STATUS LIKE 'Ssl_cipher'";
  const { all } = await execa('mariadb', [...place, ...options, ...plain, query], {
    env: { MYSQL_PWD: password },
    all: true,
    reject: false,
  });
  return all.replace(/^.*?Ssl_cipher\t/s, '');
}

/** The changes of a certificate while rows are written, as rotate-certificates.yml goes about them. */
async function rotation(
  of: (side: Side, role: string, name: string, vars?: Vars) => string,
  make: (side: Side) => Promise<string>,
  take: (side: Side) => void,
  look: (side: Side) => Promise<{ shown: string; fingerprint: string }>,
  shell: (side: Side, text: string) => Promise<string>,
  a: Side,
  b: Side,
): Promise<void> {
  let goesOn = true;
  let rows = 0;
  const writer = (async () => {
    for (; goesOn; rows++) await a.server.feed(`INSERT INTO test_tls.t VALUES (${rows})`, plain);
  })();
  const second = await make(a);
  const both = of(b, 'db_server', 'trust_too.sh.j2', { db_server_tls_judged: { stdout: second } });
  assert.is(await shell(b, both), 'added');
  assert.is(await shell(b, both), '', 'a second time it is there');
  await reconnects(b, 'Yes', 'the old one counts while both are trusted');
  take(a);
  const before = await look(a);
  assert.is.not(before.shown, before.fingerprint, 'MariaDB does not look at its file by itself');
  await a.server.feed('SET SESSION sql_log_bin = 0; FLUSH SSL;', plain);
  const after = await look(a);
  assert.is(after.shown, after.fingerprint, 'told so, it shows what stands in its file');
  assert.is((await status(b)).Slave_IO_Running, 'Yes', 'what is connected stays so');
  await reconnects(b, 'Yes', 'the new one counts while both are trusted');
  trust(b, second);
  await reconnects(b, 'Yes', 'the new one alone is trusted');
  goesOn = false;
  await writer;
  assert.ok(rows > 5, `${rows} rows were written meanwhile`);
  await arrives(b, rows);

  // And back to a replication without TLS, ahead of a server that speaks none.
  const seen = { client: 'mariadb', version: '10.11.6-MariaDB', trusts: 'eA==', certificate: 'eA==' };
  await a.server.feed(`${account} REQUIRE NONE`, plain);
  const without = of(b, 'replication', 'without_tls.sh.j2', {
    replication_tls: 'none',
    replication_seen: seen,
  });
  assert.equal(await b.server.run(without, 'bash'), ['changed']);
  await becomes(b, 'Yes');
  const { Master_SSL_Allowed: allowed, Master_SSL_CA_File: file } = await status(b);
  assert.equal([allowed, file], ['No', '']);
  assert.equal(await b.server.run(without, 'bash'), [], 'a second time there is nothing to do');
  const again = of(b, 'replication', 'correct.sh.j2');
  await b.server.run(again, 'bash');
  await becomes(b, 'Yes', 'by TLS again, corrected while it runs');
  assert.is((await status(b)).Master_SSL_Allowed, 'Yes');
  await arrives(b, rows);
}

/** A key and a certificate by other means than ours, signed by an authority or by itself, in one file for MariaDB. */
async function foreign(folder: string, names: string, authority?: string): Promise<string> {
  const run = (args: string) => execa('openssl', args.split(' '), { cwd: folder });
  const signed = authority === undefined ? '' : ` -CA ${authority}.crt -CAkey ${authority}.key`;
  await run(
    `req -newkey rsa:2048 -nodes -subj /CN=x -keyout x.key -out x.csr -addext subjectAltName=${names}`,
  );
  const by = signed === '' ? ' -signkey x.key' : `${signed} -CAcreateserial`;
  await run(`x509 -req -in x.csr -days 9 -copy_extensions copy -out x.crt${by}`);
  const [crt = '', key = ''] = ['x.crt', 'x.key'].map((name) => readFileSync(join(folder, name), 'utf8'));
  const next = join(folder, 'next.pem');
  writeFileSync(next, crt + key);
  if (isRoot) chownSync(next, 65534, 65534);
  return crt;
}

/** Certificates that are brought, and such as are not those of the server. */
async function others(
  of: (side: Side, role: string, name: string, vars?: Vars) => string,
  take: (side: Side) => void,
  shell: (side: Side, text: string) => Promise<string>,
  a: Side,
  b: Side,
): Promise<void> {
  const authority = async (name: string) => {
    const args = `req -x509 -newkey rsa:2048 -nodes -subj /CN=${name} -days 9 -keyout ${name}.key -out ${name}.crt`;
    await execa('openssl', args.split(' '), { cwd: a.tls });
    return join(a.tls, `${name}.crt`);
  };
  const judge = async (ca?: string) => {
    const brought = ca && { db_server_tls: 'brought', sme_database_tls_ca: ca };
    const text = of(a, 'db_server', 'judge_certificate.sh.j2', { ...brought });
    return shell(a, text).catch(({ stderr }) => String(stderr));
  };
  const show = async () => {
    take(a);
    await a.server.feed('SET SESSION sql_log_bin = 0; FLUSH SSL;', plain);
  };
  const [ours, theirs] = [await authority('ours'), await authority('theirs')];
  const names = `DNS:${a.name},IP:${address}`;
  await foreign(a.tls, names, 'theirs');
  assert.match(await judge(ours), /the authority does not vouch for it: unable to get local issuer/);
  await foreign(a.tls, 'DNS:smesql09', 'ours');
  assert.match(await judge(ours), /it does not name smesql01/);
  await foreign(a.tls, names);
  assert.match(await judge(), /^-----BEGIN CERTIFICATE-----/);
  const mixed = await foreign(a.tls, names, 'ours');
  writeFileSync(join(a.tls, 'next.pem'), mixed + readFileSync(join(a.tls, 'theirs.key'), 'utf8'));
  assert.match(await judge(ours), /the key is another one/);
  await foreign(a.tls, names, 'ours');
  assert.match(await judge(), /it was made elsewhere/);

  await foreign(a.tls, names, 'ours');
  assert.match(await judge(ours), /^-----BEGIN CERTIFICATE-----/);
  await show();
  trust(b, readFileSync(theirs, 'utf8'));
  await reconnects(b, '2026', 'another authority');
  trust(b, readFileSync(ours, 'utf8'));
  await becomes(b, 'Yes', 'the authority that vouches for it');

  const elsewhere = await foreign(a.tls, 'DNS:smesql09,IP:127.0.0.9');
  await show();
  trust(b, elsewhere);
  await reconnects(b, '2026', 'a trusted certificate of another server');
}

const needed = noMariaDb ?? (ansible === undefined ? noAnsible : undefined);
if (needed !== undefined) skip('replication by TLS between two servers of MariaDB', needed);
else test('replication by TLS between two servers of MariaDB', story);

test.run();
