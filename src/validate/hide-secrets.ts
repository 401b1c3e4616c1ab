import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../parse/source.ts';

/** Show stars for secrets in every line that is quoted, and in words that quote them: diagnostics end up in logs of many readers. */
export function hideSecrets(diagnostics: Diagnostic[], text: string, secrets: readonly Span[]): Diagnostic[] {
  if (secrets.length === 0) return diagnostics;
  const lines = withStars(text, secrets).split(/\r\n|\r|\n/);
  return diagnostics.map((one) => {
    if (!one.place) return one;
    const lineText = lines[one.place.line - 1] ?? '';
    return { ...one, ...wordsOf(one, lineText), place: { ...one.place, lineText } };
  });
}

/** The text with a star for each character of a secret. */
export function withStars(text: string, secrets: readonly Span[]): string {
  const units = text.split('');
  for (const { offset, length } of secrets) {
    for (let at = offset; at < offset + length; at++) {
      if (/\S/.test(units[at] ?? ' ')) units[at] = '*';
    }
  }
  return units.join('');
}

/** What a diagnostic says, where it would quote a marked secret. */
function wordsOf({ message, cause, fix, place }: Diagnostic, hidden: string): Partial<Diagnostic> {
  const from = (place?.column ?? 1) - 1;
  const marked = (line = '') => line.slice(from, from + (place?.length ?? 0));
  const [shown, stars] = [marked(place?.lineText), marked(hidden)];
  if (shown === stars) return {};
  const hide = (words: string) =>
    words
      .replaceAll(`\`${shown}\``, `\`${stars}\``)
      .replaceAll(`"${shown}"`, `"${stars}"`)
      // A number that cannot be kept is shown as it would become.
      .replaceAll(` ${Number(shown)}.`, ` ${stars}.`);
  return {
    message: hide(message),
    ...(cause !== undefined && { cause: hide(cause) }),
    ...(fix !== undefined && { fix: hide(fix) }),
  };
}
