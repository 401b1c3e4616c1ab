import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse, type ScalarTag } from 'yaml';
import { escapeFor } from '../src/render/escape.ts';
import { yaml, yamlLive } from '../src/render/yaml.ts';
import { askPython, pythonWith, templating } from './python.ts';
import { skip } from './skip.ts';

const seed = 20240607;

/** What some YAML reader takes for something else, or what ends a value early. */
const traps =
  `y Y n N yes Yes YES no NO on ON off Off true True false null Null NULL ~ = << - -- --- ... ? : , [ ] { } # & * ! | > % @
  22:22 1:30:00 190:20:30 1_000 0x1f 0b1010 0o17 017 08 1e3 1.5e3 1.0e+3 .5 -.5 5. +1 -1 1.0 .inf -.Inf .nan NaN Infinity
  2024-06-07 2024-06-07T01:02:03Z 100M 1,000 a:b a: :a a#b a,b !unsafe !!str &a *a %YAML {{ }} {% %} {# #} {{a}} {{7*7}}
  {%raw%} #jinja2:x $ANSIBLE_VAULT;1.1 !vault \\ \\n \\x41 " ' \`a\` 192.0.2.11 10.0 1.2.3 fe80::1 /a/b /etc/my.cnf.d a.b a-b a_b _a -a`
    .split(/\s+/)
    .concat([
      '',
      ' ',
      ' a',
      'a ',
      'a b',
      'a\nb',
      '\n',
      '\r\n',
      '\t',
      'a: b',
      'a #b',
      '"a"',
      "'a'",
      '{{ 7 * 7 }}',
      '{% if 1 %}',
    ])
    .concat([
      '\0',
      '\u0007',
      '\u001b[31m',
      '\u007f',
      '\u0080',
      '\u0085',
      '\u009f',
      '\u00a0',
      '\u00ad',
      '\u2028',
      '\u2029',
    ])
    .concat([
      '\ufeff',
      '\ufeffa',
      '\ufffe',
      '\uffff',
      '\ufffd',
      '\u202e',
      '\u200b',
      'é',
      'Ünïcödé',
      '日本',
      '😀',
      '\u{e0001}',
      '\u{10ffff}',
    ]);

const trap = fc.constantFrom(...traps);
const word = fc.oneof(
  trap,
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...' \t\n\r"\'\\#:,-?{}[]&*!|>%@`=~<./$01e_yn'), maxLength: 12 }),
  fc.array(trap, { maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 2000 }),
);
const scalar = fc.oneof(
  { weight: 6, arbitrary: word },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const nested = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).value;

const values: unknown[] = [
  ...traps,
  'k'.repeat(3000),
  { [`${'k'.repeat(3000)} `]: [1] },
  ...fc.sample(nested, { numRuns: 3000, seed }),
];

/** The places in which a value stands in a template. */
const places = [
  (text: string) => `v: ${text}\n`,
  (text: string) => `a:\n  - ${text}\nv: ${text}\n`,
  (text: string) => `{ a: 1, v: ${text}, b: [${text}] }\n`,
];

/** Every value in one of the places, as YAML. */
function documents(write: (value: unknown) => string): string[] {
  return values.map((value, index) => places[index % places.length]?.(write(value)) ?? '');
}

/** Compare what was read with what was written; -0 and 0 are one number to YAML. */
function assertRead(read: readonly unknown[], texts: readonly string[]): void {
  assert.is(read.length, values.length);
  for (const [index, value] of values.entries()) {
    const given = JSON.stringify(value);
    const got = JSON.stringify(read[index]);
    assert.is(canonical(read[index]), canonical(value), `${given} was read as ${got} from ${texts[index]}`);
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1));
  });
}

const unsafeTag: ScalarTag = { tag: '!unsafe', resolve: (text) => text };

test('the yaml package reads every value back, as YAML 1.1', () => {
  for (const write of [yaml, yamlLive]) {
    const texts = documents(write);
    const read = texts.map(
      (text) => parse(text, { customTags: [unsafeTag], logLevel: 'error', version: '1.1' }).v,
    );
    assertRead(read, texts);
  }
});

const withYaml = pythonWith('yaml');
if (withYaml === undefined) skip('PyYAML reads every value back', 'no python3 here can import yaml');
else {
  for (const loader of ['SafeLoader', 'CSafeLoader']) {
    test(`PyYAML's ${loader} reads every value back`, () => {
      const script = `
import yaml
loader = getattr(yaml, '${loader}', yaml.SafeLoader)
loader.add_constructor('!unsafe', lambda l, node: l.construct_scalar(node))
answer = [yaml.load(text, Loader=loader)['v'] for text in given]`;
      const texts = documents(yaml);
      assertRead(askPython(withYaml, script, texts) as unknown[], texts);
    });
  }
}

const withAnsible = pythonWith('ansible.parsing.dataloader');
const template = `${templating}
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
loader = DataLoader()
templar = Templar(loader=loader, variables={})
answer = [templar.template(loader.load(trust_as_template(text))['v']) for text in given]`;
if (withAnsible === undefined)
  skip('Ansible evaluates no Jinja in a value', 'no python3 here can import ansible');
