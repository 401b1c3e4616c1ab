/** Everything that a terminal or a reader could take for more than a letter: controls, and marks that turn text around. */
const dangerous = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** The text with control characters, escapes and invisible marks spelt out, so that printing it does nothing. */
export function harmless(text: string): string {
  return text.replaceAll(dangerous, spelt);
}

function spelt(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** A value as a message shows it: short, on one line, text in quotes. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value !== 'string') return String(value);
  const characters = [...value];
  return `"${characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : value}"`;
}
