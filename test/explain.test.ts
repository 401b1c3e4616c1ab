import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../src/compile.ts';
import { type Explanation, explainer, type Origin } from '../src/explain/explain.ts';
import { guideStep } from '../src/explain/guide.ts';
import { purposeOf } from '../src/explain/purpose.ts';
import { explanationText } from '../src/explain/text.ts';
import { parse } from '../src/parse/parse.ts';
import { call, contents, inFolder, put } from './folder.ts';
import { program, unprivileged } from './program.ts';
import { skip } from './skip.ts';

const user = unprivileged();
if (typeof user === 'string') skip('a file beside the tree that may not be read', user);

async function made(name: string): Promise<{ origin: Origin; tree: ReadonlyMap<string, string> }> {
  const source = { name, text: readFileSync(name, 'utf8') };
  const { value } = await parse(source);
  const { inventory, tree } = await compile(source);
  if (!value || !inventory || !tree) throw new Error(`${name} does not compile`);
  return { origin: { source, parsed: value, inventory }, tree };
}

const reference = await made('fixtures/reference/inventory.json');
const everyKey = await made('fixtures/every-key/inventory.json');

function explain({ origin, tree }: typeof reference, path: string, text: string): Explanation {
  const content = tree.get(path) ?? '';
  const line = content.split('\n').indexOf(text) + 1;
  assert.ok(line > 0, `${path} has no line ${text}`);
  const explanation = explainer(path, content, tree, origin)?.(line);
  if (!explanation) throw new Error(`${path} has no template`);
  return explanation;
}

