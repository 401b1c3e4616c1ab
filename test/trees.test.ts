import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../src/compile.ts';

// A fixture's expected/ holds the files in which its tree differs from out/, as a reviewer of the change would see them.
const fixtures = readdirSync('fixtures').filter((name) => existsSync(join('fixtures', name, 'expected')));

async function differing(name: string): Promise<Map<string, string>> {
  const text = readFileSync(join('fixtures', name, 'inventory.json'), 'utf8');
  const { tree, diagnostics } = await compile({ name: 'inventory.json', text });
  assert.ok(tree, JSON.stringify(diagnostics));
  return new Map([...tree].filter(([path, content]) => !isInOut(path, content)));
}

function isInOut(path: string, content: string): boolean {
  const file = join('out', path);
  return existsSync(file) && readFileSync(file, 'utf8') === content;
}

for (const name of fixtures) {
  const expected = join('fixtures', name, 'expected');
  test(`fixtures/${name}`, async () => {
    const files = await differing(name);
    if (process.env.SNAPSHOT) {
      rmSync(expected, { recursive: true });
      for (const [path, content] of files) {
        mkdirSync(dirname(join(expected, path)), { recursive: true });
        writeFileSync(join(expected, path), content);
      }
    }
    const found = readdirSync(expected, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(expected.length + 1));
    assert.equal(
      found.sort(),
      [...files.keys()].sort(),
      'run `npm run snapshot` and look at what it changes',
    );
    for (const [path, content] of files) assert.is(readFileSync(join(expected, path), 'utf8'), content, path);
  });
}

test.run();