else {
  test('Ansible evaluates no Jinja in a value', () => {
    const texts = documents(yaml);
    assertRead(askPython(withAnsible, template, texts) as unknown[], texts);
  });

  test('Ansible evaluates the Jinja of a live value', () => {
    const value = { list: ['{{ 7 * 7 }}.', 'yes'], 'a b': '{{ "x" | upper }}: #' };
    const read = askPython(withAnsible, template, [`v: ${yamlLive(value)}\n`]);
    assert.equal(read, [{ list: ['49.', 'yes'], 'a b': 'X: #' }]);
  });
}

test('YAML: plain words stay plain, others are quoted', () => {
  const table: [value: unknown, text: string][] = [
    ['smesql01', 'smesql01'],
    ['192.0.2.11', '192.0.2.11'],
    ['/etc/my.cnf.d/localhost.cnf', '/etc/my.cnf.d/localhost.cnf'],
    ['RH-Firewall-1-INPUT', 'RH-Firewall-1-INPUT'],
    ['yes', '"yes"'],
    ['100M', '"100M"'],
    ['two\nlines', '"two\\nlines"'],
    ['{{ x }}', '!unsafe "{{ x }}"'],
    [1e21, '1.0e+21'],
    [1.5e-7, '1.5e-7'],
    [true, 'true'],
    [null, 'null'],
    [[], '[]'],
    [{}, '{}'],
    [['a', 1], '[a, 1]'],
    [{ a: 'b', 'c d': [null] }, '{ a: b, "c d": [null] }'],
  ];
  for (const [value, text] of table) assert.is(yaml(value), text);
  assert.is(yamlLive('{{ x }}'), '"{{ x }}"');
});

test('what a file cannot hold is refused', () => {
  for (const value of [
    undefined,
    [undefined],
    Number.NaN,
    Number.POSITIVE_INFINITY,
    () => 1,
    '\ud800',
    ['a\udc00b'],
    { '\ud800': 1 },
  ]) {
    assert.throws(() => yaml(value));
    assert.throws(() => yamlLive(value));
  }
  for (const ending of ['yml', 'md', 'cfg', 'json', 'svg'])
    assert.throws(() => escapeFor(`a.${ending}`)(undefined));
  for (const text of ['a\nb', 'a\rb', ' a', 'a ', '"a"', "'a'", 'a ;b', ';a', '#a', '\0']) {
    assert.throws(() => escapeFor('ansible.cfg')(text), 'ansible.cfg cannot hold');
  }
  assert.throws(() => escapeFor('roles/a/files/run.sh')('a'), 'knows no escape for roles/a/files/run.sh');
});

test('Markdown: nothing ends a cell, a code span or a line, and a reader sees the same characters', () => {
  const markdown = escapeFor('README.md');
  for (const text of fc.sample(word, { numRuns: 2000, seed })) {
    const written = markdown(text);
    assert.not.match(written, /[|`<>*[\]\\\n\r\u2028\u2029]/);
    const shown = written.replaceAll(/&#(\d+);/g, (_reference, code) => String.fromCharCode(Number(code)));
    assert.is(shown, text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '));
  }
  assert.is(markdown('a|b `c` <d> &amp; R&D'), 'a&#124;b &#96;c&#96; &#60;d&#62; &#38;amp; R&D');
});

test('XML: a parser reads every value back, in text and in an attribute; what XML cannot hold is a mark', () => {
  const xml = escapeFor('topology.svg');
  for (const text of [
    ...traps,
    ...fc.sample(word, { numRuns: 2000, seed }),
    '\ud800',
    '<a b="\'c\'">&amp;]]>',
  ]) {
    const written = xml(text);
    const read: string[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ attributes }) => read.push(String(attributes.a), String(attributes.b)));
    parser.on('text', (part) => read.push(part));
    parser.write(`<x a="${written}" b='${written}'>.${written}</x>`).close();
    const want = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, '\ufffd');
    assert.equal(read, [want, want, `.${want}`], JSON.stringify(text));
  }
});

const withAnsibleConfig = pythonWith('ansible.config.manager');
if (withAnsibleConfig === undefined)
  skip('Ansible reads a setting back', 'no python3 here can import ansible');
else {
  test('Ansible reads a setting back', () => {
    const setting = escapeFor('ansible.cfg');
    const held = fc
      .sample(word, { numRuns: 3000, seed })
      .filter((text) => text !== '' && accepts(setting, text));
    assert.ok(held.length > 500);
    const script = `
import os, tempfile
from ansible.config.manager import ConfigManager
names = ['a%d' % number for number in range(len(given))]
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'ansible.cfg')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('[defaults]\\n' + ''.join('%s = %s\\n' % pair for pair in zip(names, given)))
    manager = ConfigManager(path)
    manager.initialize_plugin_configuration_definitions(
        'lookup', 'ours', {name: {'ini': [{'section': 'defaults', 'key': name}]} for name in names})
    answer = [manager.get_config_value(name, plugin_type='lookup', plugin_name='ours') for name in names]`;
    const read = askPython(withAnsibleConfig, script, held.map(setting)) as string[];
    for (const [index, text] of held.entries()) assert.is(read[index], text);
  });
}

function accepts(write: (value: unknown) => string, text: string): boolean {
  try {
    write(text);
    return true;
  } catch {
    return false;
  }
}

test.run();
