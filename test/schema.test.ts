import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { editorKeywords, generateSources } from '../src/build/generate.ts';
import { parse } from '../src/parse/parse.ts';
import { validate } from '../src/validate/validate.ts';
import { call, inFolder, put } from './folder.ts';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly examples?: unknown[];
}

const repository = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, repository), 'utf8');
const schema: Schema = JSON.parse(read('schemas/inventory.schema.json'));

for (const [path, text] of await generateSources()) {
  test(`${path} is what \`npm run generate\` makes`, () => {
    assert.ok(read(path) === text, `${path} is stale: run \`npm run generate\``);
  });
}

test('the validator loads nothing', () => {
  assert.not.match(
    read('src/generated/validate-inventory.js'),
    /^import |\brequire\((?!"ajv\/dist\/runtime)/m,
  );
});

const server = (schema.definitions as Record<string, Schema>).server ?? {};
const ajv = new Ajv({ allowUnionTypes: true }).addVocabulary(editorKeywords);

for (const [path, property, isRequired] of [...properties(schema, ''), ...properties(server, 'server.')]) {
  test(`${path} is described`, () => {
    assert.ok(property.title && property.description, 'title and description');
    assert.ok(property.examples?.length, 'examples');
    const hasDefault = 'default' in property;
    // Those of one layout alone are required there.
    const isDynamic = ['$schema', 'server.interface', 'app_servers', 'vips.web'].includes(path);
    assert.is(hasDefault, !isRequired && !isDynamic, 'a default, unless required');
    const fits = ajv.compile({ ...property, definitions: schema.definitions });
    for (const value of [...(property.examples ?? []), ...(hasDefault ? [property.default] : [])]) {
      assert.ok(fits(value), `${JSON.stringify(value)} fits`);
    }
    for (const [id] of String(property.description).matchAll(/\bG\d+\b/g)) {
      assert.ok(/^G(0[1-9]|[12]\d|3[0-7])$/.test(id), `${id} is a step of the guide`);
    }
    if (property.type === 'object') assert.is(property.additionalProperties, path.endsWith('ansible_vars'));
  });
}

test('the smallest inventory is complete: everything else has the default of the guide', async () => {
  const source = { name: 'inventory.json', text: read('fixtures/reference/inventory.json') };
  const { value, diagnostics } = await parse(source);
  const { inventory, diagnostics: more } = validate(source, value as NonNullable<typeof value>, diagnostics);
  assert.equal(more, []);
  assert.equal(inventory, {
    cluster: 'sme-prod',
    topology: 'separate',
    db_servers: [
      { name: 'smesql01', address: '192.0.2.11', ansible_vars: {} },
      { name: 'smesql02', address: '192.0.2.12', ansible_vars: {} },
    ],
    app_servers: [
      { name: 'smeweb01', address: '192.0.2.21', ansible_vars: {} },
      { name: 'smeweb02', address: '192.0.2.22', ansible_vars: {} },
    ],
    vips: {
      database: { name: 'smesql-vip', address: '192.0.2.31', prefix: 32, virtual_router_id: 51 },
      memcached: { name: 'smemem-vip', address: '192.0.2.32', prefix: 32, virtual_router_id: 61 },
    },
    connection: { user: 'smeconfiguser', port: 22, become_method: 'su' },
    database: {
      name: 'smestorage',
      app_user: 'smestoreremote',
      replication_user: 'repl_user',
      config_file: '/etc/my.cnf.d/localhost.cnf',
      binlog_expire_days: 10,
      max_binlog_size: '100M',
      replication: 'auto',
      semi_sync: false,
      grants: 'schema',
      tls: false,
    },
    memcached: { port: 11211, config_file: '/etc/sysconfig/memcached' },
    keepalived: {
      interface: 'eth0',
      vrrp: 'multicast',
      priorities: [105, 100],
      preempt: false,
      check: { interval: 2, rise: 5, fall: 5 },
      advert_interval: 1,
      notification_email: [],
      isolation_targets: [],
    },
    firewall: { backend: 'iptables', chain: 'RH-Firewall-1-INPUT' },
    selinux: 'permissive',
    application: {
      config_file: '/var/www/smestorage/public_html/config.inc.php',
      backup_dir: '/home/smeconfiguser',
      branding_dir: '/var/www/smestorage/public_html/templates/company',
      cron_user: 'smestorage',
      restart: 'reboot',
      update_command: null,
    },
  });
});

/** Every property, however deep, by its dotted path. */
function* properties(of: Schema, prefix: string): Generator<[string, Schema, boolean]> {
  for (const [key, property] of Object.entries(of.properties ?? {})) {
    yield [`${prefix}${key}`, property, of.required?.includes(key) ?? false];
    yield* properties(property, `${prefix}${key}.`);
  }
}

test('the longest name of a server still names a file, and that of a virtual IP may be longer', () =>
  inFolder(async (folder) => {
    const long = (length: number) =>
      'a'.repeat(60).concat('.b'.repeat(100)).slice(0, length).replace(/\.$/, 'b');
    const compiled = (server: number, vip: number) => {
      const text = read('fixtures/reference/inventory.json')
        .replace('smesql01', long(server))
        .replace('smesql-vip', long(vip));
      put(folder, { 'a.json': text });
      return call(join(folder, 'a.json'), '-o', join(folder, 'tree'));
    };
    const { code, stderr } = await compiled(251, 253);
    assert.is(code, 0, stderr);
    const refused = await compiled(252, 254);
    assert.is(refused.code, 2);
    assert.is(refused.stderr.match(/SME207/g)?.length, 2);
    assert.match(refused.stderr, 'that of a server 251');
  }));

test.run();
