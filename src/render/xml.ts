const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Line ends, marks that reorder or hide text, and what XML 1.0 cannot hold in any form, half a character among it. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** Almost every text of a picture, of which there are hundreds. */
const harmless = /^[\w .,:/#()-]*$/;

/**
 * Write a string, a number or a boolean as XML text on one line, safe in an attribute of either kind of quotes too.
 * A character that XML cannot hold becomes U+FFFD, which a reader sees. Throws for anything else.
 */
export function xmlText(value: unknown): string {
  if (!['string', 'number', 'boolean'].includes(typeof value) || Number.isNaN(value)) {
    throw new Error(
      `XML cannot hold ${value === null ? 'null' : Number.isNaN(value) ? 'NaN' : typeof value}`,
    );
  }
  const text = String(value);
  if (harmless.test(text)) return text;
  return text
    .replaceAll(unfit, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => references[character] ?? character);
}
