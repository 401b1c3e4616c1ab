import { existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execa, execaSync } from 'execa';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import type { Terminal } from '../src/cli/io.ts';
import { compile } from '../src/compile.ts';
import { schemaPlace } from '../src/init/schema-place.ts';
import { type Called, call, callWith, contents, inFolder } from './folder.ts';
import { program } from './program.ts';
import { skip } from './skip.ts';

const seed = 20240607;
const addresses = [
  ...['--db', 'one=198.51.100.11', '--db', 'two=198.51.100.12', '--app', 'three=198.51.100.21'],
  ...[
    '--app',
    'four=198.51.100.22',
    '--database-vip',
    'five=198.51.100.31',
    '--memcached-vip',
    'six=198.51.100.32',
  ],
];
const told = {
  cluster: 'mine',
  db_servers: [
    { name: 'one', address: '198.51.100.11' },
    { name: 'two', address: '198.51.100.12' },
  ],
  app_servers: [
    { name: 'three', address: '198.51.100.21' },
    { name: 'four', address: '198.51.100.22' },
  ],
  vips: {
    database: { name: 'five', address: '198.51.100.31' },
    memcached: { name: 'six', address: '198.51.100.32' },
  },
};

function withoutSchema(text: string, file: string): unknown {
  const { $schema: _, ...rest } = file.endsWith('.json') ? JSON.parse(text) : parse(text);
  return rest;
}

function assertRefused({ code, stdout, stderr }: Called, hint: string | RegExp): void {
  assert.equal([code, stdout], [2, ''], stderr);
  assert.match(stderr, hint);
}

for (const file of ['inventory.yml', 'inventory.yaml', 'inventory.json', 'a b.yml']) {
  test(`${file}: without any address, examples that compile without a word`, () =>
    inFolder(async (cwd) => {
      const { code, stdout, stderr } = await callWith({ cwd }, ['init', file]);
      assert.equal([code, stderr], [0, '']);
      assert.match(stdout, 'examples');
      const text = readFileSync(join(cwd, file), 'utf8');
      const reference = JSON.parse(readFileSync('fixtures/reference/inventory.json', 'utf8'));
      assert.equal(withoutSchema(text, file), withoutSchema(JSON.stringify(reference), '.json'));
      assert.equal((await compile({ name: file, text })).diagnostics, []);
    }));

  test(`${file}: the flags alone`, () =>
    inFolder(async (cwd) => {
      const { code, stdout, stderr } = await callWith({ cwd }, [
        'init',
        file,
        '--cluster',
        'mine',
        ...addresses,
      ]);
      assert.equal([code, stderr], [0, '']);
      assert.not.match(stdout, 'example');
      const text = readFileSync(join(cwd, file), 'utf8');
      assert.equal(withoutSchema(text, file), told);
      assert.not.match(text, 'an example: put yours');
      assert.equal((await compile({ name: file, text })).diagnostics, []);
    }));
}

test('without a name it is inventory.yml', () =>
  inFolder(async (cwd) => {
    assert.is((await callWith({ cwd }, ['init'])).code, 0);
    assert.ok(existsSync(join(cwd, 'inventory.yml')));
  }));

