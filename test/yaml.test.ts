import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { places } from '../src/diagnostics/place.ts';
import { parseJson } from '../src/parse/json.ts';
import { parse } from '../src/parse/parse.ts';
import { validate } from '../src/validate/validate.ts';
import { asYaml, type Hand } from './as-yaml.ts';

const folder = 'fixtures/diagnostics';
const hands: Record<string, Hand> = {
  blocks: { comments: false, plain: true, aliases: false, flowFrom: 9 },
  'comments and quotes': { comments: true, plain: false, aliases: false, flowFrom: 9 },
  'servers in brackets': { comments: true, plain: true, aliases: false, flowFrom: 2 },
  aliases: { comments: false, plain: true, aliases: true, flowFrom: 9 },
};

/** A fault, without what depends on the layout: the values that stand where it is marked, and its words. */
interface Finding {
  readonly at: readonly string[];
  readonly words: string;
}

for (const name of readdirSync(folder)) {
  const file = `${folder}/${name}/inventory.json`;
  if (!existsSync(file)) continue;
  const text = readFileSync(file, 'utf8');
  const { tree, faults } = parseJson(text);
  // What is wrong with the JSON itself has no like in YAML.
  if (tree?.kind !== 'mapping' || faults.length > 0) continue;
  const json = findings('a.json', text);
  for (const [way, hand] of Object.entries(hands)) {
    test(`fixture ${name} in YAML, with ${way}: the same faults at the same values`, async () => {
      const inYaml = asYaml(tree, hand);
      const [wanted, got] = [await json, await findings('a.yml', inYaml)];
      assert.equal(
        got.map(({ words }) => words),
        wanted.map(({ words }) => words),
        inYaml,
      );
      for (const [index, { at, words }] of wanted.entries()) {
        const other = got[index]?.at ?? [];
        assert.ok(
          at.some((value) => other.includes(value)),
          `${words} at ${at}, in YAML at ${other}\n${inYaml}`,
        );
      }
    });
  }
}

async function findings(name: string, text: string): Promise<Finding[]> {
  const { value, diagnostics: earlier } = await parse({ name, text });
  const all = value ? validate({ name, text }, value, earlier).diagnostics : earlier;
  const placeOf = places(text);
  const marks = [...(value?.spans ?? [])].flatMap(([pointer, { key, value: span }]) => [
    { what: `value of ${pointer}`, place: placeOf(span) },
    ...(key ? [{ what: `key of ${pointer}`, place: placeOf(key) }] : []),
  ]);
  const at = ({ place }: Diagnostic) => {
    const here = marks.filter(
      ({ place: other }) => other.line === place?.line && other.column === place.column,
    );
    // A key that stands twice has no value of its own; then its text is compared.
    const { lineText = '', column = 1, length = 0 } = place ?? {};
    const marked = lineText.slice(column - 1, column - 1 + length).replaceAll('"', '');
    return here.length > 0 ? here.map(({ what }) => what) : [marked];
  };
  return all.map((one) => ({ at: at(one), words: words(one) }));
}

/** Lines and columns in a sentence are those of the layout. */
function words({ code, severity, message, cause = '', fix = '' }: Diagnostic): string {
  return [code, severity, message, cause, fix].join(' ').replaceAll(/line \d+(, column \d+)?/g, 'line N');
}

test.run();
