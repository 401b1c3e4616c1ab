/** What would end a table cell, a code span or a line of text, or begin markup, as a character reference. */
const active = /[|`<>*[\]\\]|&(?=#?\w+;)/g;

/** Almost every text of a runbook. */
const ordinary = /^[\w .,:;/()=+-]*$/;

/**
 * Write a string, a number or a boolean as Markdown text on one line, safe in a table cell and in a code span
 * (where a hostile character shows as its reference, such as `&#124;`). Throws for anything else.
 */
export function markdownText(value: unknown): string {
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    throw new Error(`Markdown cannot hold ${value === null ? 'null' : typeof value}`);
  }
  const text = String(value);
  if (ordinary.test(text)) return text;
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(active, (character) => `&#${character.charCodeAt(0)};`);
}