test('every option stands there with its default: with all # taken away nothing changes', () =>
  inFolder(async (cwd) => {
    await callWith({ cwd }, ['init', ...addresses, '--cluster', 'mine']);
    const text = readFileSync(join(cwd, 'inventory.yml'), 'utf8');
    const bare = text.replaceAll(/^( *)#(?=\S)/gm, '$1');
    const [before, after] = [
      await compile({ name: 'a.yml', text }),
      await compile({ name: 'a.yml', text: bare }),
    ];
    assert.equal(after.inventory, before.inventory);
    const schema = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8'));
    for (const key of Object.keys(schema.properties)) {
      if (key !== '$schema') assert.ok(key in parse(bare), `${key} is not in it`);
    }
    assert.equal(Object.keys(parse(bare).keepalived.check), ['interval', 'rise', 'fall']);
    assert.is(parse(bare).vips.database.virtual_router_id, 51);
    assert.match(text, /^ {2}# The TCP port of the SSH servers\.\n {2}#port: 22$/m);
  }));

test('some addresses without the others are refused, with the flags that are missing', () =>
  inFolder(async (cwd) => {
    const missing = await callWith({ cwd }, [
      'init',
      '--db',
      'a=192.0.2.1',
      '--memcached-vip',
      'b=192.0.2.3',
    ]);
    assertRefused(missing, 'also give --app, --database-vip; or no address');
    assertRefused(
      await callWith({ cwd }, ['init', '--app', 'a']),
      '--app wants name=address, and is given "a"',
    );
    assertRefused(await callWith({ cwd }, ['init', '--app', '\u001b[31m']), '\\u{1b}');
    assertRefused(await callWith({ cwd }, ['init', '-']), 'name it');
    assertRefused(await callWith({ cwd }, ['init', 'a.txt']), 'SME106');
    assertRefused(await callWith({ cwd }, ['init', 'missing/a.yml']), 'there is no such folder');
    assert.equal(contents(cwd), {});
  }));

test('faults come as diagnostics, all at once, and nothing is written', () =>
  inFolder(async (cwd) => {
    const flags = ['--db', 'A_B=192.0.2.1', '--app', 'a=192.0.2.300', '--database-vip', 'b=192.0.2.3'];
    const { code, stderr } = await callWith({ cwd }, ['init', ...flags, '--memcached-vip', 'c=192.0.2.3']);
    assert.is(code, 2);
    for (const part of ['A_B', '192.0.2.300', 'inventory.yml:', 'Nothing was written'])
      assert.match(stderr, part);
    assert.equal(contents(cwd), {});
  }));

const hostile = fc.oneof(
  fc.constantFrom(
    'a: b',
    '- a',
    '#',
    ' #a',
    'a\nb: c',
    "'",
    '"',
    '{{ x }}',
    '!unsafe x',
    '*a',
    '&a',
    '~',
    'yes',
    '1_0',
    '\u0085',
    '\u2028',
    '\u202e',
    '-',
    '--',
    '\\',
    '%',
    '@',
    '|',
    '>',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'ab1.-'), minLength: 1, maxLength: 8 }),
);

test('whatever the flags hold, what is written compiles and says just that; else nothing is written', () =>
  inFolder(async (cwd) => {
    const address = fc.oneof(
      hostile,
      fc.integer({ min: 1, max: 254 }).map((last) => `192.0.2.${last}`),
    );
    const named = fc.tuple(
      hostile.map((name) => name.replaceAll('=', '')),
      address,
    );
    const world = fc.record({
      cluster: hostile,
      db: fc.tuple(named, named),
      app: fc.array(named, { minLength: 1, maxLength: 3 }),
      vips: fc.tuple(named, named),
      json: fc.boolean(),
    });
    let written = 0;
    for (const [index, { cluster: wild, db, app, vips, json }] of fc
      .sample(world, { numRuns: 120, seed })
      .entries()) {
      // Half of them are well-shaped, so that some are written.
      const fit = index % 2 === 0;
      const cluster = index % 4 === 0 ? `c${index}` : wild;
      const names = [...db, ...app, ...vips].map(([name, text], at) =>
        fit ? [`h${at}`, `192.0.2.${at + 1}`] : [name, text],
      );
      const texts = names.map(([name, text]) => `${name}=${text}`);
      const file = `${index}.${json ? 'json' : 'yml'}`;
      const { code, stderr } = await callWith({ cwd }, [
        ...[
          'init',
          file,
          `--cluster=${cluster}`,
          `--database-vip=${texts.at(-2)}`,
          `--memcached-vip=${texts.at(-1)}`,
        ],
        ...texts.slice(0, 2).map((text) => `--db=${text}`),
        ...texts.slice(2, -2).map((text) => `--app=${text}`),
      ]);
      assert.ok(code === 0 || code === 2, stderr);
      assert.is(existsSync(join(cwd, file)), code === 0, stderr);
      if (code !== 0) continue;
      written += 1;
      const text = readFileSync(join(cwd, file), 'utf8');
      assert.is((await compile({ name: file, text })).inventory?.cluster, cluster);
      const read = withoutSchema(text, file) as typeof told;
      const all = [...read.db_servers, ...read.app_servers, read.vips.database, read.vips.memcached];
      assert.equal(
        all.map((one) => [one.name, one.address]),
        names,
      );
    }
    assert.ok(written > 25, `${written} were written`);
  }));

