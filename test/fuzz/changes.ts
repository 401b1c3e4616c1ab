import fc from 'fast-check';

/** One change of the data: what is done, at which place, with which other place or value. */
export interface Change {
  readonly how: (typeof ways)[number];
  readonly at: number;
  readonly other: number;
  readonly value: unknown;
}

const ways = [
  'drop',
  'rename',
  'retype',
  'duplicate',
  'move',
  'swap',
  'share',
  'nest',
  'word',
  'splice',
  'name',
  'variable',
  'setting',
] as const;

/** What YAML, Jinja, Ansible, a shell or a terminal takes for more than text. */
export const traps =
  'y n yes no on off true null nan ~ = << - --- ... ? @ 0x1f 0b1 017 1e3 1.5e3 6.5e-1 22:22 1_000 2024-06-07 100M .inf __proto__ constructor all localhost'
    .split(' ')
    .concat([
      '{{ 7 * 7 }}',
      '{% raw %}',
      '{#',
      '#jinja2:x',
      '$ANSIBLE_VAULT;1.1',
      '!vault',
      '&a',
      '*a',
      'a: b',
      'a #b',
    ])
    .concat([
      '',
      ' ',
      'a b',
      'a\nb',
      '\r\n',
      '\t',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\u202e',
      '\u200b',
      '\u001b[31m',
      '\ud800',
    ])
    .concat([
      'é',
      'e\u0301',
      '日本',
      '😀',
      '\u{10ffff}',
      '\0',
      'x'.repeat(300),
      "it's",
      '"',
      '\\',
      '/',
      '../x',
      '%',
      '`id`',
    ])
    .concat([
      '192.0.2.11',
      '192.0.2.011',
      '::1',
      'smesql01',
      '/etc/my.cnf',
      'password',
      'ansible_host',
      'root',
    ]);

/** Names that fit the schema, and that a reader of YAML or Ansible may all the same take for something else. */
const names =
  'y n yes no on off true false null nan inf 0x1f 0b1 0o17 1e3 1.5e3 6.5e-1 2024-06-07 1-2 a.b all sme hosts vars children group_names self keys items'.split(
    ' ',
  );

/** Values that are legal somewhere, so that a part of the spoilt inventories is accepted. */
const settings = [
  'x',
  'ab-c',
  '/srv/x.cnf',
  '/home/{x',
  "a'b",
  'a"b\\',
  'ü',
  '10.0.0.7',
  '1G',
  'dnf up',
  1,
  2,
  7,
  64,
  250,
  0.25,
  true,
  false,
  [],
];

const value = fc.oneof(
  fc.constantFrom<unknown>(...traps, null, true, false, 0, 1, -1, 0.1, 51, 255, 1e21, -0, [], {}, [[]], {
    a: null,
  }),
  fc.integer({ min: -10, max: 70_000 }),
  fc.jsonValue({ maxDepth: 2 }),
);

export const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom(...ways),
  at: fc.nat(500),
  other: fc.nat(500),
  value,
});

/** A value with the mapping or list that holds it; the whole inventory has none. */
interface Slot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Change the data in place; what cannot be done at that place is left out. */
export function apply(data: Record<string, unknown>, { how, at, other, value: given }: Change): void {
  const all = [...slots(data)];
  const slot = all[at % all.length];
  const second = all[other % all.length];
  if (!slot || !second) return;
  const { holder, key } = slot;
  const found = holder[key];
  if (how === 'drop') remove(slot);
  else if (how === 'rename') rename(slot, typeof given === 'string' ? given : `${key}s`, other);
  else if (how === 'retype') holder[key] = given;
  else if (how === 'duplicate') duplicate(slot, `${key}_`);
  else if (how === 'swap')
    [holder[key], second.holder[second.key]] = [copy(second.holder[second.key]), copy(found)];
  else if (how === 'share') second.holder[second.key] = isCircle(found, second.holder) ? copy(found) : found;
  else if (how === 'nest') holder[key] = nested(found, other % 80);
  else if (how === 'word') onText(slot, () => traps[other % traps.length] ?? '');
  else if (how === 'name') onText(slot, () => names[other % names.length] ?? '');
  else if (how === 'setting') holder[key] = copy(settings[other % settings.length]);
  else if (how === 'variable')
    setVariable(data, names[at % names.length] ?? '', other % 3 === 0 ? traps[other % traps.length] : given);
  else if (how === 'splice') onText(slot, (text) => spliced(text, at, traps[other % traps.length] ?? ''));
  else {
    remove(slot);
    second.holder[second.key] = copy(found);
  }
}

function* slots(holder: unknown, depth = 0): Generator<Slot> {
  if (typeof holder !== 'object' || holder === null || depth > 12) return;
  for (const [key, inner] of Object.entries(holder)) {
    yield { holder: holder as Record<string, unknown>, key };
    yield* slots(inner, depth + 1);
  }
}

function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function rename({ holder, key }: Slot, name: string, how: number): void {
  const found = holder[key];
  remove({ holder, key });
  const misspelt = how % 2 === 0 ? name : key.slice(0, how % key.length) + key.slice((how % key.length) + 1);
  Object.defineProperty(holder, misspelt, {
    value: found,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function duplicate({ holder, key }: Slot, name: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 0, copy(holder[Number(key)]));
  else holder[name] = copy(holder[key]);
}

function nested(found: unknown, depth: number): unknown {
  return Array.from({ length: depth }).reduce<unknown>(
    (inner, _, index) => (index % 2 ? [inner] : { a: inner }),
    found,
  );
}

function setVariable({ db_servers }: Record<string, unknown>, name: string, given: unknown): void {
  if (!Array.isArray(db_servers) || typeof db_servers[0] !== 'object' || db_servers[0] === null) return;
  const isWord = /^[a-z_]/.test(name);
  db_servers[0].ansible_vars = { [isWord ? name : `x_${name.length}`]: given, nested: { [name]: given } };
}

function onText({ holder, key }: Slot, edit: (text: string) => string): void {
  if (typeof holder[key] === 'string') holder[key] = edit(holder[key]);
}

function spliced(text: string, at: number, put: string): string {
  const where = at % (text.length + 1);
  return text.slice(0, where) + put + text.slice(where);
}

function copy(found: unknown): unknown {
  return found === undefined ? null : structuredClone(found);
}

function isCircle(found: unknown, holder: unknown): boolean {
  if (found === holder) return true;
  return (
    typeof found === 'object' && found !== null && Object.values(found).some((one) => isCircle(one, holder))
  );
}