/** The line of a file that has a text. */
function lineOf(file: string, text: string): number {
  return (
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

for (const [name, { origin, tree }] of Object.entries({ reference, everyKey })) {
  test(`every line of every file of ${name} has the line of the template that wrote it`, () => {
    for (const [path, text] of tree) {
      const explained = explainer(path, text, new Map(), origin);
      assert.ok(explained, path);
      for (const [index] of text.replace(/\n$/, '').split('\n').entries()) {
        const one = explained?.(index + 1);
        assert.is(one?.is, 'ours', `${path}:${index + 1}`);
        const template = readFileSync(one?.template ?? '', 'utf8').split('\n');
        const written = template[(one?.templateLine ?? 0) - 1] ?? 'no such line';
        // Whatever stands in the template's line outside of its tags stands in the generated line.
        const outside = written.split(/<%.*?%>/).filter((part) => part.trim() !== '');
        const missing = outside.filter((part) => !one?.text.includes(part));
        assert.ok(
          missing.length < outside.length || outside.length === 0,
          `${path}:${index + 1}: ${written}`,
        );
        assert.ok(explanationText(one as Explanation).startsWith(`${path}:${index + 1}: `));
      }
    }
  });

  test(`every file of ${name} says what it is for`, () => {
    for (const [path, text] of tree) assert.ok(path.startsWith('.') || purposeOf(path, text) !== '', path);
  });
}

const variables = 'inventory/group_vars/all/cluster.yml';
const ejs = 'roles-templates/inventory/group_vars/all/cluster.yml.ejs';

/** Tree, file, line; the template's text; the inventory's key and text in its line, undefined for a default; steps. */
const known: [
  tree: typeof reference,
  path: string,
  line: string,
  template: string,
  key: string,
  place: string | undefined,
  steps: string[],
][] = [
  [
    reference,
    variables,
    'sme_cluster: sme-prod',
    'sme_cluster:',
    'cluster',
    '"cluster": "sme-prod"',
    ['G01'],
  ],
  [
    reference,
    variables,
    'sme_vip_database_address: 192.0.2.31',
    'sme_vip_database_address:',
    'vips.database.address',
    '192.0.2.31',
    ['G17', 'G20'],
  ],
  [
    reference,
    variables,
    'sme_keepalived_check_fall: 5',
    'sme_keepalived_check_fall:',
    'keepalived.check.fall',
    undefined,
    ['G20', 'G21', 'G22', 'G23', 'G24'],
  ],
  [
    reference,
    variables,
    'sme_database_max_binlog_bytes: 104857600',
    'sme_database_max_binlog_bytes:',
    'database.max_binlog_size',
    undefined,
    [],
  ],
  [
    everyKey,
    variables,
    'sme_database_max_binlog_bytes: 67108864',
    'sme_database_max_binlog_bytes:',
    'database.max_binlog_size',
    '"64M"',
    [],
  ],
  [
    everyKey,
    variables,
    'sme_memcached_port: 11300',
    'sme_memcached_port:',
    'memcached.port',
    '11300',
    ['G07'],
  ],
  [
    everyKey,
    variables,
    'sme_keepalived_isolation_targets: [192.0.2.1]',
    'sme_keepalived_isolation_targets:',
    'keepalived.isolation_targets[0]',
    '"192.0.2.1"',
    [],
  ],
];

for (const [tree, path, line, template, key, place, steps] of known) {
  test(`known: ${line}`, () => {
    const found = explain(tree, path, line);
    assert.is(`${found.template}:${found.templateLine}`, `${ejs}:${lineOf(ejs, template)}`);
    assert.equal(
      found.causes.map((cause) => cause.key),
      [key],
    );
    const { source } = tree.origin;
    const where = found.causes[0]?.place;
    assert.is(where?.line, place === undefined ? undefined : lineOf(source.name, place));
    if (!where) return;
    const there = source.text
      .split('\n')
      .at(where.line - 1)
      ?.slice(where.column - 1);
    assert.ok(there?.startsWith(JSON.stringify(found.causes[0]?.value)), there);
    for (const step of steps)
      assert.ok(
        found.steps.some(({ id }) => id === step),
        step,
      );
  });
}

test('a host’s own line leads to its own server, in a loop and in a file of its own', () => {
  const loop = explain(reference, 'inventory/hosts.yml', '          ansible_host: 192.0.2.22');
  assert.equal(
    loop.causes.map(({ key }) => key),
    ['app_servers[1].address'],
  );
  const peer = explain(reference, 'inventory/host_vars/smesql01.yml', 'sme_peer_address: 192.0.2.12');
  assert.equal(
    peer.causes.map(({ key }) => key),
    ['db_servers[1].address'],
  );
  const priority = explain(everyKey, 'inventory/host_vars/ek-sql-b.yml', 'sme_keepalived_priority: 150');
  assert.equal(
    priority.causes.map(({ key }) => key),
    ['keepalived.priorities[1]'],
  );
});

test('a variable names the files that read it, by way of a role’s variables too', () => {
  const { readBy } = explain(reference, variables, 'sme_keepalived_advert_interval: 1');
  assert.ok(readBy.includes('roles/keepalived/templates/keepalived.conf.j2'));
  assert.ok(readBy.includes('roles/keepalived/templates/sme-guard.service.j2'), 'through keepalived_promise');
});

test('a task leads to its own steps, also from a line of its arguments and from the comment above it', () => {
  const path = 'roles/db_server/tasks/mariadb.yml';
  const steps = (line: string) => explain(reference, path, line).steps.map(({ id }) => id);
  assert.equal(steps('    src: localhost.cnf.j2'), ['G08', 'G09']);
  assert.equal(
    steps(
      '# Not the file but the running server decides, so that a run that was killed between the two is made good.',
    ),
    ['G08', 'G09'],
  );
  assert.match(guideStep('G24').what, 'failback');
  assert.ok(guideStep('G29').reasons.length > 0);
});

test('explain: a table, a line, a file edited by hand, a foreign one, and what does not exist', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    put(folder, { 'a.json': reference.origin.source.text });
    const compiled = await call(join(folder, 'a.json'), '-o', tree);
    assert.is(compiled.code, 0, compiled.stderr);
    const generated = contents(tree);

    const table = await call('explain', tree);
    assert.match(table.stdout, /^site\.yml +Turns stock appliances/m);

    // The inventory beside the tree is found, because it compiles to this very tree.
    const line = await call('explain', tree, `${variables}:${lineOf(join(tree, variables), 'sme_cluster')}`);
    assert.match(line.stdout, `${join(folder, 'a.json')}:3:14 cluster`);

    put(tree, { [variables]: `# mine\n${generated[variables]}`, 'mine.yml': 'x: 1\n' });
    const mine = await call('explain', tree, `${variables}:1`, '--from', join(folder, 'a.json'));
    assert.match(mine.stdout, 'was edited by hand');
    assert.match(mine.stdout, 'not written by this version');
    const moved = await call(
      'explain',
      tree,
      `${variables}:2`,
      '--from',
      join(folder, 'a.json'),
      '--format',
      'json',
    );
    assert.is(JSON.parse(moved.stdout)[0].templateLine, 1);
    assert.match((await call('explain', tree)).stdout, /cluster\.yml +edited by hand/);

    for (const file of ['mine.yml', 'missing.yml', '../a.json', 'site.yml:9999', 'roles'])
      assert.is((await call('explain', tree, file)).code, 2, file);
    assert.is((await call('explain', folder)).code, 2);

    put(folder, { 'a.json': '{}' });
    const alone = await call('explain', tree, 'inventory/hosts.yml:9');
    assert.match(alone.stdout, 'roles-templates/inventory/hosts.yml.ejs (name the inventory');
  }));

test('explain: from inside the tree, too, the inventory beside it is found, past what may not be read', () =>
  inFolder(async (folder) => {
    put(folder, { 'a.json': reference.origin.source.text, 'locked.json': '"app_servers"', 'dir/x': '' });
    assert.is((await call(join(folder, 'a.json'), '-o', join(folder, 'tree'))).code, 0);
    for (const path of ['', 'tree', 'tree/inventory']) chmodSync(join(folder, path), 0o755);
    chmodSync(join(folder, 'locked.json'), 0o000);
    const line = `${variables}:${lineOf(join(folder, 'tree', variables), 'sme_cluster')}`;
    const asUser = typeof user === 'string' ? {} : user;
    for (const [place, dir, from] of [
      ['tree', '.', '../a.json'],
      ['tree', './', '../a.json'],
      ['tree/inventory', '..', '../../a.json'],
      ['dir', '../tree', '../a.json'],
    ] as const) {
      const options = { cwd: join(folder, place), reject: false, ...asUser };
      const { stdout } = execaSync('node', [program, 'explain', dir, line], options);
      assert.match(stdout, ` ${from}:3:14 cluster`);
    }
  }));

