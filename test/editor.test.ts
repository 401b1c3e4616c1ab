import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jsonEditor, yamlEditor } from './editors.ts';
import { inFolder } from './folder.ts';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly enum?: unknown[];
  readonly type?: string | string[];
}
type Path = readonly (string | 0)[];

const schema: Schema = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8'));
const here = pathToFileURL(`${resolve('fixtures/reference')}/`);
const editors = [jsonEditor(here), yamlEditor(here)];
const schemaPath = '../../schemas/inventory.schema.json';

/** Every value that the schema describes, by the way to it; of a list its first entry. */
function* everyValue(part: Schema, path: Path = []): Generator<[Path, Schema]> {
  const whole = part.$ref ? ((schema.definitions as Record<string, Schema>).server ?? {}) : part;
  yield [path, whole];
  for (const [key, inner] of Object.entries(whole.properties ?? {})) yield* everyValue(inner, [...path, key]);
  if (whole.items) yield* everyValue(whole.items, [...path, 0]);
}

/** An inventory in which nothing but the value at this path is begun: `|` is the cursor. */
function begun(language: 'json' | 'yaml', path: Path, value: string): string {
  if (language === 'json') {
    const text = path.reduceRight<string>(
      (inner, key) => (key === 0 ? `[${inner}]` : `{ "${key}": ${inner} }`),
      value,
    );
    return path.length === 0
      ? text.replace('{', `{ "$schema": "${schemaPath}",`)
      : `{ "$schema": "${schemaPath}", ${text.slice(1)}`;
  }
  let text = `# yaml-language-server: $schema=${schemaPath}\n`;
  for (const [depth, key] of path.entries()) {
    const isFirst = path[depth - 1] === 0;
    const indent = '  '.repeat(depth);
    text +=
      key === 0
        ? `${indent}- `
        : `${isFirst ? '' : indent}${key}:${path[depth + 1] === undefined ? '' : '\n'}`;
  }
  const isMapping = value.includes('{');
  if (!isMapping) return `${text}${path.at(-1) === 0 ? '|' : ' |'}`;
  return path.length === 0 || path.at(-1) === 0 ? `${text}|` : `${text}\n${'  '.repeat(path.length)}|`;
}

for (const editor of editors) {
  const { language } = editor;
  for (const [path, part] of everyValue(schema)) {
    const name = path.join('.') || 'the inventory';
    const keys = Object.keys(part.properties ?? {});
    if (keys.length > 0) {
      test(`${language}: every key of ${name} is offered, with its words`, async () => {
        const offers = await editor.complete(begun(language, path, '{ | }'));
        const missing = keys.filter(
          (key) => !offers.some(({ label }) => label === key || label === `"${key}"`),
        );
        // The schema itself is named already, in YAML by a comment.
        assert.equal(
          missing.filter((key) => key !== '$schema'),
          [],
          JSON.stringify(offers.map(({ label }) => label)),
        );
        for (const { label, words } of offers) if (keys.includes(label)) assert.ok(words.length > 20, label);
      });
    }
    const values = part.type === 'boolean' ? [true, false] : (part.enum ?? []);
    if (values.length > 0) {
      test(`${language}: every value of ${name} is offered`, async () => {
        const offers = await editor.complete(begun(language, path, '|'));
        const labels = offers.map(({ label }) => label.replaceAll('"', ''));
        assert.equal(
          values.map(String).filter((value) => !labels.includes(value)),
          [],
          labels.join(),
        );
      });
    }
  }

  for (const [what, path, label, stops] of [
    ['a database server', ['db_servers', 0], 'a server', ['${1:smesql01}', '${2:192.0.2.11}']],
    ['an application server', ['app_servers', 0], 'a server with an interface of its own', ['${3:ens192}']],
    ['the virtual IP of the database', ['vips', 'database'], 'a virtual IP', ['${1:smesql-vip}']],
    [
      'the virtual IP of memcached',
      ['vips', 'memcached'],
      'a virtual IP with a prefix and a router id',
      ['${4:61}'],
    ],
    ['both virtual IPs', ['vips'], 'both virtual IPs', ['${4:192.0.2.32}']],
  ] as [string, Path, string, string[]][]) {
    test(`${language}: a snippet writes ${what}`, async () => {
      const offers = await editor.complete(begun(language, path, language === 'json' ? '|' : '{ | }'));
      const snippet = offers.find((one) => one.label === label);
      assert.ok(snippet, offers.map((one) => one.label).join());
      for (const stop of stops) assert.ok(snippet?.insert.includes(stop), snippet?.insert);
      assert.not.match(snippet?.insert ?? '', /"\$\{[34]:\d+\}"/, 'a number has no quotes');
    });
  }

  for (const [key, path, words] of [
    ['virtual_router_id', ['vips', 'database', 'virtual_router_id'], ['G20', 'Default: `51`']],
    ['fall', ['keepalived', 'check', 'fall'], ['G20', 'Default: `5`']],
    ['priorities', ['keepalived', 'priorities'], ['G21', 'Default: `[105,100]`']],
    ['update_command', ['application', 'update_command'], ['G31', 'Default: `null`']],
    ['address', ['db_servers', 0, 'address'], ['G01', 'IP address']],
    ['grants', ['database', 'grants'], ['G16', 'schema']],
  ] as [string, Path, string[]][]) {
    test(`${language}: resting on ${key} shows the step of the guide and the default`, async () => {
      const text = begun(language, path, '"schema"').replace('|', 'schema');
      const hover = await editor.hover(text, key);
      for (const word of words) assert.ok(hover.replaceAll('\\', '').includes(word), hover);
    });
  }
}

