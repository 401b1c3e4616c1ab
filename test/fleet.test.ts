import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { progressOf } from '../src/cli/progress.ts';
import { clusterInventory, putFleet } from './bench/fleet-inventories.ts';
import { call, type Called, callWith, contents, inFolder, put } from './folder.ts';
import { program, unprivileged } from './program.ts';
import { skip } from './skip.ts';

/** What an inventory by itself, of a fleet of one, compiles to. */
async function alone(folder: string, inventory: string): Promise<Record<string, string>> {
  put(folder, { 'alone.json': inventory });
  await call(join(folder, 'alone.json'), '-o', join(folder, 'alone'));
  const tree = contents(join(folder, 'alone'));
  rmSync(join(folder, 'alone'), { recursive: true });
  return tree;
}

/** The codes that a run reported, with the file of each, in order of the files' names. */
function reported({ stdout }: Called): string[] {
  const faults: { file: string; line: number; code: string }[] = JSON.parse(stdout);
  return faults.map(({ file, line, code }) => `${file.split('/').at(-1)}:${line} ${code}`).sort();
}

test('each cluster fills a folder of its own, as if it were alone, in whatever order they are named', () =>
  inFolder(async (folder) => {
    const files = putFleet(folder, 3);
    const forth = await call(...files, '-o', join(folder, 'forth'));
    const back = await call(...files.toReversed(), '-o', join(folder, 'back'));
    assert.equal([forth.code, forth.stderr, back.code, back.stderr], [0, '', 0, '']);
    assert.equal(contents(join(folder, 'back')), contents(join(folder, 'forth')));
    const names = readdirSync(join(folder, 'forth'));
    assert.equal(names, ['sme-0000', 'sme-0001', 'sme-0002']);
    for (const [index, name] of names.entries()) {
      assert.equal(contents(join(folder, 'forth', name)), await alone(folder, clusterInventory(index)));
    }
    assert.match(
      forth.stdout,
      /^sme-0000: \d+ created in .*\nsme-0001: .*\nsme-0002: .*\n\nNext for each of the 3/,
    );
    assert.match((await call(...files, '-o', join(folder, 'forth'))).stdout, /^sme-0000: \d+ unchanged in/);
  }));