test('explain: an inventory that is not there is that, and has no faults', () =>
  inFolder(async (folder) => {
    put(folder, { 'a.json': reference.origin.source.text, 'faulty.json': '{}' });
    await call(join(folder, 'a.json'), '-o', join(folder, 'tree'));
    const from = (name: string) =>
      call('explain', join(folder, 'tree'), 'site.yml:1', '--from', join(folder, name));
    const [missing, faulty] = [await from('nope.json'), await from('faulty.json')];
    assert.equal([missing.code, missing.stderr], [2, `sme-ha-gen: there is no file ${folder}/nope.json\n`]);
    assert.match(faulty.stderr, 'faulty.json has faults');
  }));

test('explain: a file of a server that the inventory does not have is not ours', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    const text = reference.origin.source.text.replaceAll('smesql01', 'other01');
    put(folder, { 'a.json': reference.origin.source.text, 'other.json': text });
    await call(join(folder, 'a.json'), '-o', tree);
    put(tree, { 'inventory/host_vars/bastion.yml': 'mine: 1\n' });
    const bastion = await call('explain', tree, 'inventory/host_vars/bastion.yml');
    assert.is(bastion.code, 0, bastion.stderr);
    assert.match(bastion.stdout, 'not written by this version');
    const other = join(folder, 'other.json');
    const { code, stdout } = await call(
      'explain',
      tree,
      'inventory/host_vars/smesql01.yml:5',
      '--from',
      other,
    );
    assert.is(code, 0);
    assert.match(stdout, 'not written by this version');
  }));

test('a key of any characters is a cause', async () => {
  const text = reference.origin.source.text.replace(
    '"name": "smesql01",',
    '"name": "smesql01", "ansible_vars": { "my_paths": { "/etc/f~o": { "mode": "0644" } } },',
  );
  const source = { name: 'a.json', text };
  const [{ value }, { inventory, tree }] = [await parse(source), await compile(source)];
  if (!value || !inventory || !tree) throw new Error('it does not compile');
  const path = 'inventory/host_vars/smesql01.yml';
  const content = tree.get(path) ?? '';
  const explain = explainer(path, content, tree, { source, parsed: value, inventory });
  const causes = content.split('\n').flatMap((_, index) => explain?.(index + 1).causes ?? []);
  const found = causes.find(({ value: mode }) => mode === '0644');
  assert.is(found?.key, 'db_servers[0].ansible_vars.my_paths./etc/f~o.mode');
});

test('explain: what stands in its way in a tree is passed over, or said in a sentence', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    put(folder, { 'a.json': reference.origin.source.text });
    await call(join(folder, 'a.json'), '-o', tree);
    // Emacs locks a file that it edits so.
    symlinkSync('me@host.1234', join(tree, 'inventory/host_vars/.#smesql01.yml'));
    const locked = await call('explain', tree, 'site.yml:1');
    assert.is(locked.code, 0, locked.stderr);

    rmSync(join(tree, 'site.yml'));
    mkdirSync(join(tree, 'site.yml'));
    const table = await call('explain', tree);
    assert.is(table.code, 2);
    assert.match(table.stderr, `cannot read ${join(tree, 'site.yml')}: a folder has that name`);

    rmSync(join(tree, '.sme-ha-gen.json'));
    mkdirSync(join(tree, '.sme-ha-gen.json'));
    for (const command of ['explain', 'lint']) {
      const { code, stderr } = await call(command, tree);
      assert.is(code, 2, command);
      assert.match(stderr, '.sme-ha-gen.json: a folder has that name');
    }
  }));

if (typeof user === 'string') skip('explain beside what may not be read', user);
else {
  test('explain: an inventory beside the tree that may not be read is passed over', () =>
    inFolder(async (folder) => {
      const tree = join(folder, 'tree');
      put(folder, { 'a.json': reference.origin.source.text, 'locked.json': '{}' });
      await call(join(folder, 'a.json'), '-o', tree);
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'locked.json'), 0);
      const explain = (...args: string[]) =>
        execaSync('node', [program, 'explain', tree, ...args], { reject: false, cwd: '/', ...user });
      const found = explain(`${variables}:${lineOf(join(tree, variables), 'sme_cluster')}`);
      assert.is(found.exitCode, 0, found.stderr);
      assert.match(found.stdout, `${join(folder, 'a.json')}:3:14 cluster`);

      chmodSync(join(tree, 'site.yml'), 0);
      for (const args of [[], ['site.yml:1']]) {
        const { exitCode, stderr } = explain(...args);
        assert.is(exitCode, 2);
        assert.match(stderr, `cannot read ${join(tree, 'site.yml')}: you may not do that there`);
      }
    }));
}

test.run();
