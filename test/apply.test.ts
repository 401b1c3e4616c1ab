import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type NewFile, stage } from '../src/apply/stage.ts';
import { needsWriting, planFolder, writeFolder } from '../src/apply/write.ts';
import { withManifest } from '../src/plan/manifest.ts';
import { contents, inFolder, put } from './folder.ts';

type Files = Record<string, string>;

const manifest = '.sme-ha-gen.json';
const vault = 'inventory/group_vars/all/vault.yml';
const first: Files = { 'a.yml': 'a: 1\n', 'roles/x/main.yml': 'x: 1\n', 'roles/y/main.yml': 'y: 1\n' };
const second: Files = { 'a.yml': 'a: 2\n', 'roles/x/main.yml': 'x: 1\n', 'roles/z/main.yml': 'z: 1\n' };

/** Write a tree as the compiler does; throws when something is in the way. */
async function write(folder: string, files: Files, force = false): Promise<void> {
  const job = { folder, tree: new Map(Object.entries(files)), force };
  const plan = await planFolder(job);
  if (plan.refusals.length === 0 && !needsWriting(plan)) return;
  await writeFolder(job);
}

function newFiles(files: Files): NewFile[] {
  const complete = [...withManifest(new Map(Object.entries(files)))];
  return complete.map(([path, content]) => ({ path, content, replaces: true }));
}

/** What is in the way of a tree: `path reason`. */
async function refusals(folder: string, files: Files, force = false): Promise<string[]> {
  const plan = await planFolder({ folder, tree: new Map(Object.entries(files)), force });
  return plan.refusals.map(({ path, reason }) => `${path} ${reason}`);
}

function withFolders(files: Files): Files {
  const complete = Object.fromEntries(
    withManifest(new Map(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))),
  );
  for (const path of Object.keys(files)) {
    const segments = path.split('/');
    for (let depth = 1; depth < segments.length; depth += 1)
      complete[segments.slice(0, depth).join('/')] = '/';
  }
  return complete;
}

async function messageOf(act: () => Promise<unknown>): Promise<string> {
  return act().then(
    () => 'no error',
    (error: Error) => error.message,
  );
}

test('a tree is created, with its folders and its manifest, by the umask', () =>
  inFolder(async (folder) => {
    const tree = join(folder, 'not/yet/there');
    const before = process.umask(0o027);
    try {
      await write(tree, first);
    } finally {
      process.umask(before);
    }
    assert.equal(contents(tree), withFolders(first));
    assert.is(statSync(join(tree, 'a.yml')).mode & 0o777, 0o640);
    assert.is(statSync(join(tree, 'roles/x')).mode & 0o777, 0o750);
  }));

test('what does not change is not touched', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    const stats = () =>
      [...Object.keys(first), manifest, '.'].map((path) => {
        const { ino, mtimeMs, ctimeMs } = statSync(join(folder, path));
        return [path, ino, mtimeMs, ctimeMs];
      });
    const before = stats();
    await write(folder, first);
    assert.equal(stats(), before);

    await write(folder, { ...first, 'a.yml': 'a: 2\n' });
    const [changed, ...others] = stats();
    assert.equal(others.slice(0, 2), before.slice(1, 3));
    assert.not.equal(changed, before[0]);
  }));

test('what is no longer made goes, with the folders that it leaves empty', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    put(folder, { 'roles/mine.txt': 'mine' });
    await write(folder, second);
    assert.equal(contents(folder), { ...withFolders(second), 'roles/mine.txt': 'mine' });
    await write(folder, { 'a.yml': 'a: 2\n' });
    assert.equal(contents(folder), {
      ...withFolders({ 'a.yml': 'a: 2\n' }),
      roles: '/',
      'roles/mine.txt': 'mine',
    });
  }));

test('files of others and the vault are left alone', () =>
  inFolder(async (folder) => {
    const others = { 'notes.txt': 'n', [vault]: '$ANSIBLE_VAULT', 'roles/x/tasks/own.yml': 'o' };
    put(folder, others);
    await write(folder, first);
    await write(folder, second);
    await write(folder, { 'a.yml': 'a: 2\n' });
    for (const [path, text] of Object.entries(others))
      assert.is(readFileSync(join(folder, path), 'utf8'), text);
    assert.match(await messageOf(() => write(folder, { [vault]: 'x' })), 'the tree must not have');
  }));

