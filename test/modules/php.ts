import { join } from 'node:path';
import { execaSync } from 'execa';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password, seed } from '../quoting/hostile.ts';
import { skip } from '../skip.ts';
import { type PhpFile, type Place, phpFile, quote, write } from './php-file.ts';
import { type Answer, bytes, doSteps, folder, noPython, python, type Step } from './steps.ts';

const names = ['dbhost', 'dbuser', 'password', 'memcachehost'];
const hasPhp = execaSync('php', ['--version'], { reject: false }).exitCode === 0;
const missing = python === undefined ? noPython : hasPhp ? undefined : 'no php here';

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

const utf8 = (text: string) => Buffer.from(text, 'latin1').toString();
const setting = (path: string, values: Readonly<Record<string, string>>, check = false): Step => ({
  step: 'module',
  name: 'php_properties',
  check,
  args: {
    path,
    properties: Object.fromEntries(Object.entries(values).map(([name, text]) => [name, utf8(text)])),
    add_after: 'dbhost',
    may_add: ['memcachehost'],
    backup: `${path}.backup`,
  },
});

test('php_properties: sets values that PHP reads back, and touches no other byte', () => {
  if (missing !== undefined) return skip('php_properties', missing);
  const cases = Array.from({ length: 40 }, (_, id) =>
    fc.sample(someCase(id), { numRuns: 1, seed: seed + id }),
  ).flat();
  const paths = cases.map((_, id) => join(folder, `config-${id}.php`));
  const originals = cases.map(({ file }) => write(file, {}));
  const results = doSteps(
    cases.map(({ values }, id): Step[] => {
      const path = paths[id] ?? '';
      const content = originals[id] ?? '';
      return [
        { step: 'write', path: `${path}.original`, content },
        { step: 'write', path, content, mode: 0o640, owner: 33 },
        setting(path, values, true),
        { step: 'read', path },
        setting(path, values),
        { step: 'read', path },
        { step: 'stat', path },
        { step: 'read', path: `${path}.backup` },
        { step: 'stat', path: `${path}.backup` },
        setting(path, values),
        { step: 'read', path },
      ];
    }),
  );
  const before = readBack(paths.map((path) => `${path}.original`));
  const after = readBack(paths);
  for (const [id, { file, values, isStock }] of cases.entries()) {
    const original = originals[id] ?? '';
    const [, , checked, untouched, set, text, access, backup, backupAccess, again, still] = results[id] as [
      unknown,
      unknown,
      Answer,
      string,
      Answer,
      string,
      object,
      string | null,
      object | null,
      Answer,
      string,
    ];
    const added = isStock ? `var $memcachehost=${quote(values.memcachehost ?? '')};` : '';
    const wanted = write(file, values, added);
    const differs = wanted !== original;
    const say = `${original}\n${JSON.stringify(values)}\n${set.msg}`;
    assert.is(checked.changed, differs, say);
    assert.is(untouched, original, say);
    assert.is(set.changed, differs, say);
    assert.is(text, wanted, say);
    const [owner, group] = process.getuid?.() === 0 ? [33, 33] : [process.getuid?.(), process.getgid?.()];
    assert.equal({ ...access, inode: 0 }, { mode: 0o640, owner, group, inode: 0 }, say);
    assert.is(backup, differs ? original : null, say);
    if (differs) assert.is((backupAccess as { mode: number }).mode, 0o600, say);
    assert.is(again.changed, false, say);
    assert.is(still, text, say);
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

/** Files that do not say clearly what is to be set: nothing is written, not even a backup. */
const refused: Record<string, [string, RegExp]> = {
  'a property is missing': [
    "<?php class a { var $dbhost='x'; // var $password='x';\n}",
    /declares no property \$password/,
  ],
  'the anchor is missing': [
    "<?php class a { var $password='x'; /* var $dbhost='x'; */ }",
    /declares no property \$/,
  ],
  'another class has it': [
    "<?php class a { var $dbhost='x'; } class b { var $password='x'; }",
    /no property \$password/,
  ],
  'a function has it': [
    "<?php class a { var $dbhost='x'; function f() { static $password='x'; } }",
    /no property/,
  ],
  'text has it': ["<?php class a { var $dbhost='x'; } ?> var $password='x';", /no property \$password/],
  'two classes have it': [
    "<?php class a { var $dbhost='x', $password; } class b { var $dbhost='x'; }",
    /in 2 classes/,
  ],
  'there is no PHP in it': ["class a { var $dbhost='x'; var $password='x'; }", /declares no property/],
  'PHP refuses it': ["<?php class a { var $dbhost='x'; var $password='x'; var $dbhost; }", /PHP refuses/],
  'it is not there': ['', /is not there/],
};

test('php_properties: refuses what it does not understand, and writes nothing', () => {
  if (missing !== undefined) return skip('php_properties, refusals', missing);
  const cases = Object.values(refused).map(([content], index): Step[] => {
    const path = join(folder, `refused-${index}.php`);
    const look: Step[] = [
      { step: 'read', path },
      { step: 'stat', path },
    ];
    const first: Step = content === '' ? { step: 'read', path } : { step: 'write', path, content };
    const act = setting(path, { dbhost: 'new', password: 'new' });
    return [first, ...look, act, ...look, { step: 'read', path: `${path}.backup` }];
  });
  const results = doSteps(cases);
  Object.entries(refused).forEach(([name, [, message]], index) => {
    const [, text, access, answer, textAfter, accessAfter, backup] = results[index] ?? [];
    const { failed, msg = '' } = answer as Answer;
    assert.is(failed, true, name);
    assert.match(msg, message, name);
    assert.equal([textAfter, accessAfter, backup], [text, access, null], name);
  });
});

test('php_properties: a link to the file stays a link', () => {
  if (missing !== undefined) return skip('php_properties, a link', missing);
  const [path, link] = ['target.php', 'link.php'].map((name) => join(folder, name)) as [string, string];
  const [results = []] = doSteps([
    [
      { step: 'write', path, content: "<?php class a { var $dbhost='x'; }\n" },
      { step: 'run', argv: ['ln', '-s', path, link] },
      setting(link, { dbhost: 'new' }),
      { step: 'read', path },
      { step: 'run', argv: ['readlink', link] },
    ],
  ]);
  assert.is(results[3], "<?php class a { var $dbhost='new'; }\n");
  assert.is((results[4] as { out: string }).out, `${path}\n`);
});
