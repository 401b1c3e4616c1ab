import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { skip } from '../skip.ts';
import { account, type Case, hex, manyCases, render, sql, wanted } from './accounts.ts';
import { printable, seed } from './hostile.ts';
import { type MariaDb, noMariaDb, startMariaDb } from './mariadb.ts';
import { replicationLogins } from './replication.ts';
import { ansible, filterAll, noAnsible, treeOf } from './tree.ts';

const asRoot = ['--batch', '--skip-column-names', '--default-character-set=utf8mb4'];
const tasks = readFileSync('roles-templates/roles/replication/tasks/accounts.yml', 'utf8');
/** The options of the client in the task that corrects. */
const [, correcting = ''] = /replication_seen\.client \}\} (.*)"\n.*accounts\.sql\.j2/.exec(tasks) ?? [];

/** Run scripts one after the other. */
async function runAll(server: MariaDb, scripts: readonly string[]): Promise<string[][]> {
  const answers = [];
  for (const text of scripts) answers.push(await server.run(text));
  return answers;
}

async function literalsAndIdentifiers(server: MariaDb): Promise<void> {
  const texts = fc.sample(printable(64), { numRuns: 300, seed }).concat('\0', '\n', "a\r\n\x1a\t'\\", '😀');
  const names = texts.filter((text) => !/^\s|[\p{Cc}\u{10000}-\u{10ffff}]|\s$/u.test(text));
  const filtered = filterAll([
    ...texts.map((text) => ['sme_sql_literal', text] as const),
    ...names.map((text) => ['sme_sql_identifier', text] as const),
  ]);
  const literals = filtered.slice(0, texts.length);
  const select = literals.map((literal) => `SELECT HEX(${literal});`);
  const mode = "SET SESSION sql_mode = '';\n";
  assert.equal(await server.feed(mode + select.join('\n'), asRoot), texts.map(hex));

  const identifiers = filtered.slice(texts.length);
  // A column of a derived table is found again under no other name.
  const columns = identifiers.map(
    (identifier) => `SELECT t.${identifier} FROM (SELECT 1 AS ${identifier}) t;`,
  );
  assert.equal((await server.feed(columns.join('\n'), asRoot)).join(''), '1'.repeat(names.length));
  // The client prints the names, and in --raw as they are.
  const headed = identifiers.map((identifier) => `SELECT 1 AS ${identifier};`).join('\n');
  const heads = await server.feed(headed, ['--batch', '--raw', '--default-character-set=utf8mb4']);
  assert.equal(
    heads,
    names.flatMap((text) => [text, '1']),
  );
}

async function accounts(server: MariaDb, tree: string): Promise<void> {
  const [cases = []] = fc.sample(manyCases(6), { numRuns: 1, seed });
  const list = () => server.feed('SELECT CONCAT(HEX(User), "@", HEX(Host)) FROM mysql.user;', asRoot);
  const atFirst = await list();

  const strangers = cases.flatMap(({ applicationUser, replicationUser, strangers }) =>
    strangers.flatMap((host) => [applicationUser, replicationUser].map((user) => ({ user, host }))),
  );
  await server.feed(strangers.map(({ user, host }) => create(user, host)).join(''), asRoot);
  await server.feed(cases.flatMap(databases).join(''), asRoot);
  assert.equal((await list()).length, atFirst.length + strangers.length);

  const scripts = render(tree, [...cases, ...cases.map(change)], 'compare_accounts.sh.j2');
  const [comparisons, withChanges] = [scripts.slice(0, cases.length), scripts.slice(cases.length)];
  const seen = await runAll(server, comparisons);
  seen.forEach((lines, index) => {
    // Two drops of either user's strangers; each account is missing, with whatever else that implies.
    assert.is(lines.filter((line) => line.startsWith('DROP USER ')).length, 4, JSON.stringify(cases[index]));
  });
  const corrections = render(tree, cases, 'accounts.sql.j2', seen);
  for (const text of corrections) await server.feed(text, correcting.split(' '));

  assert.equal((await list()).sort(), [...atFirst, ...wanted(cases)].sort(), 'these accounts and no other');
  assert.equal(
    await runAll(server, comparisons),
    cases.map(() => []),
    'nothing left to correct',
  );
  for (const one of cases) await logsIn(server, one);

  // The comparison is silent when all is well, and only then.
  for (const [index, lines] of (await runAll(server, withChanges)).entries())
    assert.ok(
      lines.length > 0,
      `the comparison overlooks a difference: ${index} ${JSON.stringify(cases[index])}`,
    );
  const schema = cases.findIndex(({ grants }) => grants === 'schema');
  const to = `QUOTE(${sql(cases[schema]?.applicationUser ?? '')}), "@'localhost'"`;
  await server.feed(`EXECUTE IMMEDIATE CONCAT("GRANT FILE ON *.* TO ", ${to});`, asRoot);
  assert.equal(await server.run(comparisons[schema] ?? ''), ['surplus privileges']);
}

/** The same cluster, but for one thing. */
function change(one: Case, index: number): Case {
  switch (index % 4) {
    case 0:
      return { ...one, applicationPassword: `${one.applicationPassword}'` };
    case 1:
      return { ...one, replicationPassword: `${one.replicationPassword} ` };
    case 2:
      return { ...one, peer: `${one.peer}0` };
    default:
      return one.grants === 'global'
        ? { ...one, grants: 'schema', applicationHosts: ['localhost'] }
        : { ...one, database: `${one.database}0` };
  }
}

const create = (user: string, host: string) =>
  `EXECUTE IMMEDIATE CONCAT('CREATE USER ', QUOTE(${sql(user)}), '@', QUOTE(${sql(host)}));\n`;

/** The application's database, and one that differs in what a pattern of GRANT would take for any character. */
const databases = ({ database }: Case) =>
  [database, database.replaceAll(/[_%]/g, 'X')].map(
    (name) =>
      `EXECUTE IMMEDIATE CONCAT('CREATE DATABASE IF NOT EXISTS \`', REPLACE(${sql(name)}, '\`', '\`\`'), '\`');\n`,
  );

/** The password is right, and the rights reach the one database. */
async function logsIn(server: MariaDb, one: Case): Promise<void> {
  const { applicationUser: user, applicationPassword, replicationUser, replicationPassword, peer } = one;
  const show = 'SELECT HEX(SCHEMA_NAME) FROM information_schema.SCHEMATA;';
  const seen = await server.feed(show, asRoot, {
    user,
    password: applicationPassword,
  });
  const all = await server.feed(show, asRoot);
  const expected = one.grants === 'global' ? all : [hex('information_schema'), hex(one.database)];
  assert.equal(seen.sort(), expected.sort(), JSON.stringify(one));

  const once = createHash('sha1').update(replicationPassword).digest();
  const twice = createHash('sha1').update(once).digest('hex').toUpperCase();
  const stored = `SELECT Password FROM mysql.user WHERE CONCAT(HEX(User), "@", HEX(Host)) = '${account(replicationUser, peer)}';`;
  assert.equal(await server.feed(stored, asRoot), [`*${twice}`], JSON.stringify(one));
}

test('SQL: values come back from a real MariaDB as they were', async () => {
  const missing = ansible === undefined ? noAnsible : noMariaDb;
  if (missing !== undefined) return skip('SQL against a real MariaDB', missing);
  const server = await startMariaDb();
  try {
    await literalsAndIdentifiers(server);
    const tree = await treeOf('sql');
    await accounts(server, tree);
    await replicationLogins(server, tree);
  } finally {
    await server.stop();
  }
});
