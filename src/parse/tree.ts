import type { Fault } from '../diagnostics/fault.ts';
import { places } from '../diagnostics/place.ts';
import { pathName, pointerTo } from './pointer.ts';
import type { Parsed, Span } from './source.ts';

/** What the JSON and the YAML reader have in common: a value with its place, before duplicate keys are settled. */
export type TreeNode = MappingNode | ListNode | ScalarNode;

export interface MappingNode {
  readonly kind: 'mapping';
  readonly span: Span;
  readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly value: TreeNode }[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly TreeNode[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: string | number | boolean | null;
  /** The scalar as it is written, to see whether a number was kept exactly. */
  readonly written: string;
}

/** The deepest nesting that is read; an inventory has some five levels. */
export const deepest = 64;

export const tooDeep = {
  code: 'SME112',
  severity: 'error',
  message: `the inventory is nested over ${deepest} levels deep`,
  fix: 'Check the brackets; an inventory has some five levels.',
} as const satisfies Fault;

/** Turn a tree into plain values and their spans, with the faults that only the whole mapping shows. */
export function readTree(root: TreeNode, text: string): { parsed: Parsed; faults: Fault[] } {
  const spans = new Map<string, { key?: Span; value: Span }>();
  const dropped: Parsed['dropped'][number][] = [];
  const faults: Fault[] = [];

  const read = (node: TreeNode, pointer: string, key?: Span): unknown => {
    spans.set(pointer, key ? { key, value: node.span } : { value: node.span });
    if (node.kind === 'list') return node.items.map((item, index) => read(item, pointerTo(pointer, index)));
    if (node.kind === 'scalar') {
      faults.push(...scalarFaults(node));
      return node.value;
    }
    const first = new Map<string, Span>();
    const data = {};
    for (const { key: name, keySpan, value } of node.entries) {
      const earlier = first.get(name);
      if (earlier) {
        faults.push(twice(name, pointer, keySpan, earlier, text));
        dropped.push(...scalarsOf(value, pointerTo(pointer, name)));
        continue;
      }
      first.set(name, keySpan);
      // A plain assignment to `__proto__` would not make a key.
      Object.defineProperty(data, name, {
        value: read(value, pointerTo(pointer, name), keySpan),
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
    return data;
  };

  const data = read(root, '');
  return { parsed: { data, spans, dropped }, faults };
}

function scalarsOf(node: TreeNode, pointer: string): Parsed['dropped'] {
  if (node.kind === 'scalar') return [{ pointer, value: node.span }];
  if (node.kind === 'list')
    return node.items.flatMap((item, index) => scalarsOf(item, pointerTo(pointer, index)));
  return node.entries.flatMap(({ key, value }) => scalarsOf(value, pointerTo(pointer, key)));
}

function twice(name: string, pointer: string, span: Span, earlier: Span, text: string): Fault {
  const { line, column } = places(text)(earlier);
  return {
    code: 'SME111',
    severity: 'error',
    span,
    message: `the key \`${name}\` is written twice in ${pathName(pointer)}`,
    cause: `It first stands at line ${line}, column ${column}; one of the two values would be lost.`,
    fix: 'Keep one of them.',
  };
}

/** To compile the other expression takes longer than to read a whole inventory. */
const isAscii = /^[ -~]*$/;

function scalarFaults({ value, written, span }: ScalarNode): Fault[] {
  if (typeof value === 'string' && !isAscii.test(value) && /\p{Cs}/u.test(value)) {
    const message = 'the text has half a character, which cannot be written to a file';
    return [{ code: 'SME119', severity: 'error', span, message, fix: 'Write the whole character.' }];
  }
  if (typeof value !== 'number' || isExact(value, written)) return [];
  return [
    {
      code: 'SME118',
      severity: 'error',
      span,
      message: 'the number cannot be kept as it is written',
      cause: `It would become ${value}.`,
      fix: 'If it is meant as text, put it in quotes.',
    },
  ];
}

function isExact(value: number, written: string): boolean {
  if (!Number.isFinite(value)) return false;
  return !/^[-+]?\d+$/.test(written) || Number.isSafeInteger(value);
}
