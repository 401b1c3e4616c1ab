// From 2.19 on Ansible stops at a condition that gives anything but true or false, or that has a template in it.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocument, type ScalarTag } from 'yaml';
import { compile } from '../src/compile.ts';
import { isBoolean, ofLooks } from './conditions/boolean.ts';
import { conditionsIn, definitionsIn } from './conditions/conditions.ts';

const name = 'fixtures/every-key/inventory.json';
const { tree } = await compile({ name, text: readFileSync(name, 'utf8') });
const unsafeTag: ScalarTag = { tag: '!unsafe', resolve: (text) => text };
const files = new Map(
  [...(tree ?? [])]
    .filter(([path]) => path.endsWith('.yml'))
    .map(([path, text]) => [
      path,
      parseDocument(text, { version: '1.1', customTags: [unsafeTag] }).toJS({ maxAliasCount: -1 }),
    ]),
);
const conditions = conditionsIn(files);
const definitions = definitionsIn(files);

test('every condition gives true or false', () => {
  assert.ok(conditions.length > 400, `${conditions.length} conditions`);
  const others = conditions.filter(
    ({ expression }) =>
      typeof expression !== 'boolean' &&
      !(typeof expression === 'string' && isBoolean(expression, definitions)),
  );
  assert.equal(others, []);
});

test('no condition has a template in it', () =>
  assert.equal(
    conditions.filter(({ expression }) => /\{[{%]/.test(String(expression))),
    [],
  ));

test('what conditions take for true or false the looks print so', () => {
  const looks = [...(tree ?? [])].filter(([path]) => path.endsWith('.sh.j2')).map(([, text]) => text);
  for (const field of ofLooks) {
    const printing = looks.filter((text) => text.includes(`"${field}":`));
    assert.ok(printing.length > 0, field);
    for (const text of printing) assert.match(text, new RegExp(`"${field}": %s`));
  }
});

for (const [expression, wanted] of [
  ['a == b', true],
  ['a is defined and b in c', true],
  ['x | default(false) | bool', true],
  ['x.stdout', false],
  ['x | length', false],
  ['not x', true],
  ['a == 1 or b', false],
  ["a | default('')", false],
  ['sure', true],
  ['sure | default(false)', true],
  ['sure | default("")', false],
  ['mixed', false],
  ['text', false],
  ['turning', false],
  ['(a | from_json).runs', true],
  ['true if a else sure', true],
  ['true if a else none', false],
] as const)
  test(`${expression} ${wanted ? 'gives' : 'may not give'} true or false`, () => {
    const known = new Map([
      ['sure', [true, '{{ a == b }}']],
      ['mixed', [true, '{{ a }}']],
      ['text', ['{{ a == b }} ']],
      ['turning', ['{{ turning }}']],
    ]);
    assert.is(isBoolean(expression, known), wanted);
  });

test.run();
