import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { execa, execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nameOf } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import { hasColour } from '../src/cli/io.ts';
import { run } from '../src/cli/run.ts';
import { call, callWith, contents, inFolder, put } from './folder.ts';
import { program, unprivileged } from './program.ts';
import { skip } from './skip.ts';

const reference = resolve('fixtures/reference/inventory.json');
const rubbish = Buffer.alloc(10_000_000, 'rubbish \u00ff\u0000{[', 'latin1');
const inventory = readFileSync(reference, 'utf8');

/** Run the program that users call. */
function spawned(args: string[], options: { input?: string | Buffer; uid?: number } = {}) {
  return execaSync('node', [program, ...args], { reject: false, ...options });
}

/** A text as a regular expression that matches it alone. */
function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Exit code 2, a sentence for a person, and no trace of our insides. */
function assertUserFault(code: number | undefined, stderr: string): void {
  assert.is(code, 2, stderr);
  assert.ok(stderr.length > 20 && stderr.length < 5000, stderr.slice(0, 5000));
  assert.not.match(stderr, /\n {4}at |bug of|node:internal|undefined/);
}

const bad: [name: string, file: string, content: string | Buffer][] = [
  ['bad JSON', 'a.json', '{ "cluster": "a", }'],
  ['duplicate keys', 'a.json', inventory.replace('{', '{ "cluster": "other",')],
  ['an empty file', 'a.json', ''],
  ['an empty YAML file', 'a.yml', '# nothing\n'],
  ['bad YAML', 'a.yaml', 'cluster: a: b\n\t- x'],
  ['10 MB of rubbish', 'a.json', rubbish],
  ['10 MB of rubbish as YAML', 'a.yml', rubbish],
  ['deep nesting', 'a.json', '['.repeat(100_000)],
  ['deep YAML nesting', 'a.yml', '['.repeat(100_000)],
  ['a list', 'a.json', '[]'],
  ['null', 'a.json', 'null'],
  ['an unknown ending', 'a.txt', inventory],
  ['no UTF-8', 'a.json', Buffer.from('{"cluster": "\u00e9"}', 'latin1')],
];

for (const [name, file, content] of bad) {
  test(`refused in a sentence, and nothing is written: ${name}`, () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, file), content);
      const { code, stderr, stdout } = await call(join(folder, file), '-o', join(folder, 'tree'));
      assertUserFault(code, stderr);
      assert.is(stdout, '');
      assert.equal(readdirSync(folder), [file]);
    }));
}

test('a folder, a missing file and a loop of links are refused in a sentence', () =>
  inFolder(async (folder) => {
    symlinkSync('loop.json', join(folder, 'loop.json'));
    for (const name of [
      folder,
      join(folder, 'missing.json'),
      join(folder, 'missing/a.json'),
      join(folder, 'loop.json'),
    ]) {
      const { code, stderr } = await call(name, '-o', join(folder, 'tree'));
      assertUserFault(code, stderr);
    }
    assert.equal(readdirSync(folder), ['loop.json']);
  }));

const user = unprivileged();
if (typeof user === 'string') skip('a file that may not be read', user);
else {
  test('a file that may not be read is refused in a sentence', () =>
    inFolder((folder) => {
      chmodSync(folder, 0o755);
      writeFileSync(join(folder, 'a.json'), inventory, { mode: 0o000 });
      const { exitCode, stderr } = spawned([join(folder, 'a.json'), '-o', join(folder, 'tree')], user);
      assertUserFault(exitCode, stderr);
      assert.match(stderr, 'you may not read this file');
    }));
}

test('standard input: rubbish is refused, an inventory is compiled', () =>
  inFolder((folder) => {
    const tree = join(folder, 'tree');
    for (const input of [rubbish, '', '{']) {
      const { exitCode, stderr } = spawned(['-', '-o', tree], { input });
      assertUserFault(exitCode, stderr);
    }
    assert.not.ok(existsSync(tree));
    assert.is(spawned(['-', '-o', tree], { input: inventory }).exitCode, 0);
    assert.ok(existsSync(join(tree, 'site.yml')));
    assertUserFault(2, spawned(['-', '-', '-o', tree], { input: inventory }).stderr);
  }));

