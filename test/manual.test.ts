import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codes } from '../src/diagnostics/codes.ts';
import { parse } from '../src/parse/parse.ts';
import { validate } from '../src/validate/validate.ts';

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
    for (const [name, text] of asInventories(example)) {
      const found = await faults(name, text);
      if (found.includes(`${code} ${severity}`)) return;
    }
    assert.unreachable(`no inventory with ${example} has ${code}`);
  });
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

async function faults(name: string, text: string): Promise<string[]> {
  const { value, diagnostics } = await parse({ name, text });
  const all = value ? validate({ name, text }, value, diagnostics).diagnostics : diagnostics;
  return all.map(({ code, severity }) => `${code} ${severity}`);
}

test.run();
