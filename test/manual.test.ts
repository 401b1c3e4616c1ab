import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codes } from '../src/diagnostics/codes.ts';
import { checkAll } from '../src/fleet.ts';

type Mapping = Record<string, unknown>;

// Of a file itself the example is a command; parse.test.ts makes such files.
const ofFiles = ['SME101', 'SME102', 'SME103', 'SME104', 'SME105', 'SME106', 'SME108', 'SME121'];
const sections = ['connection', 'database', 'memcached', 'keepalived', 'firewall', 'application'];
const reference: Mapping = JSON.parse(readFileSync('fixtures/reference/inventory.json', 'utf8'));
const good = {
  ...reference,
  ...Object.fromEntries(sections.map((key) => [key, {}])),
  keepalived: { check: {} },
};

for (const [code, { example, severity }] of Object.entries(codes)) {
  if (ofFiles.includes(code)) continue;
  test(`the example of ${code} has that fault`, async () => {
    const found = code.startsWith('SME7') ? ofFleets(example) : ofInventories(example);
    for await (const faults of found) if (faults.includes(`${code} ${severity}`)) return;
    assert.unreachable(`no inventory with ${example} has ${code}`);
  });
}

async function* ofInventories(example: string): AsyncGenerator<string[]> {
  for (const source of asInventories(example)) yield await faults(source);
}

/** An example of several clusters has a line for each: the file, and a piece of it. */
async function* ofFleets(example: string): AsyncGenerator<string[]> {
  const [a = [], b = []] = example
    .split('\n')
    .map((line) => [...asInventories(line.split(/ {2}/, 2)[1] ?? '')]);
  for (const [, one] of a) for (const [, other] of b) yield await faults(['a.json', one], ['b.json', other]);
}

/** The example as a whole inventory, and, where it is a piece of one, at every place of a good inventory. */
function* asInventories(example: string): Generator<[name: string, text: string]> {
  yield ['a.json', example];
  yield ['a.yml', example];
  for (const [holder, key] of [[{ good }, 'good'] as [Mapping, string], ...mappings(good)]) {
    const isWhole = example.startsWith('{');
    const piece = isWhole ? example : `{ ${example} }`;
    const marked = JSON.stringify(good, (at, value) => (at === key && value === holder[key] ? '@' : value));
    const rest = JSON.stringify(holder[key]).slice(1, -1);
    const inner = isWhole || rest === '' ? piece : `{ ${without(rest, example)}${example} }`;
    yield ['a.json', key === 'good' ? inner : marked.replace('"@"', () => inner)];
  }
}

/** The entries of a mapping but those that the example has too, and a comma. */
function without(rest: string, example: string): string {
  const entries = Object.entries(JSON.parse(`{${rest}}`)).filter(([key]) => !example.includes(`"${key}":`));
  return entries.map(([key, value]) => `"${key}": ${JSON.stringify(value)}, `).join('');
}

function* mappings(holder: object): Generator<[Mapping, string]> {
  for (const [key, value] of Object.entries(holder)) {
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) yield [holder as Mapping, key];
    yield* mappings(value);
  }
}

async function faults(...inventories: [name: string, text: string][]): Promise<string[]> {
  async function* files() {
    for (const [name, text] of inventories) yield { source: { name, text }, diagnostics: [] };
  }
  const checked = await checkAll(files());
  return checked.flatMap(({ diagnostics }) => diagnostics.map(({ code, severity }) => `${code} ${severity}`));
}

test.run();
