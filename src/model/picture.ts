import { lineHeight, type TextKind, type TextStyle, textStyles, wrap } from './text-style.ts';

/** A rectangle; `kind` says what it stands for, and so how it is painted. Pixels, from the top left corner. */
export interface Box {
  readonly kind: 'panel' | 'card' | 'vip' | 'badge' | 'tag' | 'rule';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

const radii: Readonly<Record<Box['kind'], number>> = {
  panel: 12,
  card: 8,
  vip: 8,
  badge: 11,
  tag: 11,
  rule: 0,
};

export function box(kind: Box['kind'], place: Omit<Box, 'kind' | 'radius'>): Box {
  return { kind, ...place, radius: radii[kind] };
}

export type Point = readonly [x: number, y: number];

/** A line through points that lie above or beside each other, with an arrowhead at one end or both. */
export interface Line {
  readonly kind: 'traffic' | 'takeover' | 'replication' | 'control';
  readonly points: readonly Point[];
  /** The line as the path data of SVG, its corners rounded. */
  readonly path: string;
  /** The arrowheads as path data. */
  readonly heads: string;
}

/** One line of text; `x` is where its `anchor` is, `y` its baseline. */
export interface Text {
  readonly kind: TextKind;
  readonly style: TextStyle;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
}

/** A part of a picture; boxes come in the order in which they are painted. */
export interface Part {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly texts: readonly Text[];
}

/** A picture, all places computed. `title` and `description` are for those who do not see it. */
export interface Picture extends Part {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
}

export function together(...parts: readonly Partial<Part>[]): Part {
  const whole = { boxes: [] as Box[], lines: [] as Line[], texts: [] as Text[] };
  for (const { boxes, lines, texts } of parts) {
    if (boxes) whole.boxes.push(...boxes);
    if (lines) whole.lines.push(...lines);
    if (texts) whole.texts.push(...texts);
  }
  return whole;
}

/** Text to be set in a column; `above` is the space before it. */
export interface Paragraph {
  readonly text: string;
  readonly kind: TextKind;
  readonly above?: number;
}

/** Where a column of text stands: `x` is the place of the anchor, `y` the top. */
export interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly anchor?: Text['anchor'];
}

/** Set paragraphs one under the other, broken to the column's width. */
export function column({ x, y, width, anchor = 'start' }: Column, paragraphs: readonly Paragraph[]): Text[] {
  const texts: Text[] = [];
  let top = y;
  for (const { text, kind, above = 0 } of paragraphs) {
    top += above;
    const style = textStyles[kind];
    for (const line of wrap(text, kind, width)) {
      texts.push({ kind, style, x, y: Math.round(top + style.size), anchor, text: line });
      top += lineHeight(kind);
    }
  }
  return texts;
}

/** The height that `column` takes. */
export function columnHeight(width: number, paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce(
    (sum, { text, kind, above = 0 }) => sum + above + wrap(text, kind, width).length * lineHeight(kind),
    0,
  );
}
