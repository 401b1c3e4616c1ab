import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../parse/source.ts';

/** Show stars for secrets in every line that is quoted: diagnostics end up in logs of many readers. */
export function hideSecrets(diagnostics: Diagnostic[], text: string, secrets: readonly Span[]): Diagnostic[] {
  if (secrets.length === 0) return diagnostics;
  const lines = withStars(text, secrets).split(/\r\n|\r|\n/);
  return diagnostics.map((one) => {
    if (!one.place) return one;
    return { ...one, place: { ...one.place, lineText: lines[one.place.line - 1] ?? '' } };
  });
}

function withStars(text: string, secrets: readonly Span[]): string {
  const units = text.split('');
  for (const { offset, length } of secrets) {
    for (let at = offset; at < offset + length; at++) {
      if (/\S/.test(units[at] ?? ' ')) units[at] = '*';
    }
  }
  return units.join('');
}
