import fc from 'fast-check';
import { password } from '../quoting/hostile.ts';
import { ahead, atTheEnd, inClass } from './php-traps.ts';
import { bytes } from './steps.ts';

/** The value of a property that the module may be asked to set. Texts hold one character a byte. */
export interface Place {
  readonly name: string;
  readonly source: string;
  /** What it means, where it is written as plainly as the module reads it. */
  readonly plain?: string;
}

export type Piece = string | Place;

/** A statement of the class with the blanks ahead of it. */
export interface Item {
  readonly indent: string;
  readonly pieces: readonly Piece[];
}

export interface PhpFile {
  readonly head: string;
  readonly items: readonly Item[];
  readonly tail: string;
  readonly newline: string;
}

export const quote = (text: string) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
const single = password.map((text) => ({
  source: quote(bytes(text)),
  plain: bytes(text),
}));
const double = password
  .map((text) => bytes(text).replaceAll(/["\\$]/g, ''))
  .map((text) => ({ source: `"${text}"`, plain: text }));
const other = fc.constantFrom(
  "'a' . ';b'",
  '"a\\t\\$b"',
  "<<<'Z'\nvar $dbhost='x';\nZ",
  '"\\x41"',
  'PHP_VERSION',
  "['a', 'b;'][0]",
);
const value: fc.Arbitrary<Omit<Place, 'name'>> = fc.oneof(
  { weight: 3, arbitrary: single },
  double,
  other.map((source) => ({ source })),
  fc.constant({ source: '' }),
);

/** One declaration; a second property may stand in the same statement. */
function declaration(name: string): fc.Arbitrary<Piece[]> {
  return fc
    .tuple(
      fc.constantFrom(
        'var ',
        'public string ',
        'protected\n  ?string ',
        'private static ',
        'static ',
        'VAR ',
      ),
      fc.constantFrom('=', ' = ', " /* ' */ = // ;\n  ", '\t=\t'),
      value,
      fc.constantFrom(';', ' ;', ' /* ; */;', `, $also_${name} = 'a,b';`, ";  // was 'x';", '; # {'),
    )
    .map(([start, equals, place, end]) =>
      place.source === ''
        ? [`${start}$${name}`, { name, ...place }, end]
        : [`${start}$${name}${equals}`, { name, ...place }, end],
    );
}

const indent = fc.constantFrom('\n    ', '\n\t', ' ', '\n', '\n\n  ');

/** A file that PHP accepts, whose class config<id> declares all of these properties. */
export function phpFile(id: number, names: readonly string[]): fc.Arbitrary<PhpFile> {
  const junk = fc.shuffledSubarray(inClass).map((lines) => lines.map((line): Piece[] => [`${line}\n`]));
  return fc
    .tuple(
      junk,
      fc.tuple(...names.map(declaration)),
      fc.array(fc.nat({ max: 99 }), { minLength: 4, maxLength: 4 }),
    )
    .chain(([lines, declarations, places]) => {
      const all: Piece[][] = [...lines];
      declarations.forEach((one, index) => {
        all.splice((places[index] ?? 0) % (all.length + 1), 0, one);
      });
      return fc.record({
        head: fc
          .tuple(
            fc.constantFrom('<?php', '<?PHP', "\xef\xbb\xbf' <?php", '#!/bin/x\n<?php'),
            fc.shuffledSubarray(ahead(id)),
          )
          .map(([opening, texts]) => `${[opening, ...texts].join('\n')}\nclass config${id} {`),
        items: fc.array(indent, { minLength: all.length, maxLength: all.length }).map((indents) =>
          all.map((pieces, i) => ({
            indent: indents[i] ?? '\n',
            pieces: [...pieces, '\n'],
          })),
        ),
        tail: fc.constantFrom(...atTheEnd(id)).map((text) => `}\n${text}`),
        newline: fc.constantFrom('\n', '\n', '\r\n'),
      });
    });
}

/** The file's bytes, with other values in some places, and perhaps one statement more behind that of $dbhost. */
export function write(file: PhpFile, values: Readonly<Record<string, string>>, added = ''): string {
  const fold = (text: string) => text.replaceAll('\n', file.newline);
  const items = file.items.map(({ indent, pieces }) => {
    const texts = pieces.map((piece) =>
      typeof piece === 'string' ? fold(piece) : place(piece, values, fold),
    );
    const hasHost = pieces.some((piece) => typeof piece !== 'string' && piece.name === 'dbhost');
    const [text, margin] = [texts.join(''), fold(indent)];
    if (!hasHost || added === '') return margin + text;
    // Behind the statement, which may have a remark behind it.
    const end =
      texts.slice(0, 2).join('').length + (texts[2]?.replace(/\/\* ; \*\//, '#######').indexOf(';') ?? 0) + 1;
    return `${margin}${text.slice(0, end)}${file.newline}${/[ \t]*$/.exec(margin)?.[0]}${added}${text.slice(end)}`;
  });
  return fold(file.head) + items.join('') + fold(file.tail);
}

function place(
  { name, source, plain }: Place,
  values: Readonly<Record<string, string>>,
  fold: (text: string) => string,
): string {
  const wanted = values[name];
  if (wanted === undefined || wanted === plain) return fold(source);
  return source === '' ? `=${quote(wanted)}` : quote(wanted);
}
