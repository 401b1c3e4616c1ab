import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { skip } from '../skip.ts';
import { missing, setting } from './php-setting.ts';
import { type Access, type Answer, doSteps, folder, type Ran, type Step } from './steps.ts';

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

interface Results {
  readonly text: string | null;
  readonly access: Access | null;
  readonly answer: Answer;
  readonly textAfter: string | null;
  readonly accessAfter: Access | null;
  readonly backup: string | null;
}

function steps(content: string, path: string): Step[] {
  return [
    content === '' ? { step: 'read', path } : { step: 'write', path, content },
    { as: 'text', step: 'read', path },
    { as: 'access', step: 'stat', path },
    { as: 'answer', ...setting(path, { dbhost: 'new', password: 'new' }) },
    { as: 'textAfter', step: 'read', path },
    { as: 'accessAfter', step: 'stat', path },
    { as: 'backup', step: 'read', path: `${path}.backup` },
  ];
}

test('php_properties: refuses what it does not understand, and writes nothing', () => {
  if (missing !== undefined) return skip('php_properties, refusals', missing);
  const cases = Object.values(refused).map(([content], index) =>
    steps(content, join(folder, `refused-${index}.php`)),
  );
  const results = doSteps<Results>(cases);
  Object.entries(refused).forEach(([name, [, message]], index) => {
    const { text, access, answer, textAfter, accessAfter, backup } = results[index] as Results;
    assert.is(answer.failed, true, name);
    assert.match(answer.msg ?? '', message, name);
    assert.equal([textAfter, accessAfter, backup], [text, access, null], name);
  });
});

test('php_properties: a link to the file stays a link', () => {
  if (missing !== undefined) return skip('php_properties, a link', missing);
  const path = join(folder, 'target.php');
  const link = join(folder, 'link.php');
  const [results] = doSteps<{ text: string; target: Ran }>([
    [
      { step: 'write', path, content: "<?php class a { var $dbhost='x'; }\n" },
      { step: 'run', argv: ['ln', '-s', path, link] },
      setting(link, { dbhost: 'new' }),
      { as: 'text', step: 'read', path },
      { as: 'target', step: 'run', argv: ['readlink', link] },
    ],
  ]);
  assert.is(results?.text, "<?php class a { var $dbhost='new'; }\n");
  assert.is(results?.target.out, `${path}\n`);
});
