import { parentOf } from '../parse/pointer.ts';
import type { Parsed, Span } from '../parse/source.ts';
import type { Finding } from './rule.ts';

const start: Span = { offset: 0, length: 1 };

/** What to mark for a finding at this pointer; a default stands nowhere, so the mapping that has it is marked. */
export function markedSpan(parsed: Parsed, pointer: string, mark?: Finding['mark']): Span {
  const spans = parsed.spans.get(pointer);
  if (!spans) {
    const parent = parentOf(pointer);
    return parent === undefined ? start : markedSpan(parsed, parent, 'mapping');
  }
  if (mark === undefined) return spans.value;
  return spans.key ?? (mark === 'key' ? spans.value : { offset: spans.value.offset, length: 1 });
}