test('a file edited by hand is refused, replaced or stale, and forced', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    put(folder, { 'a.yml': 'mine\n', 'roles/y/main.yml': 'mine too\n' });
    const before = contents(folder);
    assert.equal(await refusals(folder, second), ['a.yml edited', 'roles/y/main.yml edited']);
    assert.match(await messageOf(() => write(folder, second)), 'was changed just now');
    assert.equal(contents(folder), before);
    await write(folder, second, true);
    assert.equal(contents(folder), withFolders(second));
  }));

test('an edit that equals the new content, or is undone, is none', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    put(folder, { 'a.yml': 'a: 2\n' });
    assert.equal(await refusals(folder, second), []);
    put(folder, { 'a.yml': 'a: 1\n' });
    rmSync(join(folder, 'roles/y/main.yml'));
    assert.equal(await refusals(folder, second), []);
  }));

test('a file of somebody else in the way is refused, a folder even when forced', () =>
  inFolder(async (folder) => {
    put(folder, { 'a.yml': 'foreign\n', 'roles/x/main.yml/kept': 'k', 'roles/y': 'a file' });
    const before = contents(folder);
    assert.equal(await refusals(folder, first), [
      'a.yml foreign',
      'roles/x/main.yml other',
      'roles/y foreign',
    ]);
    assert.equal(await refusals(folder, first, true), ['roles/x/main.yml other']);
    assert.match(await messageOf(() => write(folder, first, true)), 'was changed just now');
    assert.equal(contents(folder), before);
    rmSync(join(folder, 'roles/x/main.yml'), { recursive: true });
    await write(folder, first, true);
    assert.equal(contents(folder), withFolders(first));
  }));

test('a file of ours makes room for a folder', () =>
  inFolder(async (folder) => {
    await write(folder, { 'roles/x': 'x\n' });
    await write(folder, first);
    assert.equal(contents(folder), withFolders(first));
  }));

test('links inside the tree are never followed', () =>
  inFolder(async (outside) => {
    put(outside, { 'a.yml': 'a: 1\n', 'main.yml': 'x: 1\n' });
    const before = contents(outside);
    await inFolder(async (folder) => {
      symlinkSync(join(outside, 'a.yml'), join(folder, 'a.yml'));
      mkdirSync(join(folder, 'roles'));
      symlinkSync(outside, join(folder, 'roles/x'));
      assert.equal(await refusals(folder, first), ['a.yml link', 'roles/x link']);
      await messageOf(() => write(folder, first));
      assert.is(readlinkSync(join(folder, 'roles/x')), outside);
      await write(folder, first, true);
      assert.equal(contents(folder), withFolders(first));
      assert.equal(contents(outside), before);
    });
    await inFolder(async (folder) => {
      symlinkSync(join(outside, 'a.yml'), join(folder, manifest));
      assert.equal(await refusals(folder, first), [`${manifest} link`]);
    });
  }));

test('a link that took the place of a folder of ours stops the removal', () =>
  inFolder(async (outside) => {
    put(outside, { 'main.yml': 'y: 1\n' });
    await inFolder(async (folder) => {
      await write(folder, first);
      rmSync(join(folder, 'roles/y'), { recursive: true });
      symlinkSync(outside, join(folder, 'roles/y'));
      const message = await messageOf(() => write(folder, second));
      assert.match(message, 'lists roles/y/main.yml, but roles/y is a symbolic link: nothing was removed');
    });
    assert.equal(contents(outside), { 'main.yml': 'y: 1\n' });
  }));

test('the folder itself may be a link', () =>
  inFolder(async (folder) => {
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'link'));
    await write(join(folder, 'link'), first);
    assert.equal(contents(join(folder, 'real')), withFolders(first));
    assert.ok(lstatSync(join(folder, 'link')).isSymbolicLink());
  }));