const usage: [args: string[], sentence: string][] = [
  [[], 'no inventory is named'],
  [['validate'], 'no inventory is named'],
  [[reference], 'say where the tree goes: -o <dir>'],
  [[reference, '-o'], 'Not enough arguments following: o'],
  [[reference, '-o', ''], 'say where the tree goes'],
  [[reference, '-o', '-'], 'a tree cannot go to standard output: name a folder'],
  [[reference, '-o', 'x', '--chek'], 'Unknown argument: chek'],
  [[reference, '-o', 'x', '--format', 'xml'], 'Choices: "text", "json", "github"'],
  [['validate', reference, '--force'], 'Unknown argument: force'],
  [['schema', 'a', 'b'], 'Unknown arguments: a, b'],
  [['schema', '-'], 'Unknown argument: -'],
  [[reference, '-o', 'x', '-o', 'y'], '--output is given more than once'],
  [['validte', reference], 'there is no command validte: did you mean validate?'],
  [['secret', 'out', '--vault-password-file', 'x'], 'did you mean secrets?'],
  [['--format', 'json', 'validate', reference], 'the command comes first: sme-ha-gen validate ...'],
  [['--vault-password-file', 'x', 'secrets', 'out'], 'the command comes first: sme-ha-gen secrets ...'],
  [['help', 'validate'], 'there is no command help: call sme-ha-gen <command> --help'],
  [['plans.json', '-o', 'x'], 'there is no such file'],
  [['--', 'validate', reference], 'say where the tree goes'],
  ...['--check=yes', '--check=1', '--check=True', '--check=', '--diff=no', '--force=False'].map(
    (flag): [string[], string] => [
      [reference, '-o', '/dev/null/x', flag],
      'stands alone, or takes true or false',
    ],
  ),
  [['secrets', '--vault-password-file', 'x'], 'more is needed: sme-ha-gen secrets <dir>'],
];

for (const [args, sentence] of usage) {
  test(`usage: ${['sme-ha-gen', ...args].join(' ').replace(reference, 'a.json')}`, async () => {
    const { code, stdout, stderr } = await call(...args);
    assertUserFault(code, stderr);
    assert.match(stderr, sentence);
    assert.is(stdout, '');
  });
}

test('the help fits a screen of 80 columns and 24 lines, and has an example', () => {
  for (const args of [
    ['--help'],
    ['-h', reference],
    ...commands.slice(1).map((one) => [nameOf(one), '--help']),
  ]) {
    const { stdout, exitCode } = spawned(args);
    const lines = stdout.split('\n');
    assert.is(exitCode, 0);
    assert.ok(lines.length <= 24, `${lines.length} lines`);
    assert.ok(
      lines.every((line) => line.length <= 80),
      stdout,
    );
    assert.match(stdout, /\nExamples:\n {2}sme-ha-gen ./);
  }
  const { stdout } = spawned(['--help']);
  assert.match(stdout, 'sme-ha-gen inventory.json -o tree');
  for (const { usage, summary } of commands.slice(1))
    assert.match(stdout, new RegExp(`${escaped(usage)} +${escaped(summary)}`));
});

test('the program says the same as the source does', async () => {
  for (const args of [['--help'], ['--version'], [], ['x', '--chek'], ['schema']]) {
    const { code, stdout, stderr } = await call(...args);
    const got = spawned(args);
    assert.equal([got.exitCode, got.stdout, got.stderr], [code, stdout.trimEnd(), stderr.trimEnd()]);
  }
});

test('a first run says what it wrote and what to do next, a second that nothing changed', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    const first = await call(reference, '-o', tree);
    assert.is(first.code, 0, first.stderr);
    assert.match(first.stdout, /^sme-prod: \d+ created in .*\n/);
    assert.match(first.stdout, `cd ${tree}\n`);
    assert.match(first.stdout, 'vault.yml');
    assert.match(first.stdout, 'ansible-playbook site.yml');
    const second = await call(reference, '-o', tree);
    assert.match(second.stdout, /^sme-prod: \d+ unchanged in .*\n\nNext:\n/);
  }));

test('a folder with a blank in its name is quoted in what to do next', () =>
  inFolder(async (folder) => {
    const { stdout } = await call(reference, '-o', join(folder, "it's a tree"));
    assert.match(stdout, `cd '${folder}/it'\\''s a tree'\n`);
  }));

