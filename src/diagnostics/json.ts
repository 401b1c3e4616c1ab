import type { Diagnostic } from './diagnostic.ts';

/** For machines: a JSON array, with each place as `line`, `column` and `length`. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  const rows = diagnostics.map(({ place, code, severity, message, file, cause, fix }) => ({
    code,
    severity,
    message,
    file,
    ...(place && { line: place.line, column: place.column, length: place.length }),
    ...(cause && { cause }),
    ...(fix && { fix }),
  }));
  return `${escaped(JSON.stringify(rows, null, 2))}\n`;
}

/** JSON leaves some controls as they are, and its reader may be a terminal. */
function escaped(json: string): string {
  return json.replaceAll(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
