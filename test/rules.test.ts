import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stringify } from 'yaml';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../src/diagnostics/render.ts';
import { editDistance, suggest } from '../src/diagnostics/suggest.ts';
import type { InventoryInput } from '../src/generated/inventory.ts';
import { parse } from '../src/parse/parse.ts';
import { addressKey, canonicalAddress, parseAddress } from '../src/validate/addresses.ts';
import { rules } from '../src/validate/rules.ts';
import { secretsIn } from '../src/validate/secret-spans.ts';
import { isReference, smellsOfSecret } from '../src/validate/secrets.ts';
import { validate } from '../src/validate/validate.ts';
import { wellPlaced } from './well-placed.ts';

const runs = { numRuns: 300, seed: 20_240_229 };
const reference = readFileSync(new URL('../fixtures/reference/inventory.json', import.meta.url), 'utf8');

/** Two spellings are equal where their keys are. */
for (const [text, key] of [
  ['192.0.2.1', '192.0.2.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['::FFFF:C000:0201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8:0000::0001', '2001:db8::1'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  // RFC 5952: a single zero stays, the longest run goes, of two as long the first.
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:DB8::A0:0', '2001:db8::a0:0'],
] as const) {
  test(`address ${text}`, () => assert.is(addressKey(parseAddress(text)), key));
}

for (const text of [
  '',
  ' 192.0.2.1',
  '192.0.2.1\n',
  '192.0.2',
  '192.0.2.1.1',
  '192.0.2.01',
  '192.0.2.256',
  '192.0.2.-1',
  '192.0.2.1/24',
  '192.0.2.1:80',
  '0xc0.0.2.1',
  '3221225985',
  '١٩٢.0.2.1',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '1::2::3',
  ':::',
  '12345::',
  '::192.0.2.1:1',
  '192.0.2.1::',
  '::1%eth0',
  '[::1]',
]) {
  test(`no address ${JSON.stringify(text)}`, () => assert.is(addressKey(parseAddress(text)), undefined));
}

test('a host name is told from a broken address', () => {
  for (const name of ['smesql01', 'a.example.com', 'SME_SQL', 'host-1.'])
    assert.is(parseAddress(name).kind, 'name');
  for (const text of ['1.2.3', 'not a name', '-x', '::g']) assert.is(parseAddress(text).kind, 'broken');
});

test('property: IPv6 is read as the URL standard reads it', () => {
  const spelling = fc.oneof(fc.ipV6(), fc.string({ unit: fc.constantFrom(...'01af:.9'), maxLength: 20 }));
  const canonical = (text: string) => {
    const { hostname } = new URL(`http://[${text}]`);
    return parseAddress(hostname.slice(1, -1));
  };
  fc.assert(
    fc.property(spelling, (text) => {
      const mine = parseAddress(text);
      if (mine.kind === 'ipv6') assert.equal(mine, canonical(text));
      else if (text.includes(':')) assert.throws(() => new URL(`http://[${text}]`));
    }),
    runs,
  );
});

test('property: the one spelling is that of the URL standard, and of the same address', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const spelt = canonicalAddress(text);
      assert.is(spelt, new URL(`http://[${text}]`).hostname.slice(1, -1));
      assert.equal(parseAddress(spelt), parseAddress(text));
    }),
    runs,
  );
  for (const text of ['192.0.2.1', 'smesql01', 'fe80::1%eth0', '']) assert.is(canonicalAddress(text), text);
});

test('property: an address has the form of the schema exactly when it is one', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../schemas/inventory.schema.json', import.meta.url), 'utf8'),
  );
  const pattern = new RegExp(schema.definitions.server.properties.address.pattern, 'u');
  const spelling = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.string({ unit: fc.constantFrom(...'0123459.'), maxLength: 16 }),
    fc.string({ unit: fc.constantFrom('a', '1', ':', ':', ':', '.', '192.0.2.1'), maxLength: 20 }),
    fc
      .array(fc.constantFrom('', '1', 'ABCD', '192.0.2.1', 'g'), { maxLength: 10 })
      .map((parts) => parts.join(':')),
  );
  fc.assert(
    fc.property(spelling, (text) =>
      assert.is(pattern.test(text), ['ipv4', 'ipv6'].includes(parseAddress(text).kind), text),
    ),
    { ...runs, numRuns: 3000 },
  );
});