test('nothing is ever overwritten: a file, a folder, a link that leads nowhere', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.yml'), 'mine');
    mkdirSync(join(cwd, 'b.yml'));
    symlinkSync('nowhere.yml', join(cwd, 'c.yml'));
    for (const name of ['a.yml', 'b.yml', 'c.yml']) {
      assertRefused(
        await callWith({ cwd }, ['init', name]),
        `${name} is there already, and init never overwrites`,
      );
    }
    assert.equal(contents(cwd), { 'a.yml': 'mine', 'b.yml': '/', 'c.yml': 'link' });
    assert.is(readlinkSync(join(cwd, 'c.yml')), 'nowhere.yml');
  }));

test('a file that appears while the questions are asked is not overwritten', () =>
  inFolder(async (cwd) => {
    const file = join(cwd, 'a.yml');
    const answers = [
      '',
      '',
      '192.0.2.11',
      '',
      '192.0.2.12',
      '',
      '192.0.2.21',
      '',
      '',
      '192.0.2.31',
      '',
      '192.0.2.32',
    ];
    const { code, stderr } = await callWith(
      { cwd, terminal: typing(answers, () => writeFileSync(file, 'theirs')).terminal },
      ['init', 'a.yml'],
    );
    assert.is(code, 2);
    assert.match(stderr, 'is there already');
    assert.is(readFileSync(file, 'utf8'), 'theirs');
  }));

/** Someone who types these lines and then ends the input; `meanwhile` happens at the last one. */
function typing(lines: readonly string[], meanwhile = () => {}) {
  const left = [...lines];
  const said: string[] = [];
  const open: Terminal = {
    ask: async (question) => {
      said.push(question);
      if (left.length === 1) meanwhile();
      return left.shift();
    },
    say: (text) => said.push(text),
    close: () => said.push('closed'),
  };
  return { terminal: async () => open, said, left };
}

test('questions: Enter keeps what is in brackets, a wrong form is asked for again', () =>
  inFolder(async (cwd) => {
    const lines = [
      ...['bad name!', 'mine', '', '', '198.51.100.300', '198.51.100.11', 'two', '198.51.100.12'],
      ...[
        'three',
        '198.51.100.21',
        'four',
        '198.51.100.22',
        '',
        'five',
        '198.51.100.31',
        'six',
        '198.51.100.32',
      ],
    ];
    const { terminal, said, left } = typing(lines);
    const { code, stderr } = await callWith({ cwd, terminal }, ['init']);
    assert.equal([code, stderr, left], [0, '', []]);
    const text = readFileSync(join(cwd, 'inventory.yml'), 'utf8');
    const [, second] = told.db_servers;
    const want = { ...told, db_servers: [{ name: 'smesql01', address: '198.51.100.11' }, second] };
    assert.equal(withoutSchema(text, '.yml'), want);
    assert.not.match(text, 'an example: put yours');
    const talk = said.join('');
    assert.match(
      talk,
      '"bad name!" does not have the right form (Name of the cluster). An example: sme-prod',
    );
    assert.match(talk, 'Something must stand here (IP address)');
    assert.is(said.at(-1), 'closed');
  }));

test('questions: only what no flag says', () =>
  inFolder(async (cwd) => {
    const { terminal, said, left } = typing(['mine']);
    assert.is((await callWith({ cwd, terminal }, ['init', 'a.json', ...addresses])).code, 0);
    assert.equal(left, []);
    assert.is(said.length, 3);
    const nobody = typing([]);
    const all = ['init', 'b.json', '--cluster', 'mine', ...addresses];
    assert.is((await callWith({ cwd, terminal: nobody.terminal }, all)).code, 0);
    assert.equal(nobody.said, []);
    assert.equal(withoutSchema(readFileSync(join(cwd, 'a.json'), 'utf8'), '.json'), told);
  }));

test('questions: answers that do not fit each other are explained, and asked for once more', () =>
  inFolder(async (cwd) => {
    const kept = Array.from({ length: 13 }, () => '');
    const { terminal, said, left } = typing(['mine', ...kept, '198.51.100.32']);
    const flags = addresses.map((text) => text.replace('198.51.100.32', '198.51.100.31'));
    const first = await callWith({ cwd, terminal }, ['init', ...flags]);
    assert.is(first.code, 0, first.stderr);
    assert.match(first.stderr, 'SME302');
    assert.match(said.join(''), 'Once more, please');
    assert.match(said.join(''), 'Virtual IP of memcached: IP address [198.51.100.31]');
    assert.equal(left, []);
    assert.equal(withoutSchema(readFileSync(join(cwd, 'inventory.yml'), 'utf8'), '.yml'), told);
  }));