test('--check writes nothing and exits 1 when the tree differs, --diff shows how', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    const missing = await call(reference, '-o', tree, '--check');
    assert.is(missing.code, 1);
    assert.match(missing.stdout, `${tree}/site.yml is missing\n`);
    assert.not.ok(existsSync(tree));

    await call(reference, '-o', tree);
    const before = contents(tree);
    for (const flags of [
      ['--check', '--diff'],
      ['--check=true', '--diff=false'],
    ])
      assert.equal(await call(reference, '-o', tree, ...flags), { code: 0, stdout: '', stderr: '' });

    put(tree, { 'requirements.yml': 'mine\u001b[31m\n' });
    const edited = await call(reference, '-o', tree, '--check', '--diff');
    assert.is(edited.code, 1);
    assert.match(edited.stdout, '--- a/requirements.yml\n+++ b/requirements.yml\n@@');
    assert.match(edited.stdout, '-mine\\u{1b}[31m\n');
    assert.match(edited.stdout, `${tree}/requirements.yml was edited by hand\n`);
    assert.equal(contents(tree), { ...before, 'requirements.yml': 'mine\u001b[31m\n' });
  }));

test('--check names each file that differs, and how, whether or not --diff shows it', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    await call(reference, '-o', tree);
    rmSync(join(tree, 'ansible.cfg'));
    rmSync(join(tree, 'library'), { recursive: true });
    rmSync(join(tree, 'site.yml'));
    put(tree, {
      'requirements.yml': 'mine\n',
      library: 'foreign',
      'site.yml/kept': 'a folder',
      'notes.txt': 'n',
    });
    const smaller = join(folder, 'inventory.json');
    writeFileSync(smaller, inventory.replaceAll('smeweb02', 'smeweb03'));
    const before = contents(tree);
    for (const flags of [['--check'], ['--check', '--diff'], ['--check', '--force']]) {
      const { code, stdout } = await call(smaller, '-o', tree, ...flags);
      assert.is(code, 1);
      for (const line of [
        'ansible.cfg is missing',
        'inventory/host_vars/smeweb02.yml is made no more',
        'inventory/host_vars/smeweb03.yml is missing',
        'inventory/hosts.yml is out of date',
        'library is in the way and was not generated',
        'site.yml is in the way, and sme-ha-gen does not remove such a thing; move it away yourself',
      ]) {
        if (flags.includes('--force') && line.startsWith('library')) continue;
        assert.match(stdout, `${tree}/${line}\n`);
      }
      assert.not.match(stdout, 'notes.txt');
      assert.equal(contents(tree), before);
    }
  }));

test('a file edited by hand: exit 3, what the hand changed, and nothing written; --force overwrites it', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    await call(reference, '-o', tree);
    const generated = contents(tree);
    put(tree, { 'requirements.yml': `${generated['requirements.yml']}# mine\n` });
    const before = contents(tree);

    const refused = await call(reference, '-o', tree);
    assert.is(refused.code, 3);
    assert.is(refused.stdout, '');
    assert.match(refused.stderr, `${tree}/requirements.yml was edited by hand\n`);
    assert.match(refused.stderr, '--- generated/requirements.yml\n+++ edited/requirements.yml\n@@');
    assert.match(refused.stderr, '+# mine\n');
    assert.match(refused.stderr, '--force');
    assert.equal(contents(tree), before);

    const forced = await call(reference, '-o', tree, '--force', '--diff');
    assert.is(forced.code, 0);
    assert.match(forced.stdout, '-# mine\n');
    assert.equal(contents(tree), generated);
  }));

test('validate: every fault of every inventory; on stdout for machines', () =>
  inFolder(async (folder) => {
    const [good, wrong] = [reference, join(folder, 'b.json')];
    const other = inventory.replace('sme-prod', 'sme-test').replaceAll('192.0.2', '198.51.100');
    writeFileSync(wrong, other.replace('"address"', '"adress"'));
    assert.equal(await call('validate', good), { code: 0, stdout: `${good} is valid\n`, stderr: '' });
    const text = await call('validate', wrong, good, join(folder, 'missing.json'));
    assertUserFault(text.code, text.stderr);
    assert.match(text.stderr, /b\.json:4:/);
    assert.match(text.stderr, /missing\.json/);
    const json = await call('validate', '--format', 'json', wrong);
    assert.equal([json.code, json.stderr], [2, '']);
    assert.ok(JSON.parse(json.stdout));
    const github = await call('validate', '--format', 'github', wrong);
    assert.match(github.stdout, /^::error /);
  }));