test('all faults of all files are reported at once, and nothing is written', () =>
  inFolder(async (folder) => {
    const [a = '', b = '', c = ''] = putFleet(folder, 3);
    const [inventoryA, inventoryB] = [clusterInventory(0), clusterInventory(1)];
    put(folder, {
      '0000.json': inventoryA.replace('"name": "web1-0000"', '"nane": "web1-0000"'),
      '0001.json': inventoryB.replace('sme-0001', 'sme-0000').replace(/10[.\d]+(?=\.11")/, '10.100.100'),
      '0002.json': '{',
    });
    const wanted = [
      '0000.json:2 SME701',
      '0000.json:4 SME702',
      '0000.json:8 SME201',
      '0001.json:2 SME701',
      '0001.json:4 SME702',
      '0002.json:1 SME110',
    ];
    const missing = join(folder, 'missing.json');
    for (const order of [
      [a, b, c, missing],
      [missing, c, b, a],
    ]) {
      const result = await call(...order, '-o', join(folder, 'trees'), '--format', 'json');
      assert.is(result.code, 2);
      assert.equal(
        reported(result).filter((one) => !/SME(704|310)/.test(one)),
        [...wanted, 'missing.json:undefined SME101'],
      );
      assert.equal(reported(await call('validate', ...order, '--format', 'json')), reported(result));
    }
    assert.not.ok(existsSync(join(folder, 'trees')));
  }));

test('a thousand clusters of one address are a fault for each, and take no more than their number', () =>
  inFolder(async (folder) => {
    const files = putFleet(folder, 300);
    for (const file of files) {
      put(folder, {
        [file.slice(folder.length + 1)]: readFileSync(file, 'utf8').replace(/10[.\d]+(?=\.31")/, '10.0.0'),
      });
    }
    const result = await call('validate', ...files, '--format', 'json');
    assert.is(reported(result).filter((one) => one.endsWith('SME702')).length, 300);
    assert.ok(result.stdout.length < 1_000_000, `${result.stdout.length} characters`);
  }));

test('router ids: a warning compiles, unicast and other networks are none of it', () =>
  inFolder(async (folder) => {
    const near = clusterInventory(1).replaceAll(/10\.\d+\.\d+\.(\d+)/g, '10.100.100.1$1');
    put(folder, { 'a.json': clusterInventory(0), 'b.json': near });
    const files = ['a.json', 'b.json'].map((name) => join(folder, name));
    const warned = await call(...files, '-o', join(folder, 'trees'));
    assert.is(warned.code, 0);
    assert.is(warned.stderr.match(/warning SME704/g)?.length, 4);

    put(folder, { 'b.json': near.replace('"cluster"', '"keepalived": { "vrrp": "unicast" },\n  "cluster"') });
    assert.is((await call('validate', ...files)).stderr, '');
    put(folder, { 'b.json': near.replace('"10.100.100.131"', '"10.100.100.131", "prefix": 24') });
    assert.is((await call('validate', ...files)).stderr.match(/error SME703/g)?.length, 4);
    const half = '"10.100.100.131", "prefix": 25';
    put(folder, { 'b.json': near.replace('"10.100.100.131"', half).replaceAll('.100.1', '.100.2') });
    put(folder, { 'a.json': clusterInventory(0).replace('.31"', '.31", "prefix": 25') });
    assert.not.match((await call('validate', ...files)).stderr, 'SME70');
  }));

test('a file that is named twice is that, and no collision', () =>
  inFolder(async (folder) => {
    const [file = ''] = putFleet(folder, 1);
    const twice = await call(file, join(folder, '.', 'x', '..', '0000.json'), '-o', join(folder, 'trees'));
    assert.is(twice.code, 2);
    assert.match(twice.stderr, /0000\.json is named twice/);
  }));

test('a file in the way in one cluster keeps every cluster as it is', () =>
  inFolder(async (folder) => {
    const files = putFleet(folder, 3);
    const trees = join(folder, 'trees');
    await call(...files.slice(0, 2), '-o', trees);
    put(trees, { 'sme-0001/requirements.yml': 'mine' });
    put(folder, { '0000.json': clusterInventory(0).replaceAll('web1', 'web9') });
    const before = contents(trees);
    const refused = await call(...files, '-o', trees);
    assert.equal([refused.code, refused.stdout], [3, '']);
    assert.match(refused.stderr, '+++ edited/sme-0001/requirements.yml');
    assert.equal(contents(trees), before);

    const checked = await call(...files, '-o', trees, '--check');
    assert.is(checked.code, 1);
    for (const drift of [
      'sme-0000/inventory/hosts.yml is out of date',
      'sme-0001/requirements.yml was edited',
      'sme-0002/site.yml is missing',
    ])
      assert.match(checked.stdout, drift);
    assert.equal(contents(trees), before);

    const forced = await call(...files, '-o', trees, '--force', '--diff');
    assert.is(forced.code, 0, forced.stderr);
    assert.match(forced.stdout, '--- a/sme-0001/requirements.yml');
    assert.is((await call(...files, '-o', trees, '--check')).code, 0);
  }));

test('a cluster that another process writes to keeps every cluster as it is', () =>
  inFolder(async (folder) => {
    const files = putFleet(folder, 3);
    const trees = join(folder, 'trees');
    put(trees, { 'sme-0001/.sme-ha-gen.lock': String(process.ppid), 'sme-0002': 'a file' });
    const before = contents(trees);
    for (const [clusters, sentence] of [
      [files.slice(0, 2), `process ${process.ppid} is writing to ${trees}/sme-0001`],
      [[files[0] ?? '', files[2] ?? ''], 'sme-0002 is a file, and a folder is needed there'],
    ] as const) {
      const { code, stdout, stderr } = await call(...clusters, '-o', trees);
      assert.equal([code, stdout], [2, '']);
      assert.match(stderr, sentence);
      assert.equal(contents(trees), before);
    }
  }));

const user = unprivileged();
if (typeof user === 'string') skip('a cluster whose folder may not be written to', user);
else
  test('a cluster whose folder may not be written to keeps every cluster as it is', () =>
    inFolder((folder) => {
      const files = putFleet(folder, 3);
      const trees = join(folder, 'trees');
      put(trees, { 'sme-0001/inventory/hosts.yml': '', 'sme-0002/notes.txt': 'mine' });
      for (const path of ['', 'sme-0001', 'sme-0001/inventory', 'sme-0002'])
        chmodSync(join(trees, path), 0o777);
      chmodSync(folder, 0o755);
      for (const locked of ['sme-0001/inventory', 'sme-0002', '']) {
        chmodSync(join(trees, locked), 0o555);
        const before = contents(trees);
        const args = [program, ...files, '-o', trees, '--force'];
        const { exitCode, stderr } = execaSync('node', args, { reject: false, ...user });
        assert.is(exitCode, 2);
        assert.match(stderr, /^sme-ha-gen: cannot (?:make|write to) .*: you may not do that there/);
        assert.equal(contents(trees), before);
        chmodSync(join(trees, locked), 0o777);
      }
    }));

test('progress: one line that is rewritten and goes away, on a terminal alone', () => {
  let time = 0;
  let text = '';
  const stderr = { isTTY: true, write: (more: string) => (text += more) };
  const show = (env: Record<string, string>, isTTY = true, total = 1000) => {
    text = '';
    const progress = progressOf('writing', total, { stderr: { ...stderr, isTTY }, env }, () => time);
    for (let done = 0; done < 10; done += 1) {
      time += 60;
      progress.show(done);
    }
    progress.clear();
    progress.clear();
    return text;
  };
  const lines = [1, 3, 5, 7, 9].map((done) => `\r\u001b[Kwriting ${done} of 1000`);
  assert.is(show({}), `${lines.join('')}\r\u001b[K`);
  assert.is(show({ CI: 'true' }), '');
  assert.is(show({ TERM: 'dumb' }), '');
  assert.is(show({}, false), '');
  assert.is(show({}, true, 1), '');
});

test('progress never gets into a pipe', () =>
  inFolder((folder) => {
    const files = putFleet(folder, 30);
    const args = [program, ...files, '-o', join(folder, 'trees')];
    const { stderr, stdout } = execaSync('node', args, { env: { CI: '', TERM: 'xterm' } });
    assert.is(stderr, '');
    assert.not.ok(stdout.includes('\r'));
  }));

test('trees are made one at a time: what is held does not grow with those that are done', () =>
  inFolder(async (folder) => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const files = putFleet(folder, 120);
    const held: { done: number; bytes: number }[] = [];
    const write = (text: string) => {
      const done = /writing (\d+) of/.exec(text)?.[1];
      if (done === undefined) return;
      collect();
      held.push({ done: Number(done), bytes: process.memoryUsage().heapUsed });
    };
    const world = { stderr: { isTTY: true, write } };
    const { code } = await callWith(world, [...files, '-o', join(folder, 'trees')]);
    assert.is(code, 0);
    // What the compiler makes once, such as compiled code, is there by then.
    const [first, last] = [held.find(({ done }) => done > 20), held.at(-1)];
    assert.ok(first && last && last.done > first.done + 20, JSON.stringify(held));
    const each = ((last?.bytes ?? 0) - (first?.bytes ?? 0)) / ((last?.done ?? 1) - (first?.done ?? 0));
    // Of a tree some 100 KB are its own.
    assert.ok(each < 10_000, `${each} bytes are left of each cluster`);
  }));

test('a single cluster has its tree in the folder itself, and no word of a fleet', () =>
  inFolder(async (folder) => {
    const { stdout } = await call(resolve('fixtures/reference/inventory.json'), '-o', join(folder, 'tree'));
    assert.ok(existsSync(join(folder, 'tree/site.yml')));
    assert.match(stdout, `\nNext:\n  cd ${folder}/tree\n`);
  }));

test.run();
