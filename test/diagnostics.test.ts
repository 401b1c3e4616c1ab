import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codes } from '../src/diagnostics/codes.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../src/diagnostics/render.ts';
import { checkAll } from '../src/fleet.ts';
import type { Source } from '../src/parse/source.ts';

const folder = fileURLToPath(new URL('../fixtures/diagnostics', import.meta.url));
const cases = readdirSync(folder).sort();
const seen = new Map<string, Set<string>>();

for (const name of cases) {
  test(`fixture ${name}`, async () => {
    const files = readdirSync(join(folder, name)).filter((entry) => entry !== 'expected.txt');
    const sources = files.map((file) => ({
      name: file,
      text: readFileSync(join(folder, name, file), 'utf8'),
    }));
    const diagnostics = await check(sources);
    const turned = await check(sources.toReversed());
    assert.equal(sorted(turned), sorted(diagnostics), 'the order of the files makes no difference');
    for (const { code, severity } of diagnostics) seen.set(code, (seen.get(code) ?? new Set()).add(severity));

    const actual = renderDiagnostics(diagnostics, { format: 'text', colour: false });
    const expected = join(folder, name, 'expected.txt');
    if (process.env.SNAPSHOT) writeFileSync(expected, actual);
    assert.is(actual, readFileSync(expected, 'utf8'));
  });
}

test('every code has a fixture, and the severity that the manual says', () => {
  // What is wrong with a file itself is tested in parse.test.ts.
  const ofFiles = ['SME101', 'SME102', 'SME103', 'SME104', 'SME105', 'SME106', 'SME121'];
  const missing = Object.keys(codes).filter((code) => !seen.has(code) && !ofFiles.includes(code));
  assert.equal(missing, []);
  for (const [code, severities] of seen) {
    assert.equal([...severities], [codes[code as keyof typeof codes].severity], code);
  }
});

const sample: Diagnostic = {
  code: 'SME201',
  severity: 'error',
  message: 'unknown key `a,b`: 100% \u001b[31mred',
  file: 'dir/a:b,c.json',
  place: { line: 3, column: 5, length: 2, lineText: '    ab' },
  cause: 'because',
  fix: 'do\nthis',
};

test('GitHub annotations are escaped', () => {
  const github = renderDiagnostics([sample], { format: 'github', colour: true });
  const head = '::error file=dir/a%3Ab%2Cc.json,line=3,col=5,endColumn=7,title=SME201';
  assert.is(
    github,
    `${head}::unknown key \`a,b\`: 100%25 \\u{1b}[31mred%0Acause: because%0Afix: do\\u{a}this\n`,
  );
});

test('JSON says everything, in pure ASCII controls', () => {
  const json = renderDiagnostics([{ ...sample, message: '\u202e\u009b' }], { format: 'json', colour: true });
  assert.is(json.includes('\\u202e\\u009b'), true);
  assert.equal(JSON.parse(json), [
    {
      code: 'SME201',
      severity: 'error',
      message: '\u202e\u009b',
      file: 'dir/a:b,c.json',
      line: 3,
      column: 5,
      length: 2,
      cause: 'because',
      fix: 'do\nthis',
    },
  ]);
  assert.is(renderDiagnostics([], { format: 'json', colour: false }), '[]\n');
});

test('text has colour only when told', () => {
  const plain = renderDiagnostics([sample], { format: 'text', colour: false });
  const coloured = renderDiagnostics([sample], { format: 'text', colour: true });
  assert.not.ok(plain.includes('\u001b'));
  assert.is(coloured.replaceAll(/\p{Cc}\[[\d;]*m/gu, ''), plain);
});

async function check(sources: readonly Source[]): Promise<Diagnostic[]> {
  async function* files() {
    for (const source of sources) yield { source, diagnostics: [] };
  }
  return (await checkAll(files())).flatMap(({ diagnostics }) => diagnostics);
}

function sorted(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((one) => JSON.stringify(one)).sort();
}

test.run();
