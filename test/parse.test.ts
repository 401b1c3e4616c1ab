import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from '../src/parse/parse.ts';
import { pathName, pointerKeys, pointerTo } from '../src/parse/pointer.ts';
import { readSource } from '../src/parse/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-parse-'));
test.after(() => rmSync(folder, { recursive: true }));

test('JSON and YAML of one inventory are one value', async () => {
  const json = await parse({ name: 'a.json', text: '{ "a": [1, { "b/c": "x" }], "d": null, "e": true }' });
  const yaml = await parse({ name: 'a.yml', text: 'a:\n  - 1\n  - b/c: x\nd:\ne: true\n' });
  assert.equal(json.value?.data, { a: [1, { 'b/c': 'x' }], d: null, e: true });
  assert.equal(yaml.value?.data, json.value?.data);
  assert.equal([...(yaml.value?.spans.keys() ?? [])], [...(json.value?.spans.keys() ?? [])]);
});

test('spans are those of keys and values', async () => {
  const text = '{ "a": [1, { "b": "x" }] }';
  const { value } = await parse({ name: 'a.json', text });
  assert.equal(value?.spans.get('/a/1/b'), {
    key: { offset: text.indexOf('"b"'), length: 3 },
    value: { offset: text.indexOf('"x"'), length: 3 },
  });
});

test('the value of an alias stands where the alias is', async () => {
  const text = 'a: &x { b: 1 }\nc: *x\n';
  const { value, diagnostics } = await parse({ name: 'a.yml', text });
  assert.equal(diagnostics, []);
  assert.equal(value?.data, { a: { b: 1 }, c: { b: 1 } });
  assert.equal(value?.spans.get('/c')?.value, { offset: 18, length: 2 });
});

for (const [name, text, language] of [
  ['a.json', '{ "a": 1 }', 'json'],
  ['a.JSON', '{ "a": 1 }', 'json'],
  ['a.yaml', 'a: 1', 'yaml'],
  ['-', ' \n{ "a": 1 }', 'json'],
  ['-', '# x\na: 1', 'yaml'],
  ['a.json', '\ufeff{ "a": 1 }', 'json with a byte order mark'],
  ['a.yml', '\ufeffa: 1', 'yaml with a byte order mark'],
  ['a.yml', 'a: 1\r\n', 'yaml with CRLF'],
] as const) {
  test(`${name} ${JSON.stringify(text)} is ${language}`, async () => {
    const { value, diagnostics } = await parse({ name, text });
    assert.equal(diagnostics, []);
    assert.equal(value?.data, { a: 1 });
  });
}

for (const [text, codes, certain] of [
  ['{ "a": 1, }', ['SME110'], true],
  ['{ "a": [1,] }', ['SME110'], true],
  ['{ "a": 1 /* x */ }', ['SME110'], true],
  ['{ "a": "x" "b": [] }', ['SME110'], true],
  ['{ "a": "x\ty" }', ['SME110'], true],
  ['{ "a": 1, "a": 2 }', ['SME111'], true],
  ['{ "a": 1e999 }', ['SME118'], true],
  ["{ 'a': 1 }", ['SME110'], false],
  ['{ "a": 012 }', ['SME110'], false],
  ['{ "a": "x', ['SME110'], false],
  ['{ "a": 1 } x', ['SME110'], false],
  ['{ "a" }', ['SME110'], false],
  ['# x', ['SME110'], false],
] as const) {
  test(`JSON ${text}`, async () => {
    const { value, diagnostics } = await parse({ name: 'a.json', text });
    assert.equal(
      diagnostics.map(({ code }) => code),
      codes,
    );
    assert.is(value !== undefined, certain, 'whether there is a value all the same');
  });
}

test('a key of the name __proto__ is a key', async () => {
  const { value } = await parse({ name: 'a.json', text: '{ "__proto__": { "polluted": 1 } }' });
  const data = value?.data as Record<string, unknown>;
  assert.ok(Object.hasOwn(data, '__proto__'));
  assert.is(data.polluted, undefined);
});