test('questions: whoever stops has nothing written', () =>
  inFolder(async (cwd) => {
    const { terminal, said } = typing(['mine', 'one']);
    assertRefused(await callWith({ cwd, terminal }, ['init']), 'stopped; nothing was written');
    assert.equal([contents(cwd), said.at(-1)], [{}, 'closed']);
  }));

test('the schema is found by a path within one project, else by the URL of the installed one', () => {
  const installed = '/home/me/plan/node_modules/sme-ha-gen/schemas/inventory.schema.json';
  const local = 'node_modules/sme-ha-gen/schemas/inventory.schema.json';
  assert.is(schemaPlace('/home/me/plan/a.yml', installed), local);
  assert.is(schemaPlace('/home/me/plan/prod/a.yml', installed), `../${local}`);
  assert.is(schemaPlace('/home/me/plan-b/a.yml', installed), `file://${installed}`);
  assert.is(schemaPlace('/srv/a.yml', '/opt/a b/schemas/s.json'), 'file:///opt/a%20b/schemas/s.json');
  assert.is(schemaPlace('/opt/x/a.yml', '/opt/x/schemas/s y.json'), 'file:///opt/x/schemas/s%20y.json');
  const here = schemaPlace(resolve('fixtures/a.yml'));
  assert.ok(existsSync(resolve('fixtures', here)), here);
});

/** Run the program on a terminal of its own; the first of what is typed waits for the first question. */
async function onTerminal(
  cwd: string,
  typed: string,
): Promise<{ exitCode: number | undefined; seen: string }> {
  const command = `node '${program}' init`;
  const child = execa('script', ['-qec', command, '/dev/null'], { cwd, reject: false, timeout: 30_000 });
  let seen = '';
  child.stdout.on('data', (chunk) => {
    const isFirst = !seen.includes(question);
    seen += String(chunk);
    if (isFirst && seen.includes(question)) child.stdin.write(typed);
    // script(1) waits for the end of its own input, even when the program has ended.
    if (/nothing was written|Next:/.test(seen)) child.stdin.end();
  });
  const { exitCode } = await child;
  return { exitCode, seen };
}

const question = 'Name of the cluster [sme-prod]: ';
const hasScript = execaSync('script', ['-qec', 'test -t 0', '/dev/null'], { reject: false }).exitCode === 0;
if (!hasScript) skip('init asks on a real terminal', 'there is no script(1) of util-linux');
else {
  test('init asks on a real terminal, and takes lines that are typed ahead', () =>
    inFolder(async (folder) => {
      const lines = [
        ...['mine', 'one', '198.51.100.11', 'two', '198.51.100.12', 'three', '198.51.100.21', 'four'],
        ...['198.51.100.22', '', 'five', '198.51.100.31', 'six', '198.51.100.32', ''],
      ];
      const { exitCode, seen } = await onTerminal(folder, lines.join('\r'));
      assert.is(exitCode, 0, seen);
      assert.equal(withoutSchema(readFileSync(join(folder, 'inventory.yml'), 'utf8'), '.yml'), told);
    }));

  for (const [key, typed] of [
    ['Ctrl-C', 'mine\r\u0003'],
    ['Ctrl-D', 'mine\r\u0004'],
  ] as const) {
    test(`${key} on a real terminal stops, and nothing is written`, () =>
      inFolder(async (folder) => {
        const { exitCode, seen } = await onTerminal(folder, typed);
        assert.is(exitCode, 2, seen);
        assert.match(seen, 'stopped; nothing was written');
        assert.equal(contents(folder), {});
      }));
  }
}

test('the program in dist/ finds its schema', () =>
  inFolder(async (folder) => {
    execaSync('node', [program, 'init', 'a.json'], { cwd: folder, stdin: 'ignore' });
    const { $schema } = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'));
    assert.is($schema, `file://${resolve('schemas/inventory.schema.json')}`);
  }));

test('the help of both fits a screen and has an example', async () => {
  for (const [command, example] of [
    ['init', 'sme-ha-gen init inventory.yml'],
    ['graph', 'sme-ha-gen graph inventory.yml'],
  ] as const) {
    const { stdout } = await call(command, '--help');
    assert.match(stdout, example);
    assert.ok(stdout.split('\n').length <= 24, stdout);
    assert.ok(
      stdout.split('\n').every((line) => line.length <= 80),
      stdout,
    );
  }
});

test.run();
