import * as assert from 'uvu/assert';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../src/diagnostics/render.ts';

/** What is wrong with a text as a whole stands nowhere in it. */
const ofWholeText = ['SME104', 'SME105', 'SME107'];

/** Every fault is in order, has its place inside the text, quotes that line, and prints no control character. */
export function wellPlaced(text: string, diagnostics: readonly Diagnostic[]): void {
  const lines = text.split(/\r\n|\r|\n/);
  const places = diagnostics.map(({ place }) => [place?.line ?? 0, place?.column ?? 0] as const);
  const inOrder = [...places].sort(([a, b], [c, d]) => a - c || b - d);
  assert.is(JSON.stringify(places), JSON.stringify(inOrder), 'in order of place');
  for (const { code, place, message } of diagnostics) {
    assert.ok(message.length > 0);
    if (ofWholeText.includes(code)) continue;
    assert.ok(place, `${code} has a place`);
    if (!place) continue;
    const line = lines[place.line - 1];
    assert.ok(line !== undefined, `${code} is in the text`);
    assert.ok(isQuoted(place.lineText, line ?? ''), `${code} quotes its line`);
    const end = place.column + place.length - 1;
    assert.ok(place.column >= 1 && place.length >= 1, `${code} is in its line`);
    assert.ok(end <= Math.max(line?.length ?? 0, place.column), `the mark of ${code} is in its line`);
    assert.ok(place.column <= (line?.length ?? 0) + 1, `${code} begins in its line`);
  }
  for (const format of ['json', 'github'] as const) renderDiagnostics(diagnostics, { format, colour: true });
  const printed = renderDiagnostics(diagnostics, { format: 'text', colour: false });
  assert.not.ok(/[^\P{Cc}\n]/u.test(printed), 'no control character is printed');
}

/** The line itself, with stars where a secret stands. */
function isQuoted(quoted: string, line: string): boolean {
  if (quoted === line) return true;
  return (
    quoted.length === line.length &&
    [...quoted.split('')].every((unit, at) => unit === '*' || unit === line[at])
  );
}
