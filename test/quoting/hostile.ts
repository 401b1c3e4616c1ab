import fc from 'fast-check';

export const seed = 20_260_607;

/** What means something to one of the languages that a value passes through. */
const traps = [
  ...`' " \\ \\\\ \` $ $$ \${x} $(touch pwned) \`touch pwned\` ; ;; & | > < # ! ~ * ? % %% _ \\_ \\% \\' \\" '' "" ' or 1=1 -- /* */
    {{ {{x}} {% %} {# #} {{7*7}} } { [ ] ( ) , : = @ ^ + - -- // ?> <?php <<<EOT \\n \\0 \\x41 \\u0041 \\g \\G $_PWD ~SEQ( !include`
    .trim()
    .split(/\s+/),
  '[1,2]',
  '{"a":1}',
  "{'a'}",
  'True',
  'None',
  '012',
  '1e3',
  '@/etc/passwd',
  'é',
  'ß',
  '日本',
  '\u2028',
  '\ufeff',
  'a b',
  ' a ',
  '-e',
];

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...traps) },
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'grapheme', maxLength: 2 }),
);

const isBasic = (text: string) => !/[\p{Cc}\p{Cs}\u{10000}-\u{10ffff}]/u.test(text);

/** Text without control characters, of at most so many characters. */
export function printable(maxLength: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.constantFrom(...traps),
      fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('')),
    )
    .map((text) => [...text].slice(0, maxLength).join(''))
    .filter((text) => text !== '' && !/[\p{Cc}\p{Cs}]/u.test(text));
}

/** A secret: MASTER_PASSWORD takes 32 characters, and those of the basic plane alone. */
export const password = printable(32).filter(isBasic);

/** A VRRP password has 8 bytes at the most. */
export const shortPassword = printable(8)
  .map((text) => {
    const characters = [...text];
    while (Buffer.byteLength(characters.join('')) > 8) characters.pop();
    return characters.join('');
  })
  .filter((text) => text !== '');

/** A user or database as the schema and the rules have it: no blank at either end, no template. */
function name(maxLength: number, forbidden: RegExp): fc.Arbitrary<string> {
  return printable(maxLength)
    .map((text) => text.trim())
    .filter((text) => text !== '' && isBasic(text) && !forbidden.test(text) && !/\{[{%#]/.test(text));
}

export const userName = name(32, /^(root|mysql|mariadb\.sys|smestore|public)$/i);
export const databaseName = name(32, /[/\\.]|^(mysql|information_schema|performance_schema|sys)$/i);

/** One or two folders and a file name that a shell, a template or a regular expression could take for its own. */
export const hostilePath = fc
  .array(
    printable(40)
      .map((text) => text.replaceAll(/\//g, ''))
      .filter((text) => text !== '' && !/^\.{1,2}$/.test(text) && Buffer.byteLength(text) < 200),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => `/${parts.join('/')}`)
  .filter((path) => !/\{[{%#]/.test(path));
