// In ansible-core 2.19, other than in 2.14, difference, intersect, union and symmetric_difference give their items in any order,
// another one in each run: a file made of it would change, and a service restart, by chance.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const templates = join(import.meta.dirname, '../roles-templates');
const filter = /\| (?:symmetric_difference|difference|intersect|union)\(/g;
/** What asks how many there are, or puts them into an order. */
const harmless = /^(?:\s*\|\s*map\([^)]*\))*\s*\|\s*(?:length|sort)\b/;

/** Where the parenthesis that opens ahead of `start` is closed. */
function closing(text: string, start: number): number {
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < text.length; end += 1) depth += { '(': 1, ')': -1 }[text[end] ?? ''] ?? 0;
  return end;
}

/** The uses of such a filter whose order would be seen. */
function disordered(text: string): string[] {
  const found: string[] = [];
  for (const { index, 0: opening } of text.matchAll(filter)) {
    const rest = text.slice(closing(text, index + opening.length));
    const line = text.slice(text.lastIndexOf('\n', index) + 1, text.indexOf('\n', index)).trim();
    const isAskedOnly = /\bin groups\['\w+'\] $/.test(text.slice(0, index)) || /^ else \[\]/.test(rest);
    const leadsOn = /^ \| (?:intersect|difference)\(/.test(rest);
    if (!harmless.test(rest) && !isAskedOnly && !leadsOn) found.push(line);
  }
  return found;
}

test('the test sees what it should', () => {
  assert.equal(
    disordered("{{ a | difference(b) | first }}\n{{ a | difference(f(b)) | map('x') | sort }}\n").length,
    1,
  );
  assert.equal(disordered("when: x in groups['a'] | difference(groups['b'])\n{{ a | union(b) }}\n"), [
    '{{ a | union(b) }}',
  ]);
});

test('nothing in the tree depends on the order of a set', () => {
  const files = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(yml|j2|ejs)$/.test(path),
  );
  assert.ok(files.length > 100);
  const found = files.flatMap((path) =>
    disordered(readFileSync(join(templates, path), 'utf8')).map((line) => `${path}: ${line}`),
  );
  assert.equal(found, []);
});

test.run();