test('every rule has one code and one sentence', () => {
  assert.is(new Set(rules.map(({ code }) => code)).size, rules.length);
  for (const { sentence } of rules) assert.match(sentence, /^[A-Z].*[^.]\.$/);
});

test('suggestions', () => {
  const keys = ['name', 'address', 'interface', 'ansible_vars', 'prefix'];
  assert.is(suggest('adress', keys), 'address');
  assert.is(suggest('addres', keys), 'address');
  assert.is(suggest('nmae', keys), 'name');
  assert.is(suggest('ansibleVars', keys), 'ansible_vars');
  assert.is(suggest('ip', keys), 'address');
  assert.is(suggest('netmask', keys), 'prefix');
  assert.is(suggest('colour', keys), undefined);
  assert.is(suggest('constructor', keys), undefined);
  assert.is(suggest('x'.repeat(1_000_000), keys), undefined);
  assert.is(editDistance('ab', 'ba'), 1);
  assert.is(editDistance('', 'abc'), 3);
});

test('what smells of a secret, and what only refers to one', () => {
  for (const key of [
    'password',
    'ansible_ssh_pass',
    'auth_pass',
    'dbPasswd',
    'api_key',
    'AWS_SECRET',
    'pwd',
  ]) {
    assert.ok(smellsOfSecret(key), key);
  }
  for (const key of ['ansible_ssh_private_key_file', 'compass', 'name', 'passenger', 'token_path', 'key']) {
    assert.not.ok(smellsOfSecret(key), key);
  }
  for (const value of ['{{ vault_x }}', "{{ lookup('env', 'X') }}", ' {{vault_x|trim}} '])
    assert.ok(isReference(value));
  for (const value of ['hunter2', "{{ 'hunter2' }}", 'x{{ vault_x }}', '{{ a }}{{ b }}', '{{ 1 }}']) {
    assert.not.ok(isReference(value), value);
  }
});

test('what follows a word that smells of a secret, to the end of its line and of its value', () => {
  for (const [text, rest] of [
    ['a: 1\npassword: x, y\nb: 2', ' x, y'],
    ['{ "password" : "x", "b": 2', ' "x", "b": 2'],
    ['"password" "x"', '"x"'],
    ['password=x', 'x'],
    ['password: |\n  x\n\n  y\nb: 2', ' |\n  x\n\n  y'],
    ['  "password":\n  "x"\nb: 2', '\n  "x"'],
    ['- a: { password: "x\n  y" }\nb: 2', ' "x\n  y" }'],
  ] as const) {
    const found = secretsIn(text).map(({ offset, length }) => text.slice(offset, offset + length));
    assert.equal(found, [rest], text);
  }
  for (const text of [
    'name: password',
    '"a password", "b": 1',
    '',
    'x'.repeat(1_000_000),
    '-'.repeat(1_000_000),
  ])
    assert.equal(secretsIn(text), []);
});

const brought = (files: object) => ({
  database: { tls: { ca: '/srv/pki/ca.pem', certificate: '/srv/pki/{server}.pem', ...files } },
});

