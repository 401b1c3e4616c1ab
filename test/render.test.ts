import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocument } from 'yaml';
import { templateModule } from '../src/build/templates.ts';
import { compile } from '../src/compile.ts';
import type { Model } from '../src/model/model.ts';
import { render } from '../src/render/render.ts';

/** Compile templates, given as path and text, and render them for two servers. */
async function renderAll(files: Record<string, string>): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const code = Buffer.from(templateModule(folder)).toString('base64');
    const { templates } = await import(`data:text/javascript;base64,${code}`);
    const model = { cluster: 'yes', servers: [{ name: 'b' }, { name: 'a' }] } as unknown as Model;
    return Object.fromEntries(render(model, templates));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function messageOf(files: Record<string, string>): Promise<string> {
  return renderAll(files).then(
    () => 'no error',
    (error: Error) => error.message,
  );
}

test('a template loses its ending, any other file is copied as it is', async () => {
  const text = 'a: <%= model %> {{ x }} "é" \\n \u2028\r\n';
  assert.equal(await renderAll({ 'b.yml.ejs': 'a: <%= model.cluster %>\n', 'roles/x/a.j2': text }), {
    'b.yml': 'a: "yes"\n',
    'roles/x/a.j2': text,
  });
});

test('@server makes one file for each server, and the paths are in order', async () => {
  const files = await renderAll({ 'z.txt': '', 'h/@server/x.yml.ejs': 'n: <%= server.name %>\n' });
  assert.equal(Object.entries(files), [
    ['h/a/x.yml', 'n: a\n'],
    ['h/b/x.yml', 'n: b\n'],
    ['z.txt', ''],
  ]);
});

test('a template that renders to white space makes no file', async () => {
  assert.equal(await renderAll({ 'a.yml.ejs': '\n<% if (false) { %>a: 1<% } %>\n', 'b.yml': ' \n' }), {
    'b.yml': ' \n',
  });
});

test('values are escaped by the ending of the file, live ones keep their Jinja', async () => {
  const value = '<%= "{{ x }}" %>';
  const files = await renderAll({
    'a.yml.ejs': `${value} <%- live('{{ x }}') %>`,
    'b.json.ejs': value,
    'c.md.ejs': '<%= "a|b" %>',
    'd.sh.ejs': '<%- "raw" %>',
  });
  assert.equal(files, {
    'a.yml': '!unsafe "{{ x }}" "{{ x }}"',
    'b.json': '"{{ x }}"',
    'c.md': 'a&#124;b',
    'd.sh': 'raw',
  });
});

test('a fault in a template is told with its file and line', async () => {
  const start = 'roles-templates/a.yml.ejs:3: ';
  assert.is(
    await messageOf({ 'a.yml.ejs': '1\n2\n<%= model.nothing %>\n' }),
    `${start}YAML cannot hold undefined`,
  );
  assert.match(await messageOf({ 'a.yml.ejs': '1\n2\n<%= model.a.b %>\n' }), start);
  assert.match(await messageOf({ 'a.yml.ejs': '1\n2\n<% missing() %>\n' }), `${start}missing is not defined`);
  assert.match(await messageOf({ 'a.yml.ejs': '<% if ( %>\n' }), 'roles-templates/a.yml.ejs');
  assert.match(await messageOf({ 'a.sh.ejs': '<%= 1 %>' }), 'knows no escape for a.sh');
});

for (const word of ['on', 'y', 'null', '2024-06-07', '6.5e-1', '0x1f']) {
  test(`a server and a variable may be called ${word}: as a key it stays text`, async () => {
    const inventory = JSON.parse(readFileSync('fixtures/reference/inventory.json', 'utf8'));
    const variable = `x_${word.replaceAll(/\W/g, '_')}`;
    inventory.db_servers[0] = { ...inventory.db_servers[0], name: word };
    inventory.db_servers[1].ansible_vars = { [/^\w+$/.test(word) && !/^\d/.test(word) ? word : variable]: 1 };
    const { tree } = await compile({ name: 'a.json', text: JSON.stringify(inventory) });
    const [hosts, vars] = ['inventory/hosts.yml', 'inventory/host_vars/smesql02.yml'].map((path) =>
      parseDocument(tree?.get(path) ?? '', { version: '1.1' }).toJS({ mapAsMap: true }),
    );
    assert.ok(hosts.get('sme').get('children').get('db_servers').get('hosts').has(word));
    assert.ok(vars.has(word) || vars.has(variable));
  });
}

test.run();