test('with --format json, stdout has one document and nothing else', () =>
  inFolder(async (folder) => {
    const { code, stdout } = await call(reference, '-o', join(folder, 'tree'), '--format', 'json', '--diff');
    assert.is(code, 0);
    assert.ok(JSON.parse(stdout));
  }));

test('what stands behind -- is a plain word, whatever it looks like', () =>
  inFolder(async (folder) => {
    const other = inventory.replace('sme-prod', 'sme-test').replaceAll('192.0.2', '198.51.100');
    put(folder, { '-weird.json': inventory, 'b.json': other });
    const here = (...argv: string[]) => callWith({ cwd: folder }, argv);
    const both = await here('b.json', '-o', 'out', '--', '-weird.json');
    assert.is(both.code, 0, both.stderr);
    assert.equal(readdirSync(join(folder, 'out')), ['sme-prod', 'sme-test']);
    for (const argv of [
      ['validate', '--', 'b.json', '-weird.json'],
      ['validate', 'b.json', '--', '-weird.json'],
    ])
      assert.is((await here(...argv)).stdout, 'b.json is valid\n-weird.json is valid\n');
    assert.is((await here('plan', '--', 'b.json', '-weird.json')).code, 0);
    assert.match((await here('explain', '--', 'out/sme-prod', 'site.yml')).stdout, 'site.yml:1');
    assert.match((await here('completion', '--', 'bash')).stdout, 'complete');
    assert.match((await here('validate', '--', '--check=x')).stderr, '--check=x');
    const open = await here('b.json', '-o', '--', 'new');
    assertUserFault(open.code, open.stderr);
    assert.match(open.stderr, '-o needs a value');
    assert.not.ok(existsSync(join(folder, 'new')));
  }));

test('a file that is called like a command is an inventory where no command can stand', () =>
  inFolder(async (folder) => {
    put(folder, { grph: inventory });
    const { stderr } = await callWith({ cwd: folder }, ['grph', '-o', 'tree']);
    assert.match(stderr, 'SME');
  }));

test('schema prints the schema as it is committed, or writes it', () =>
  inFolder(async (folder) => {
    const text = readFileSync('schemas/inventory.schema.json', 'utf8');
    assert.equal(await call('schema'), { code: 0, stdout: text, stderr: '' });
    assert.is((await call('schema', '-o', join(folder, 's.json'))).code, 0);
    assert.is(readFileSync(join(folder, 's.json'), 'utf8'), text);
    const { code, stderr } = await call('schema', '-o', join(folder, 'missing/s.json'));
    assertUserFault(code, stderr);
    assert.equal(readdirSync(folder), ['s.json']);
  }));

test('schema takes the place of an older schema of ours, and of nothing else', () =>
  inFolder(async (folder) => {
    const text = readFileSync('schemas/inventory.schema.json', 'utf8');
    put(folder, {
      'old.json': text.replace('"cluster"', '"clusters"'),
      'mine.json': inventory,
      empty: '',
      'dir/x': 'x',
    });
    symlinkSync('old.json', join(folder, 'link.json'));
    const before = contents(folder);
    for (const name of ['mine.json', 'empty', 'dir', 'link.json']) {
      const { code, stderr } = await call('schema', '-o', join(folder, name));
      assertUserFault(code, stderr);
      assert.match(stderr, `${name} is there already and is no schema of sme-ha-gen`);
      assert.equal(contents(folder), before);
    }
    assert.is((await call('schema', '-o', join(folder, 'old.json'))).code, 0);
    assert.equal(contents(folder), { ...before, 'old.json': text });
  }));

test('graph takes the place of an older picture of ours, and of nothing else', () =>
  inFolder(async (folder) => {
    const { stdout: picture } = await call('graph', reference);
    const other = '<svg xmlns="http://www.w3.org/2000/svg"><title>Mine</title></svg>\n';
    put(folder, {
      'old.svg': picture.replaceAll('smeweb02', 'smeweb03'),
      'a.json': inventory,
      'b.svg': other,
    });
    symlinkSync('old.svg', join(folder, 'link.svg'));
    const before = contents(folder);
    for (const name of ['a.json', 'b.svg', 'link.svg']) {
      const { code, stderr } = await call('graph', join(folder, 'a.json'), '-o', join(folder, name));
      assertUserFault(code, stderr);
      assert.match(stderr, `${name} is there already and is no picture of sme-ha-gen`);
      assert.equal(contents(folder), before);
    }
    for (const name of ['old.svg', 'new.svg'])
      assert.is((await call('graph', reference, '-o', join(folder, name))).code, 0);
    assert.equal(contents(folder), { ...before, 'old.svg': picture, 'new.svg': picture });
  }));

