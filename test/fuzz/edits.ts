import fc from 'fast-check';
import { traps } from './changes.ts';

/** One edit of the text, as a slip of the hand or a damaged file makes it. */
export interface Edit {
  readonly how: (typeof ways)[number];
  readonly at: number;
  readonly other: number;
  readonly put: string;
}

const ways = [
  'replace',
  'insert',
  'cut',
  'copy line',
  'drop line',
  'swap lines',
  'indent',
  'garble',
] as const;

const sharp = '{}[]",:\\\'\n\t\0#&*!|>-?%@`~='.split('');
const pieces = [
  '<<: *vip',
  '<<: [*vip, *vars]',
  '&a ',
  '*a',
  '*vip',
  '!!str ',
  '!vault |',
  '!!binary ',
  '? ',
  '- - - ',
  '---\n',
  '...\n',
];
const deep = ['['.repeat(100), '{"a":'.repeat(100), '- '.repeat(70)];

export const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom(...ways),
  at: fc.nat(3000),
  other: fc.nat(3000),
  put: fc.constantFrom(...sharp, ...pieces, ...traps, ...deep),
});

/** The text after an edit; `garble` sets a byte, which may leave no UTF-8. */
export function edited(bytes: Buffer, { how, at, other, put }: Edit): Buffer {
  if (how === 'garble') {
    const garbled = Buffer.from(bytes);
    if (garbled.length > 0) garbled[at % garbled.length] = other % 256;
    return garbled;
  }
  const text = bytes.toString('utf8');
  const where = at % (text.length + 1);
  if (how === 'insert') return Buffer.from(text.slice(0, where) + put + text.slice(where));
  if (how === 'replace') return Buffer.from(text.slice(0, where) + put + text.slice(where + (other % 4)));
  if (how === 'cut')
    return Buffer.from(text.slice(0, where) + (other % 2 ? '' : text.slice(where + (other % 50))));
  return Buffer.from(onLines(text.split('\n'), { how, at, other, put }).join('\n'));
}

function onLines(lines: string[], { how, at, other }: Edit): string[] {
  const [a, b] = [at % lines.length, other % lines.length];
  const line = lines[a] ?? '';
  if (how === 'copy line') lines.splice(b, 0, line);
  else if (how === 'drop line') lines.splice(a, 1);
  else if (how === 'indent') lines[a] = other % 2 ? ` ${line}` : line.slice(1);
  else [lines[a], lines[b]] = [lines[b] ?? '', line];
  return lines;
}
