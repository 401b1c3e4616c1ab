import type { Source, Span } from '../parse/source.ts';
import type { Code } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import { places } from './place.ts';

/** A diagnostic before it has its place: where it is in the text, if it is anywhere in it. */
export interface Fault {
  readonly code: Code;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly span?: Span;
  readonly cause?: string;
  readonly fix?: string;
}

/** Give each fault its file and its place. */
export function locate(source: Source, faults: readonly Fault[]): Diagnostic[] {
  if (faults.length === 0) return [];
  const placeOf = places(source.text);
  return faults.map(({ span, ...fault }) =>
    span ? { ...fault, file: source.name, place: placeOf(span) } : { ...fault, file: source.name },
  );
}

/** In order of place, those without a place first; what says the same of the same place stands once. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const once = new Map(diagnostics.map((one) => [[one.code, ...position(one), one.message].join(' '), one]));
  return [...once.values()].sort((a, b) => {
    const [lineA, columnA] = position(a);
    const [lineB, columnB] = position(b);
    return lineA - lineB || columnA - columnB || (a.code < b.code ? -1 : Number(a.code > b.code));
  });
}

function position({ place }: Diagnostic): [line: number, column: number] {
  return place ? [place.line, place.column] : [0, 0];
}
