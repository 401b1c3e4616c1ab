import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadScript } from '../src/build/script.ts';
import { compile } from '../src/compile.ts';
import { withManifest } from '../src/plan/manifest.ts';

const reference = 'fixtures/reference/inventory.json';

async function compiled(name: string): Promise<Record<string, string>> {
  const { tree = new Map() } = await compile({ name, text: readFileSync(reference, 'utf8') });
  return Object.fromEntries(withManifest(tree));
}

/** Every file below a folder, by its path from there. */
function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);
  return Object.fromEntries(files);
}

function assertSame(got: Record<string, string>, want: Record<string, string>, hint: string): void {
  assert.equal(Object.keys(got).sort(), Object.keys(want).sort(), hint);
  for (const [path, text] of Object.entries(want)) assert.is(got[path], text, `${path}: ${hint}`);
}

/** Run the program that users call. */
function program(folder: string, inventory: string, output: string): void {
  execaSync('node', [resolve('dist/sme-ha-gen.js'), inventory, '-o', output], { cwd: folder });
}

test('out/ is what the reference inventory compiles to', async () => {
  assertSame(filesIn('out'), await compiled(reference), 'run `npm run snapshot` and look at what it changes');
});

test('two compilations are equal, whatever the inventory is called', async () => {
  assertSame(await compiled(reference), await compiled(reference), 'the compiler is not deterministic');
  assertSame(await compiled('/elsewhere/x.json'), await compiled(reference), 'the name leaks into the tree');
});

test('the program in dist/ writes the same from anywhere to anywhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-'));
  try {
    program('/', resolve(reference), join(folder, 'a'));
    program(folder, relative(folder, resolve(reference)), 'deep/er/b');
    const want = await compiled(reference);
    assertSame(filesIn(join(folder, 'a')), want, 'is dist/ stale? run `npm run build`');
    assertSame(filesIn(join(folder, 'deep/er/b')), want, 'the place leaks into the tree');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('V8 takes the code cache in dist/, without which a start is slower', () => {
  assert.is(
    loadScript(resolve('dist/main.js')).script.cachedDataRejected,
    false,
    'run `npm run build` with this Node',
  );
});

test.run();