const wrong: [what: string, from: string, to: string, marked: string, message: RegExp][] = [
  [
    'an unknown key',
    '"address": "192.0.2.31"',
    '"address": "192.0.2.31", "adress": 1',
    '"adress"',
    /not allowed/,
  ],
  ['a missing key', '"name": "smesql-vip", ', '', '"database"', /Missing property "name"/],
  ['a wrong type', '"192.0.2.31"', '4711', '4711', /type/],
  ['a word that is not allowed', '"cluster"', '"selinux": "off", "cluster"', '"off"', /not accepted/],
  ['a number out of range', '"cluster"', '"memcached": { "port": 70000 }, "cluster"', '70000', /maximum/],
  ['an address of a wrong form', '"192.0.2.31"', '"192.0.2.300"', '"192.0.2.300"', /pattern/],
];

for (const editor of editors) {
  const good = readFileSync('fixtures/reference/inventory.json', 'utf8');
  test(`${editor.language}: nothing is underlined in a good inventory`, async () => {
    assert.equal(await editor.warnings(good), []);
  });
  for (const [what, from, to, marked, message] of wrong) {
    test(`${editor.language}: ${what} is underlined where it stands`, async () => {
      // JSON is YAML, so that both editors read one text.
      const text = good.replace(from, to);
      const [found, ...more] = await editor.warnings(text);
      assert.equal(more, []);
      assert.is(found?.marked, marked);
      assert.is(found?.line, text.slice(0, text.indexOf(marked)).split('\n').length);
      assert.match(found?.message ?? '', message);
    });
  }
}

test('a deprecated key would be marked, and not offered', () =>
  inFolder(async (folder) => {
    const retired = structuredClone(schema) as { properties: { selinux: Record<string, unknown> } };
    retired.properties.selinux.deprecationMessage = 'Write it elsewhere.';
    writeFileSync(join(folder, 'schema.json'), JSON.stringify(retired));
    const good = readFileSync('fixtures/reference/inventory.json', 'utf8').replace(
      schemaPath,
      './schema.json',
    );
    const text = good.replace('"cluster"', '"selinux": "policy", "cluster"');
    for (const editor of [jsonEditor, yamlEditor].map((open) => open(pathToFileURL(`${folder}/`)))) {
      const [one, ...more] = await editor.warnings(text);
      assert.is(more.length, 0);
      assert.is(one?.message, 'Write it elsewhere.');
      assert.match(one?.marked ?? '', /policy|selinux/);
      const offers = await editor.complete(good.replace('"cluster"', '|\n"cluster"'));
      assert.not.ok(offers.some(({ label }) => label === 'selinux'));
    }
  }));

test('the schema is found in the installed package', () =>
  inFolder(async (folder) => {
    const { stdout } = execaSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const packed = files.filter(({ path }) => path.startsWith('schemas/'));
    assert.equal(
      packed.map(({ path }) => path),
      ['schemas/inventory.schema.json'],
    );
    for (const { path } of packed) cpSync(path, join(folder, 'node_modules/sme-ha-gen', path));

    const installed = './node_modules/sme-ha-gen/schemas/inventory.schema.json';
    const at = pathToFileURL(`${folder}/`);
    const json = await jsonEditor(at).complete(`{ "$schema": "${installed}", "firewall": { "backend": | } }`);
    assert.ok(json.some(({ label }) => label === '"firewalld"'));
    for (const head of [`# yaml-language-server: $schema=${installed}`, `$schema: ${installed}`]) {
      const yaml = await yamlEditor(at).complete(`${head}\nfirewall:\n  backend: |`);
      assert.ok(
        yaml.some(({ label }) => label === 'firewalld'),
        head,
      );
    }
  }));

test.run();
