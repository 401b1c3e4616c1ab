import type { Model } from '../model/model.ts';
import { pointerTo } from '../parse/pointer.ts';
import { escapeFor } from '../render/escape.ts';
import type { Fill } from '../render/template.ts';
import { yamlLive } from '../render/yaml.ts';

/** A line of a generated file: the line of the template that wrote it, and what of the model it shows, as pointers. */
export interface TracedLine {
  readonly text: string;
  readonly templateLine: number;
  readonly reads: readonly string[];
}

interface Piece {
  readonly text: string;
  readonly line: number;
  readonly reads: readonly string[];
}

/** Fill a template in and follow each line back. The text is the same as that of `render`. */
export function traceTemplate(fill: Fill, path: string, model: Model, server?: string): TracedLine[] {
  const pieces: Piece[] = [];
  let reads: string[] = [];
  const seen = watched(model, '', (pointer) => reads.push(pointer)) as Model;
  const locals = { model: seen, server: seen.servers.find(({ name }) => name === server), live: yamlLive };
  fill(locals, escapeFor(path), (line, written) => {
    reads = [];
    const text = typeof written === 'function' ? written() : written;
    pieces.push({
      text: text === undefined || text === null ? '' : String(text),
      line,
      reads: [...new Set(reads)],
    });
    return text;
  });
  return linesOf(pieces);
}

function linesOf(pieces: readonly Piece[]): TracedLine[] {
  const lines: { text: string; templateLine: number; reads: string[] }[] = [];
  let isOpen = false;
  for (const { text, line, reads } of pieces) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) isOpen = false;
      const isLast = index === text.split('\n').length - 1;
      if (part === '' && isLast) continue;
      const last = lines.at(-1);
      if (isOpen && last) {
        last.text += part;
        last.reads.push(...reads);
      } else lines.push({ text: part, templateLine: line + index, reads: [...reads] });
      isOpen = true;
    }
  }
  return lines;
}

/** The same value, which tells of each read by the pointer of what was read. */
function watched(value: unknown, pointer: string, tell: (pointer: string) => void): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // A proxy must give what a frozen object holds, so it stands before a copy that is not frozen.
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  for (const [key, item] of Object.entries(value))
    Reflect.set(copy, key, watched(item, pointerTo(pointer, key), tell));
  return new Proxy(copy, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'string' && Object.hasOwn(target, key) && !isContainer(found))
        tell(pointerTo(pointer, key));
      return found;
    },
    ownKeys(target) {
      tell(pointer);
      return Reflect.ownKeys(target);
    },
  });
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
