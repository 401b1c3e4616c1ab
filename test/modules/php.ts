import { join } from 'node:path';
import { execaSync } from 'execa';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password, seed } from '../quoting/hostile.ts';
import { skip } from '../skip.ts';
import { type PhpFile, type Place, phpFile, quote, write } from './php-file.ts';
import { missing, names, setting } from './php-setting.ts';
import { type Access, type Answer, bytes, doSteps, folder, type Step } from './steps.ts';

interface Case {
  readonly file: PhpFile;
  readonly values: Readonly<Record<string, string>>;
  /** Whether the class has no $memcachehost, as a stock one has not. */
  readonly isStock: boolean;
}

const someCase = (id: number): fc.Arbitrary<Case> =>
  fc.boolean().chain((isStock) =>
    fc
      .tuple(
        phpFile(id, isStock ? names.slice(0, 3) : names),
        fc.array(fc.option(password, { freq: 3 }), {
          minLength: 4,
          maxLength: 4,
        }),
      )
      .map(([file, wanted]) => ({
        file,
        isStock,
        // Now and then what is there already.
        values: Object.fromEntries(
          names.map((name, i) => [name, bytes(wanted[i] ?? '') || (placeOf(file, name)?.plain ?? 'x')]),
        ),
      })),
  );

function placeOf({ items }: PhpFile, name: string): Place | undefined {
  const pieces = items.flatMap(({ pieces }) => pieces);
  return pieces.find((piece): piece is Place => typeof piece !== 'string' && piece.name === name);
}

/** Let the real PHP read files that include no class twice. */
function readBack(files: readonly string[]): Reading[] {
  const script = new URL('read_properties.php', import.meta.url).pathname;
  const { stdout } = execaSync('php', ['-d', 'short_open_tag=0', script], {
    input: JSON.stringify(files),
  });
  return JSON.parse(stdout);
}

interface Results {
  readonly checked: Answer;
  readonly untouched: string;
  readonly set: Answer;
  readonly text: string;
  readonly access: Access;
  readonly backup: string | null;
  readonly backupAccess: Access | null;
  readonly again: Answer;
  readonly still: string;
}

function steps({ values }: Case, path: string, content: string): Step[] {
  return [
    { step: 'write', path: `${path}.original`, content },
    { step: 'write', path, content, mode: 0o640, owner: 33 },
    { as: 'checked', ...setting(path, values, true) },
    { as: 'untouched', step: 'read', path },
    { as: 'set', ...setting(path, values) },
    { as: 'text', step: 'read', path },
    { as: 'access', step: 'stat', path },
    { as: 'backup', step: 'read', path: `${path}.backup` },
    { as: 'backupAccess', step: 'stat', path: `${path}.backup` },
    { as: 'again', ...setting(path, values) },
    { as: 'still', step: 'read', path },
  ];
}

test('php_properties: sets values that PHP reads back, and touches no other byte', () => {
  if (missing !== undefined) return skip('php_properties', missing);
  const ids = Array.from({ length: 30 }, (_, id) => id);
  const cases = ids.flatMap((id) => fc.sample(someCase(id), { numRuns: 1, seed: seed + id }));
  const paths = ids.map((id) => join(folder, `config-${id}.php`));
  const originals = cases.map(({ file }) => write(file, {}));
  const scripts = cases.map((one, id) => steps(one, paths[id] ?? '', originals[id] ?? ''));
  const results = doSteps<Results>(scripts);
  const before = readBack(paths.map((path) => `${path}.original`));
  const after = readBack(paths);
  for (const [id, { file, values, isStock }] of cases.entries()) {
    const { checked, untouched, set, text, access, backup, backupAccess, again, still } = results[
      id
    ] as Results;
    const original = originals[id] ?? '';
    const added = isStock ? `var $memcachehost=${quote(values.memcachehost ?? '')};` : '';
    const wanted = write(file, values, added);
    const differs = wanted !== original;
    const say = `${original}\n${JSON.stringify(values)}\n${set.msg}`;
    assert.equal([checked.changed, untouched], [differs, original], `check mode: ${say}`);
    assert.is(text, wanted, say);
    assert.is(set.changed, differs, say);
    assert.equal(
      [access.mode, access.owner],
      [0o640, process.getuid?.() === 0 ? 33 : process.getuid?.()],
      say,
    );
    assert.equal([backup, backupAccess?.mode], differs ? [original, 0o600] : [null, undefined], say);
    assert.equal([again.changed, still], [false, text], `again: ${say}`);
    assert.equal(after[id], expectation(before[id] ?? {}, id, values), say);
  }
});

type Reading = Record<string, Record<string, string>>;

/** What PHP read before, with the new values in our class and in what inherits from it. */
function expectation(before: Reading, id: number, values: Readonly<Record<string, string>>): Reading {
  const change = ([name, properties]: [string, Record<string, string>]): [string, Record<string, string>] => {
    if (name !== `config${id}` && name !== `Later${id}`) return [name, properties];
    // An heir sees no private properties.
    const seen = names.filter(
      (key) => name === `config${id}` || key in properties || !(key in (before[`config${id}`] ?? {})),
    );
    const set = seen.map((key) => [key, Buffer.from(values[key] ?? '', 'latin1').toString('base64')]);
    return [name, { ...properties, ...Object.fromEntries(set) }];
  };
  return Object.fromEntries(Object.entries(before).map(change));
}
