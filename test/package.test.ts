import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execaSync } from 'execa';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contents } from './folder.ts';
import { unprivileged } from './program.ts';
import { skip } from './skip.ts';

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

const reference = resolve('fixtures/reference/inventory.json');
const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-package-'));
const at = (name: string) => join(folder, name);
const installed = at('node_modules/sme-ha-gen');

// Without the scripts of `npm pack`: they would build dist/ anew under the other tests.
execaSync('npm', ['run', 'types']);
const packed = JSON.parse(
  execaSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]).stdout,
)[0] as Packed;

/** Run a program in the folder that the package is installed in; a colour of npm's must not get into its output. */
function inside(file: string, args: readonly string[], options: { uid?: number; reject?: boolean } = {}) {
  return execaSync(file, args, { cwd: folder, env: { npm_config_cache: at('cache') }, ...options });
}

test.before(() => {
  writeFileSync(at('package.json'), '{ "private": true, "type": "module" }\n');
  inside('npm', ['install', '--offline', '--no-audit', '--no-fund', at(packed.filename)]);
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** What a run left in the package, each with the file that it is a cache of. */
function caches(): string[] {
  const names = readdirSync(join(installed, 'dist')).filter((name) => name.includes('.cache'));
  return names.map((name) => name.split('.')[0] ?? '').sort();
}

function cacheOf(name: string): string {
  const found = readdirSync(join(installed, 'dist')).find(
    (one) => one.startsWith(`${name}.`) && one.endsWith('.cache'),
  );
  return join(installed, 'dist', found ?? '');
}

test('the package is under 1 MiB, has no dependencies, no code cache, and all that it names', () => {
  assert.ok(packed.unpackedSize < 1024 * 1024, `${packed.unpackedSize} bytes`);
  assert.equal(
    packed.files.map(({ path }) => path).sort(),
    ['LICENSE', 'README.md']
      .concat(
        ['diff.js', 'execa.js', 'guide.md', 'index.d.mts', 'index.mjs', 'jinja.js', 'main.js', 'package.json']
          .concat('sme-ha-gen.js', 'templates.bin', 'yaml.js')
          .map((name) => `dist/${name}`),
      )
      .concat('package.json', 'schemas/inventory.schema.json'),
  );
  assert.equal(
    readdirSync(at('node_modules')).filter((name) => !name.startsWith('.')),
    ['sme-ha-gen'],
  );
});

test('publint has nothing to say', async () => {
  const tarball = readFileSync(at(packed.filename));
  const { messages, pkg } = await publint({
    level: 'suggestion',
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.length) },
    strict: true,
  });
  assert.equal(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
});

const user = unprivileged();
if (typeof user === 'string') skip('a read-only package', user);
else {
  test('where the package may not be written to it works, and leaves nothing', () => {
    execaSync('chmod', ['-R', 'a+rX', folder]);
    if (user.uid === undefined) execaSync('chmod', ['-R', 'a-w', installed]);
    const { stdout } = inside('node', [join(installed, 'dist/sme-ha-gen.js'), 'validate', reference], user);
    execaSync('chmod', ['-R', 'u+w', installed]);
    assert.match(stdout, 'is valid');
    assert.equal(caches(), []);
  });
}

test('npx sme-ha-gen compiles the same tree the first time, and with the code cache that this leaves', () => {
  const wanted = contents('out');
  for (const time of ['first', 'second']) {
    inside('npx', ['--no-install', 'sme-ha-gen', reference, '-o', at(time)]);
    assert.equal(contents(at(time)), wanted);
    assert.equal(caches(), ['main', 'templates', 'yaml'], time);
    rmSync(at(time), { recursive: true });
  }
});

test('NODE_DISABLE_COMPILE_CACHE is heeded, and a broken cache does no harm', () => {
  const program = ['node', join(installed, 'dist/sme-ha-gen.js'), reference, '-o', at('tree')];
  for (const name of ['main', 'templates']) {
    const cache = cacheOf(name);
    const whole = readFileSync(cache);
    writeFileSync(cache, whole.subarray(0, 5000));
    inside('env', program);
    assert.equal(contents(at('tree')), contents('out'), name);
    rmSync(at('tree'), { recursive: true });
    writeFileSync(cache, whole);
  }
  const file = cacheOf('main');
  rmSync(file);
  inside('env', ['NODE_DISABLE_COMPILE_CACHE=1', ...program]);
  assert.not.ok(existsSync(file));
});

test('the API compiles an object or a text, and tells errors from warnings', () => {
  writeFileSync(
    at('use.js'),
    `import { check, compile, InventoryError } from 'sme-ha-gen';
import { readFileSync } from 'node:fs';
const text = readFileSync(${JSON.stringify(reference)}, 'utf8');
const fromText = await compile({ name: 'a.json', text });
const fromObject = await compile(JSON.parse(text));
const bad = { ...JSON.parse(text), clster: 'x' };
const error = await compile(bad).catch((error) => error);
console.log(JSON.stringify({
  paths: [...fromText.keys()],
  same: JSON.stringify([...fromText]) === JSON.stringify([...fromObject]),
  error: [error instanceof InventoryError, error.message, error.diagnostics[0].code],
  checked: (await check(bad)).diagnostics[0].place.line > 0,
  schema: import.meta.resolve('sme-ha-gen/schemas/inventory.schema.json').slice(-40),
}));
`,
  );
  const got = JSON.parse(inside('node', ['use.js']).stdout);
  const files = Object.entries(contents('out')).filter(([, text]) => text !== '/');
  assert.equal(got.paths.sort(), files.map(([path]) => path).sort());
  assert.equal([got.same, got.checked, got.error[0]], [true, true, true]);
  assert.match(got.error[1], /^the inventory has faults\ninventory\.json:\d+:\d+: error SME\d{3}: /);
  assert.match(got.schema, /sme-ha-gen\/schemas\/inventory\.schema\.json$/);
});

test('the types know an inventory, a tree and a fault, and refuse what is none', () => {
  writeFileSync(
    at('use.ts'),
    `import { check, compile, type Diagnostic, InventoryError, type InventoryInput, renderDiagnostics } from 'sme-ha-gen';
const inventory: InventoryInput = ${readFileSync(reference, 'utf8')};
export const tree: ReadonlyMap<string, string> = await compile(inventory);
export const again: ReadonlyMap<string, string> = await compile({ name: 'a.yml', text: '' });
const { diagnostics, inventory: full } = await check(inventory);
export const one: Diagnostic | undefined = diagnostics[0];
export const line: number | undefined = one?.place?.line;
export const port: number | undefined = full?.connection.port;
export const text: string = renderDiagnostics(diagnostics, { format: 'text', colour: false });
export const codes = (error: unknown) => error instanceof InventoryError && error.diagnostics.map(({ code }) => code);
// @ts-expect-error: a key of another name
export const misspelt: InventoryInput = { ...inventory, clster: 'x' };
// @ts-expect-error: one database server is no pair
await compile({ ...inventory, db_servers: [{ name: 'a', address: '192.0.2.1' }] });
// @ts-expect-error: a text needs its name
await compile('cluster: a');
`,
  );
  for (const how of [
    ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ]) {
    const args = ['--noEmit', '--strict', '--target', 'es2022', ...how, 'use.ts'];
    const { stdout, exitCode } = inside('node', [resolve('node_modules/typescript/bin/tsc'), ...args], {
      reject: false,
    });
    assert.equal([stdout, exitCode], ['', 0], how.join(' '));
  }
});

test.run();