const hash = 'a'.repeat(64);
const tampered: [name: string, text: string, message: string][] = [
  ['no JSON', '{', 'it is not JSON'],
  ['a list', '[]', 'it is not JSON'],
  ['another version', '{"version":2,"files":{}}', 'another version'],
  ['no files', '{"version":1,"files":[]}', 'it lists no files'],
  ['no hash', '{"version":1,"files":{"b.yml":1}}', 'no SHA-256 for "b.yml"'],
  ['a short hash', '{"version":1,"files":{"b.yml":"aa"}}', 'no SHA-256 for "b.yml"'],
  ...[
    '/etc/passwd',
    '../b.yml',
    'a/../../b.yml',
    'a//b',
    './b.yml',
    'a/',
    '',
    'a\\..\\b',
    'C:/b.yml',
    'a\u0000b',
    vault,
    manifest,
  ].map((path): [string, string, string] => [
    JSON.stringify(path),
    JSON.stringify({ version: 1, files: { [path]: hash } }),
    'which sme-ha-gen never writes',
  ]),
];

for (const [name, text, message] of tampered) {
  test(`a tampered manifest is refused and nothing is removed: ${name}`, () =>
    inFolder(async (parent) => {
      put(parent, { 'b.yml': 'b', 'tree/b.yml': 'b', [`tree/${manifest}`]: text });
      const before = contents(parent);
      for (const force of [false, true]) {
        const got = await messageOf(() => write(join(parent, 'tree'), first, force));
        assert.match(got, 'cannot be trusted, and nothing was written');
        assert.match(got, message);
      }
      assert.equal(contents(parent), before);
    }));
}

test('a manifest too large to be ours is refused', () =>
  inFolder(async (folder) => {
    put(folder, { [manifest]: ' '.repeat(5_000_000) });
    assert.match(await messageOf(() => write(folder, first)), 'it is no file of ours');
  }));

test('a manifest that lists __proto__ does no harm', () =>
  inFolder(async (folder) => {
    put(folder, { [manifest]: `{"version":1,"files":{"__proto__":"${hash}"}}` });
    await write(folder, first);
    assert.equal(contents(folder), withFolders(first));
  }));

test('a run that was cut short between two files is finished by the next, whatever that compiles', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    const { moves } = await stage(folder, newFiles(second), new Set(['roles/z']));
    // As far as a killed run had come: one file replaced, one folder moved, the manifest still the old one.
    for (const path of ['a.yml', 'roles/z']) renameSync(moves.get(path) ?? '', join(folder, path));
    put(folder, { '.sme-ha-gen.lock': '999999999' });

    const third = { 'a.yml': 'a: 3\n' };
    for (const files of [first, second, third]) assert.equal(await refusals(folder, files), []);
    await write(folder, third);
    assert.equal(contents(folder), withFolders(third));
  }));

test('the remains of a run that had changed nothing yet are cleaned away', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    put(folder, {
      '.sme-ha-gen.staging-abcdef/0': 'half',
      '.sme-ha-gen.staging-abcdef/.sme-ha-gen.json': '{"ver',
    });
    await write(folder, first);
    assert.equal(contents(folder), withFolders(first));
  }));

test('files that a power cut left empty are written again', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    put(folder, { 'a.yml': '', 'roles/y/main.yml': '' });
    await write(folder, second);
    assert.equal(contents(folder), withFolders(second));
    put(folder, { [manifest]: '' });
    await write(folder, second);
    assert.equal(contents(folder), withFolders(second));
  }));

test('while another process writes, nothing is written', () =>
  inFolder(async (folder) => {
    await write(folder, first);
    put(folder, { '.sme-ha-gen.lock': String(process.ppid) });
    const before = contents(folder);
    assert.match(
      await messageOf(() => write(folder, second)),
      `process ${process.ppid} is writing to ${folder}`,
    );
    assert.equal(contents(folder), before);
    for (const dead of ['999999999', '', 'rubbish']) {
      put(folder, { '.sme-ha-gen.lock': dead });
      await write(folder, dead === '' ? second : first);
      assert.equal(contents(folder), withFolders(dead === '' ? second : first));
    }
  }));

test('a file in the place of the tree is refused', () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'file'), 'f');
    assert.match(
      await messageOf(() => write(join(folder, 'file'), first)),
      'is a file, and a folder is needed there',
    );
    assert.match(
      await messageOf(() => write(join(folder, 'file/below'), first)),
      'a file is in the way of a folder',
    );
    assert.is(readFileSync(join(folder, 'file'), 'utf8'), 'f');
  }));

test.run();