for (const [what, change, codes] of [
  ['a /31 has no broadcast address', vip({ address: '192.0.2.10', prefix: 31 }), ['SME309']],
  ['a VIP in a larger network', vip({ address: '192.0.7.31', prefix: 21 }), []],
  ['a prefix of 8 is believed', vip({ address: '192.9.9.9', prefix: 8 }), []],
  ['size at its lower bound', { database: { max_binlog_size: '4K' } }, []],
  ['size below it', { database: { max_binlog_size: '4095' } }, ['SME504']],
  ['size at its upper bound', { database: { max_binlog_size: '1024M' } }, []],
  ['size above it', { database: { max_binlog_size: '1025M' } }, ['SME504']],
  ['a size of many digits', { database: { max_binlog_size: '9'.repeat(400) } }, ['SME504']],
  ['five minutes', { keepalived: { check: { interval: 60, fall: 5 } } }, ['SME407']],
  ['the quick check that was measured', { keepalived: { check: { interval: 2, fall: 2 } } }, []],
  ['the shortest advert interval', { keepalived: { advert_interval: 0.1 } }, ['SME415']],
  ['a shorter one', { keepalived: { advert_interval: 0.09 } }, ['SME205']],
  ['hundredths of a second', { keepalived: { advert_interval: 0.29 } }, ['SME415']],
  ['thousandths of a second', { keepalived: { advert_interval: 0.125 } }, ['SME414', 'SME415']],
  ['a whole second as a fraction', { keepalived: { advert_interval: 2.0 } }, []],
  ['one and a half seconds', { keepalived: { advert_interval: 1.5 } }, ['SME414']],
  ['an advert interval as text', { keepalived: { advert_interval: '0.5' } }, ['SME203']],
  ['position with semi_sync', { database: { replication: 'position', semi_sync: true } }, []],
  ['TLS', { database: { tls: true } }, []],
  ['TLS as a word', { database: { tls: 'yes' } }, ['SME203']],
  ['certificates, and keys in the vault', brought({}), []],
  ['keys in files', brought({ key: '/srv/pki/{server}.key' }), []],
  ['no authority', brought({ ca: undefined }), ['SME202']],
  ['one certificate for both', brought({ certificate: '/srv/pki/db.pem' }), ['SME520']],
  ['one file for all', brought({ certificate: '/srv/{server}.pem', key: '/srv/{server}.pem' }), ['SME521']],
  ['a key as text', brought({ key: '-----BEGIN RSA PRIVATE KEY-----\nMII' }), ['SME610']],
  ['a command of several lines', { application: { update_command: 'a {{ x }}\nb' } }, []],
  ['a command with a bell', { application: { update_command: 'a\u0007' } }, ['SME207']],
  ['a command of blanks', { application: { update_command: ' \n ' } }, ['SME207']],
  ['a user of 33 characters', { database: { app_user: 'x'.repeat(33) } }, ['SME207']],
  ['quotes in a database name', { database: { name: `a'b"c\`d $e #é` } }, []],
  ['a name of 64 characters in one label', server({ name: 'a'.repeat(64) }), ['SME207']],
  ['a name of 63 characters in one label', server({ name: 'a'.repeat(63) }), []],
  ['a name with dots', server({ name: 'sql1.example.com' }), []],
  ['a name that ends like an address', server({ name: 'sql.1' }), ['SME207']],
  ['a server in two spellings', server({ address: '::ffff:192.0.2.12' }), ['SME307', 'SME302']],
  ['a deep secret', server({ ansible_vars: { a: { passwords: ['x', '{{ vault_x }}'] } } }), ['SME610']],
  ['a variable that is a reference', server({ ansible_vars: { ansible_password: '{{ vault_x }}' } }), []],
  ['a variable __proto__', server(JSON.parse('{"ansible_vars":{"__proto__":1}}')), ['SME608']],
  ['constructor is no key', { constructor: {} }, ['SME201']],
  ['a mail address on this host', { keepalived: { notification_email: ['root@localhost'] } }, []],
  ['a firewall in the web root is no matter', { application: { backup_dir: '/var/www/html/x' } }, ['SME602']],
] as [string, object, string[]][]) {
  test(what, async () => {
    const { diagnostics } = await check('a.json', JSON.stringify({ ...JSON.parse(reference), ...change }));
    assert.equal(
      diagnostics.map(({ code }) => code),
      codes,
    );
  });
}

test('secrets are shown in no format', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----';
  for (const database of [{ password: 'hunter2', name: 'a/b' }, brought({ key }).database, { tls: key }]) {
    const inventory = { ...JSON.parse(reference), database };
    const { diagnostics } = await check('a.json', JSON.stringify(inventory));
    assert.ok(diagnostics.some(({ code }) => code === 'SME610'));
    for (const format of ['text', 'json', 'github'] as const) {
      assert.not.match(renderDiagnostics(diagnostics, { format, colour: false }), 'hunter2');
    }
  }
});