for (const [what, name, text] of [
  ['brackets in JSON', 'a.json', '['.repeat(100_000)],
  ['brackets in YAML', 'a.yml', '['.repeat(100_000)],
  ['mappings in JSON', 'a.json', '{"a":'.repeat(100_000)],
  ['dashes in YAML', 'a.yml', '- '.repeat(100_000)],
  ['question marks in YAML', 'a.yml', '? '.repeat(100_000)],
  ['indentation in YAML', 'a.yml', Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['a little too many', 'a.yml', Array.from({ length: 70 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
] as const) {
  test(`depth is bounded: ${what}`, async () => {
    const { value, diagnostics } = await parse({ name, text });
    assert.is(value, undefined);
    assert.equal(
      diagnostics.map(({ code }) => code),
      ['SME112'],
    );
  });
}

test('an alias bomb does not go off', async () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 20; level++) {
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  const { value, diagnostics } = await parse({ name: 'a.yml', text: lines.join('\n') });
  assert.is(value, undefined);
  assert.equal(
    diagnostics.map(({ code }) => code),
    ['SME117'],
  );
});

const files: [string, string | Uint8Array, string][] = [
  ['latin1.json', Buffer.from('{ "cluster": "caf\u00e9" }', 'latin1'), 'SME104'],
  ['utf16.json', Buffer.from('\ufeff{ "a": 1 }', 'utf16le'), 'SME104'],
  ['large.json', ' '.repeat(1_048_577), 'SME105'],
];
for (const [name, content, code] of files) {
  test(`reading ${name}`, async () => {
    writeFileSync(join(folder, name), content);
    assert.equal(await codesOf(join(folder, name)), [code]);
  });
}

test('reading what is no file', async () => {
  execFileSync('mkfifo', [join(folder, 'fifo.json')]);
  symlinkSync('circle.json', join(folder, 'circle.json'));
  writeFileSync(join(folder, 'plain'), 'x');
  assert.equal(await codesOf(join(folder, 'nothing.json')), ['SME101']);
  assert.equal(await codesOf(join(folder, 'plain/inventory.json')), ['SME101']);
  assert.equal(await codesOf(folder), ['SME102']);
  assert.equal(await codesOf(join(folder, 'fifo.json')), ['SME102']);
  assert.equal(await codesOf('/dev/zero'), ['SME102']);
  assert.equal(await codesOf(join(folder, 'circle.json')), ['SME121']);
});

test('a file that may not be read', async () => {
  // Root may read everything.
  if (process.getuid?.() === 0) return;
  writeFileSync(join(folder, 'locked.json'), '{}', { mode: 0 });
  assert.equal(await codesOf(join(folder, 'locked.json')), ['SME103']);
});

test('a good file', async () => {
  writeFileSync(join(folder, 'good.json'), '{ "a": "\u00e9" }');
  const { source, diagnostics } = await readSource(join(folder, 'good.json'));
  assert.equal(diagnostics, []);
  assert.is(source?.text, '{ "a": "\u00e9" }');
});

test('standard input, and no more of it than the bound', () => {
  const script = `
    import { readSource } from './src/parse/read.ts';
    readSource('-').then(({ source, diagnostics }) => {
      console.log(source?.text ?? diagnostics[0].code);
      process.exit();
    });`;
  const run = (input: string) =>
    spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: new URL('..', import.meta.url),
      encoding: 'utf8',
      input,
    }).stdout.trim();
  assert.is(run('{ "a": 1 }'), '{ "a": 1 }');
  assert.is(run('x'.repeat(10_000_000)), 'SME105');
});

test('an unknown ending is refused, and says which are known', async () => {
  const { diagnostics } = await parse({ name: 'inventory.txt', text: '{}' });
  assert.equal(
    diagnostics.map(({ code }) => code),
    ['SME106'],
  );
  assert.match(diagnostics[0]?.cause ?? '', '.json, .yml or .yaml');
});

test('a JSON inventory loads neither yaml nor ajv', async () => {
  const { metafile } = await build({
    stdin: {
      contents: "export * from './src/parse/parse.ts'; export * from './src/validate/validate.ts';",
      resolveDir: new URL('..', import.meta.url).pathname,
    },
    bundle: true,
    format: 'esm',
    metafile: true,
    outdir: 'none',
    platform: 'node',
    splitting: true,
    write: false,
  });
  const entry = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === '<stdin>');
  assert.ok(entry, 'there is an entry');
  const inputs = Object.keys(entry?.inputs ?? {}).filter((path) => path.includes('node_modules'));
  assert.ok(inputs.length > 0 && inputs.every((path) => path.includes('/jsonc-parser/')), inputs.join());
});

test('pointers go there and back', () => {
  assert.is(pointerTo('/a', 'b/c~d'), '/a/b~1c~0d');
  assert.equal(pointerKeys('/a/b~1c~0d'), ['a', 'b/c~d']);
  assert.is(pathName('/db_servers/0/address'), 'db_servers[0].address');
  assert.is(pathName(''), 'the inventory');
});

async function codesOf(name: string): Promise<string[]> {
  const { source, diagnostics } = await readSource(name);
  assert.is(source, undefined);
  return diagnostics.map(({ code }) => code);
}

test.run();
