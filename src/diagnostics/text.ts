import type { Diagnostic, Place } from './diagnostic.ts';
import { harmless } from './harmless.ts';

/** The most columns of a line that are shown; of a longer one, a window around the mark. */
const windowWidth = 120;
const tabWidth = 4;

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /\p{M}/u;

/** For people: the message, the line with its number, a mark under the place, the cause and the fix. */
export function renderText(diagnostics: readonly Diagnostic[], colour: boolean): string {
  return diagnostics.map((one) => `${renderOne(one, colour)}\n`).join('\n');
}

function renderOne(diagnostic: Diagnostic, colour: boolean): string {
  const paint = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { severity, place } = diagnostic;
  const hue = severity === 'error' ? '31' : '33';

  const where = place ? `:${place.line}:${place.column}` : '';
  const file = paint('1', `${harmless(diagnostic.file === '-' ? '<stdin>' : diagnostic.file)}${where}:`);
  const lines = [
    `${file} ${paint(`1;${hue}`, `${severity} ${diagnostic.code}:`)} ${paint('1', harmless(diagnostic.message))}`,
  ];
  if (place) {
    const { shown, before, marked } = excerpt(place);
    const number = String(place.line).padStart(4);
    lines.push(`${paint('34', `${number} |`)} ${shown}`.trimEnd());
    lines.push(`${paint('34', '     |')} ${' '.repeat(before)}${paint(`1;${hue}`, '^'.repeat(marked))}`);
  }
  if (diagnostic.cause) lines.push(`     ${paint('1', 'cause:')} ${harmless(diagnostic.cause)}`);
  if (diagnostic.fix) lines.push(`     ${paint('1', 'fix:')} ${harmless(diagnostic.fix)}`);
  return lines.join('\n');
}

/** The part of the line to show, and how many columns stand before the mark and under it. */
function excerpt({ lineText, column, length }: Place) {
  const [from, to] = windowAround(lineText, column - 1, length);
  const head = drawn(lineText.slice(from, column - 1));
  const mark = drawn(lineText.slice(column - 1, Math.min(column - 1 + length, to)), head.width);
  const tail = drawn(lineText.slice(column - 1 + length, to), head.width + mark.width);
  const left = from > 0 ? '...' : '';
  const right = to < lineText.length ? '...' : '';
  return {
    shown: left + head.text + mark.text + tail.text + right,
    before: left.length + head.width,
    marked: Math.max(mark.width, 1),
  };
}

function windowAround(lineText: string, at: number, length: number): [from: number, to: number] {
  if (lineText.length <= windowWidth) return [0, lineText.length];
  const room = windowWidth - 6;
  const lead = Math.max(10, Math.floor((room - Math.min(length, room)) / 2));
  const from = Math.max(0, Math.min(at - lead, lineText.length - room));
  const to = Math.min(lineText.length, from + room);
  return [isHalf(lineText, from) ? from - 1 : from, isHalf(lineText, to) ? to + 1 : to];
}

/** Whether a cut here would part the two halves of one character. */
function isHalf(text: string, index: number): boolean {
  return /[\udc00-\udfff]/.test(text[index] ?? '') && /[\ud800-\udbff]/.test(text[index - 1] ?? '');
}

/** Text as it is drawn from column `start` on, and how many columns it takes. */
function drawn(text: string, start = 0): { text: string; width: number } {
  let out = '';
  let width = 0;
  for (const character of text) {
    const safe =
      character === '\t' ? ' '.repeat(tabWidth - ((start + width) % tabWidth)) : harmless(character);
    out += safe;
    width += safe.length > 1 && safe !== character ? safe.length : columns(character);
  }
  return { text: out, width };
}

function columns(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