/** Values of all kinds, those among them that are nearly right. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    'no',
    '192.0.2.11',
    '::1',
    'smesql01',
    '/etc',
    '../x',
    '{{ x }}',
    'root',
    null,
    0,
    1,
    -1,
    51,
    [],
  ),
);

/** Ways to spoil an inventory: at some path, set, remove or rename. */
const spoiling = fc.record({
  path: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
  how: fc.constantFrom('set', 'remove', 'rename', 'add'),
  value: anything,
  key: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom('adress', '__proto__', 'password', '<<'),
  ),
});

test('property: a spoilt inventory never throws, and every fault has its place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(spoiling, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (changes, asYaml) => {
        const inventory = full();
        for (const change of changes) spoil(inventory, change);
        const text = asYaml ? stringify(inventory) : JSON.stringify(inventory, null, 2);
        judge(text, await check(asYaml ? 'a.yml' : 'a.json', text));
      },
    ),
    runs,
  );
});

test('property: spoilt text never throws, and every fault has its place', async () => {
  const edit = fc.record({
    at: fc.nat(2000),
    length: fc.nat(3),
    text: fc.string({ unit: 'grapheme', maxLength: 3 }),
  });
  const sharp = edit.chain((one) =>
    fc.constantFrom(...'{}[]",:\\\n\t\0#&*!|>-?%@`').map((text) => ({ ...one, text })),
  );
  const edits = fc.array(fc.oneof(edit, sharp), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(edits, fc.boolean(), async (changes, asYaml) => {
      let text = asYaml ? stringify(full()) : JSON.stringify(full(), null, 2);
      for (const { at, length, text: put } of changes)
        text = text.slice(0, at) + put + text.slice(at + length);
      judge(text, await check(asYaml ? 'a.yml' : 'a.json', text));
    }),
    runs,
  );
});

function full(): Record<string, unknown> {
  const inventory: InventoryInput = JSON.parse(reference);
  return {
    ...inventory,
    connection: { port: 2222 },
    database: { name: 'x', max_binlog_size: '1G', semi_sync: true },
    keepalived: { priorities: [2, 1], check: { fall: 3 }, isolation_targets: ['192.0.2.1'] },
    application: { update_command: 'a\nb' },
  };
}

function spoil(
  inventory: Record<string, unknown>,
  change: { path: number[]; how: string; value: unknown; key: string },
) {
  let holder: unknown = inventory;
  for (const [depth, step] of change.path.entries()) {
    if (typeof holder !== 'object' || holder === null) return;
    const mapping = holder as Record<string, unknown>;
    const keys = Object.keys(mapping);
    const key = keys[step % keys.length];
    if (key === undefined) return;
    if (depth < change.path.length - 1) {
      holder = mapping[key];
      continue;
    }
    if (change.how === 'set') mapping[key] = change.value;
    if (change.how === 'rename') mapping[`${key}${change.key}`] = mapping[key];
    if (change.how === 'add') mapping[change.key] = change.value;
    if (change.how === 'remove' || change.how === 'rename') delete mapping[key];
  }
}

/** As wellPlaced says; and there is an inventory exactly where there is no error. */
function judge(text: string, { inventory, diagnostics }: Awaited<ReturnType<typeof check>>): void {
  const isRefused = diagnostics.some(({ severity }) => severity === 'error');
  assert.is(inventory === undefined, isRefused);
  wellPlaced(text, diagnostics);
}

function vip(database: object) {
  const { vips } = JSON.parse(reference);
  return { vips: { ...vips, database: { name: 'smesql-vip', ...database } } };
}

function server(first: object) {
  const [one, two] = JSON.parse(reference).db_servers;
  return { db_servers: [{ ...one, ...first }, two] };
}

async function check(name: string, text: string) {
  const source = { name, text };
  const { value, diagnostics } = await parse(source);
  if (!value) return { diagnostics } as { inventory?: object; diagnostics: Diagnostic[] };
  const before = JSON.stringify(value.data);
  const checked = validate(source, value, diagnostics);
  assert.is(JSON.stringify(value.data), before, 'the parsed data is left as it was');
  return checked;
}

test.run();
