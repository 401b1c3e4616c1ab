import { pointerKeys, valueAt } from '../parse/pointer.ts';
import type { Parsed, Span } from '../parse/source.ts';
import { isReference, smellsOfSecret } from './secrets.ts';

/**
 * Where values stand whose key says that they are secrets, those of a key that was written twice among them, and text that
 * names one, as "ansible_password=..." does.
 */
export function secretsOf({ data, spans, dropped }: Parsed): Span[] {
  const kept = [...spans].filter(([pointer, { key, value }]) => {
    const found = valueAt(data, pointer);
    if (typeof found === 'string' && secretsIn(found).length > 0) return true;
    // An empty value stands where its key is.
    return isSecret(pointer) && key?.offset !== value.offset && isShown(found);
  });
  const lost = dropped.filter(({ pointer }) => isSecret(pointer));
  return [...kept.map(([, { value }]) => value), ...lost.map(({ value }) => value)];
}

/** The entries of a list are what its own key says. */
function isSecret(pointer: string): boolean {
  return smellsOfSecret(pointerKeys(pointer).findLast((key) => !/^\d+$/.test(key)) ?? '');
}

function isShown(value: unknown): boolean {
  // What a tag stands before is read as null.
  return typeof value === 'string' ? !isReference(value) : value === null || typeof value === 'number';
}

/**
 * What follows a word that smells of a secret, in a text that cannot be relied on: the rest of its line, for nobody knows
 * where the value ends, and the lines below that belong to it.
 */
export function secretsIn(text: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const { 0: found, 1: key = '', index } of text.matchAll(
    /(?<![\w-])([\w-]+)(?:["']?[ \t]*[:=]|["'][ \t]+(?=\S))/g,
  )) {
    if (index < end || !smellsOfSecret(key)) continue;
    const offset = index + found.length;
    end = endOfValue(text, offset, indentAt(text, index));
    spans.push({ offset, length: end - offset });
  }
  return spans;
}

function indentAt(text: string, offset: number): number {
  return text.slice(text.lastIndexOf('\n', offset) + 1, offset + 1).search(/\S/);
}

function endOfValue(text: string, offset: number, indentOfKey: number): number {
  let end = endOfLine(text, offset);
  let isBelow = text.slice(offset, end).trim() === '';
  while (end < text.length) {
    const next = endOfLine(text, end + 1);
    const indent = text.slice(end + 1, next).search(/\S/);
    if (indent >= 0 && indent <= indentOfKey && !isBelow) break;
    isBelow &&= indent < 0;
    end = next;
  }
  return end;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
