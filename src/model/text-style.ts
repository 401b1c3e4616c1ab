/** How a kind of text looks as far as its size goes; colours are the template's. `size` is in pixels. */
export interface TextStyle {
  readonly size: number;
  readonly family: 'sans' | 'mono';
  readonly weight: 400 | 600;
}

/** Every kind of text in the picture of the topology. */
export const textStyles = {
  title: { size: 26, family: 'sans', weight: 600 },
  subtitle: { size: 14, family: 'sans', weight: 400 },
  heading: { size: 13, family: 'sans', weight: 600 },
  name: { size: 14, family: 'mono', weight: 600 },
  address: { size: 13, family: 'mono', weight: 400 },
  port: { size: 12, family: 'mono', weight: 400 },
  label: { size: 12, family: 'sans', weight: 600 },
  note: { size: 12, family: 'sans', weight: 400 },
  badge: { size: 11, family: 'sans', weight: 600 },
  tag: { size: 11, family: 'sans', weight: 600 },
} as const satisfies Record<string, TextStyle>;
export type TextKind = keyof typeof textStyles;

/** Advance widths in parts of the size, as wide as the widest common fonts (DejaVu Sans, Verdana) have them. */
const advances: readonly [RegExp, number][] = [
  [/[ijlI.,:;'|! ()[\]frt/\\-]/, 0.42],
  [/[mwMW%@]/, 1],
  [/[A-Z&+=<>~]/, 0.84],
  [/[\u0020-\u024f]/, 0.65],
];
const monospaced = 0.61;
const bold = 1.1;

/** The width in ems of each character that was asked for: a picture has tens of thousands, of a hundred kinds. */
const known = new Map<string, number>();

function advanceOf(character: string): number {
  let width = known.get(character);
  if (width === undefined) {
    width = advances.find(([of]) => of.test(character))?.[1] ?? 1;
    // Whatever a fleet is called in, this stays small.
    if (known.size < 1000) known.set(character, width);
  }
  return width;
}

/** The width of a text in pixels, never less than a reader's font makes of it; what is not Latin counts a whole em. */
export function widthOf(text: string, kind: TextKind): number {
  const { size, family, weight } = textStyles[kind];
  let ems = 0;
  for (const character of text) {
    ems += family === 'mono' && character < '\u0250' ? monospaced : advanceOf(character);
  }
  return ems * size * (family === 'sans' && weight === 600 ? bold : 1);
}

/** From the top of one line to that of the next. */
export function lineHeight(kind: TextKind): number {
  return Math.round(textStyles[kind].size * 1.4);
}

/** What was wrapped lately: each column is measured before it is set, and a fleet says most things again. */
const wrapped = new Map<string, readonly string[]>();

/** Break a text into lines no wider than `width`: between words, within a long one after a dot or hyphen, or anywhere. */
export function wrap(text: string, kind: TextKind, width: number): readonly string[] {
  const key = `${kind} ${width} ${text}`;
  const lines = wrapped.get(key) ?? linesOf(text, kind, width);
  if (wrapped.size >= 1000) wrapped.clear();
  wrapped.set(key, lines);
  return lines;
}

function linesOf(text: string, kind: TextKind, width: number): string[] {
  if (widthOf(trimmed(text), kind) <= width) return [trimmed(text)];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, kind, width)) {
    if (line !== '' && widthOf(trimmed(line + piece), kind) > width) {
      lines.push(trimmed(line));
      line = '';
    }
    line += piece;
  }
  return [...lines, trimmed(line)];
}

function piecesOf(text: string, kind: TextKind, width: number): string[] {
  const fits = (piece: string) => widthOf(trimmed(piece), kind) <= width;
  const words = text.match(/[^ ]* |[^ ]+/g) ?? [];
  const parts = words.flatMap((word) => (fits(word) ? [word] : word.split(/(?<=[-.])/)));
  return parts.flatMap((part) => (fits(part) ? [part] : [...part]));
}

function trimmed(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  return text.slice(0, end);
}