if (typeof user === 'string') skip('a schema where nothing may be written', user);
else {
  test('a schema that cannot be written whole leaves the old one as it was, and nothing beside it', () =>
    inFolder((folder) => {
      const old = JSON.stringify({ title: 'Inventory', required: ['db_servers'] });
      writeFileSync(join(folder, 's.json'), old, { mode: 0o666 });
      chmodSync(folder, 0o555);
      const { exitCode, stderr } = spawned(['schema', '-o', join(folder, 's.json')], user);
      assertUserFault(exitCode, stderr);
      assert.match(stderr, 'you may not do that there');
      assert.equal(contents(folder), { 's.json': old });
      chmodSync(folder, 0o755);
    }));
}

test('a bug of ours says so, with its stack, and exits 70', async () => {
  let stderr = '';
  const broken = {
    write: () => {
      throw new TypeError('out of order');
    },
  };
  const io = { stdout: broken, stderr: { write: (text: string) => (stderr += text) }, cwd: '/', env: {} };
  assert.is(await run(['schema'], io), 70);
  assert.match(stderr, 'this is a bug of sme-ha-gen');
  assert.match(stderr, /TypeError: out of order\n {4}at /);
});

test('colour: on a terminal alone, unless the environment says otherwise', () => {
  const write = () => {};
  assert.is(hasColour({ write, isTTY: true }, {}), true);
  assert.is(hasColour({ write }, {}), false);
  assert.is(hasColour({ write, isTTY: true }, { NO_COLOR: '1' }), false);
  assert.is(hasColour({ write, isTTY: true }, { TERM: 'dumb' }), false);
  assert.is(hasColour({ write }, { FORCE_COLOR: '1' }), true);
  assert.is(hasColour({ write, isTTY: true }, { FORCE_COLOR: '0' }), false);
});

test('colour reaches the faults, and no other format', async () => {
  const coloured = async (env: Record<string, string>, ...flags: string[]) => {
    let text = '';
    const output = { write: (more: string) => (text += more), isTTY: true };
    const missing = ['validate', 'missing.json', ...flags];
    assert.is(await run(missing, { stdout: output, stderr: output, cwd: '/', env }), 2);
    return text.includes('\u001b[');
  };
  assert.equal(
    [
      await coloured({}),
      await coloured({ NO_COLOR: '1' }),
      await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }),
    ],
    [true, false, true],
  );
  for (const format of ['json', 'github']) {
    assert.is(await coloured({ FORCE_COLOR: '1' }, '--format', format), false, format);
  }
});

test('a reader that stops early is no error, and the work is finished', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'tree');
    const child = execa('node', [program, reference, '-o', tree, '--diff'], { reject: false });
    child.stdout.destroy();
    const { exitCode, stderr } = await child;
    assert.equal([exitCode, stderr], [0, '']);
    assert.is(spawned([reference, '-o', tree, '--check']).exitCode, 0);
  }));

test('a full disk under the output is told in a sentence, once, and is no success', () =>
  inFolder((folder) => {
    const intoFull = (redirection: string, ...args: string[]) =>
      execaSync('sh', ['-c', `exec node "$@" ${redirection}`, 'sh', program, ...args], { reject: false });
    for (const args of [['validate', reference], ['schema'], ['graph', reference], ['--help']]) {
      const { exitCode, stderr } = intoFull('>/dev/full', ...args);
      const sentence = 'sme-ha-gen: cannot write the output: no space is left on the disk';
      assert.equal([exitCode, stderr], [2, sentence]);
    }
    const tree = join(folder, 'tree');
    assert.is(intoFull('>/dev/full 2>&1', reference, '-o', tree, '--diff').exitCode, 2);
    assert.is(spawned([reference, '-o', tree, '--check']).exitCode, 0);
  }));

test.run();
