// Every two values of any two keys of the inventory together: what compiles to a sound tree, and what is refused by name.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Compilation, compile } from '../src/compile.ts';
import { parseJson } from '../src/parse/json.ts';
import { asYaml } from './as-yaml.ts';
import { argumentFaults } from './covering/argument-specs.ts';
import { pairsOf } from './covering/array.ts';
import { inventoryOf, type Row } from './covering/inventory.ts';
import { refusals } from './covering/refusals.ts';
import { all, isSame, rows, smallest } from './covering/rows.ts';
import { assertSound } from './fuzz/tree.ts';

const json = (row: Row) => JSON.stringify(inventoryOf(row), null, 2);
const compileRow = (row: Row) => compile({ name: 'inventory.json', text: json(row) });

function errorsOf({ diagnostics }: Compilation): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

test('every two values stand together in a row, or are refused by name', () => {
  const isThere = new Set(
    rows.flatMap((row) =>
      pairsOf(all.map(({ key, values }) => values.findIndex((value) => isSame(value, row[key])))),
    ),
  );
  const absent: string[] = [];
  let number = 0;
  for (const [j, { key: other, values: its }] of all.entries())
    for (const [i, { key, values }] of all.slice(0, j).entries())
      for (const [a, value] of values.entries())
        for (const [b, that] of its.entries()) {
          number++;
          if (!isThere.has(`${i} ${a} ${j} ${b}`)) absent.push(nameOf([key, value], [other, that]));
        }
  assert.equal(absent.sort(), refusals.map(({ pair: [one, other] }) => nameOf(one, other)).sort());
  assert.ok(all.length > 40 && number > 5000, `${all.length} keys, ${number} pairs`);
  console.log(`${all.length} keys, ${number} pairs, ${rows.length} rows`);
});

function nameOf(...pair: (readonly [key: string, value: unknown])[]): string {
  return pair
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .sort()
    .join(' ');
}

test('the smallest inventory of these values is not refused', async () =>
  assert.equal(errorsOf(await compileRow(smallest)), []));

for (const { code, pair } of refusals)
  test(`${code} refuses ${nameOf(...pair)}`, async () => {
    assert.equal(errorsOf(await compileRow({ ...smallest, ...Object.fromEntries(pair) })), [code]);
  });

const entries = new Set<string>();
for (const [index, row] of rows.entries())
  test(`row ${index}: a sound tree with every argument of the roles, the same from YAML and at a second time`, async () => {
    const text = json(row);
    const found = await compile({ name: 'inventory.json', text });
    const { inventory, tree } = found;
    assert.equal(errorsOf(found), [], text);
    assert.ok(inventory && tree && tree.size > 100);
    assertSound(inventory, tree);
    const looked = argumentFaults(inventory, tree);
    assert.equal(looked.faults, [], text);
    for (const entry of looked.entries) entries.add(entry);

    const written = parseJson(text).tree;
    assert.ok(written);
    const again: [name: string, text: string][] = [['inventory.json', text]];
    for (const flowFrom of [9, 2])
      again.push([
        'inventory.yml',
        asYaml(written, { comments: true, plain: true, aliases: false, flowFrom }),
      ]);
    for (const [name, its] of again)
      assert.equal(differing(tree, (await compile({ name, text: its })).tree), [], its);
  });

function differing(
  tree: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string> = new Map(),
): string[] {
  return [...new Set([...tree.keys(), ...other.keys()])].filter((path) => tree.get(path) !== other.get(path));
}

test('every entry of a role that has arguments was looked at', () =>
  assert.equal([...entries].sort(), [
    ...['app_server main', 'app_server quiesce', 'db_server main'],
    ...['keepalived main', 'keepalived witness', 'replication main'],
  ]));

test.run();
