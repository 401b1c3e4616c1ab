import type { Span } from '../parse/source.ts';
import type { Place } from './diagnostic.ts';

/**
 * Make a function that turns spans of this text into places.
 * The line starts are found once, so that a thousand faults in a long file stay cheap.
 */
export function places(text: string): (span: Span) => Place {
  const starts = lineStarts(text);
  return ({ offset, length }) => {
    const at = Math.min(Math.max(offset, 0), text.length);
    const index = lastAtMost(starts, at);
    const start = starts[index] ?? 0;
    const lineText = text.slice(start, starts[index + 1] ?? text.length).replace(/(\r\n|\r|\n)$/, '');
    // An offset on the line's end itself, as of a missing bracket, stays on this line.
    const column = Math.min(at - start, lineText.length) + 1;
    const rest = Math.max(lineText.length - column + 1, 1);
    return { line: index + 1, column, length: Math.min(Math.max(length, 1), rest), lineText };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

/** The index of the last entry of ascending `values` that is at most `wanted`. */
function lastAtMost(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
