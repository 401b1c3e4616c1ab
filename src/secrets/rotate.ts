import { isScalar, parseDocument, visit } from 'yaml';
import { UserError } from '../plan/user-error.ts';
import { newValue } from './passwords.ts';
import { assertReadable } from './vault-keys.ts';

/**
 * A vault's text with a new random value for each of the names, and every other character as it was.
 * Throws a UserError when the text does not read as one mapping that has them.
 */
export function rotated(vault: string, names: readonly string[]): string {
  let text = vault;
  for (const name of names) text = rotatedOne(text, name);
  return text;
}

function rotatedOne(text: string, name: string): string {
  const value = `!unsafe '${newValue(name)}'`;
  const [from, to] = spanOf(text, name);
  // A block of several lines ends behind its line end.
  const end = text.slice(from, to).endsWith('\n') ? '\n' : '';
  const changed = `${text.slice(0, from)} ${value}${end}${text.slice(to)}`;
  // An anchor that was on the value is gone, and what referred to it would be another value.
  spanOf(changed, name);
  return changed;
}

/** From behind the colon of a name to the end of its value, tag and all. */
function spanOf(text: string, name: string): [from: number, to: number] {
  const document = parseDocument(text);
  assertReadable(document);
  let span: [number, number] | undefined;
  visit(document, {
    Pair(_, { key, value }, path) {
      // Only the outermost mapping holds variables.
      if (path.length > 2 || !isScalar(key) || key.value !== name || !key.range) return;
      const node = value as { range?: [number, number, number] | null } | null;
      const from = text.indexOf(':', key.range[1]) + 1;
      span = [from, node?.range ? Math.max(from, node.range[1]) : from];
    },
  });
  if (!span) throw new UserError(`the vault does not set ${name}, so there is nothing to rotate`);
  return span;
}
