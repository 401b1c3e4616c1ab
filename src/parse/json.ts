// The package's main file is a UMD bundle that no bundler can take apart; this one it can.
import { type Node, type ParseError, parseTree } from 'jsonc-parser/lib/esm/main.js';
import type { Fault } from '../diagnostics/fault.ts';
import { jsonFault } from './json-faults.ts';
import { deepest, type TreeNode, tooDeep } from './tree.ts';

/**
 * Read strict JSON: no comments, no trailing commas.
 * After a fault that leaves no doubt about the rest, such as a missing comma, there still is a tree.
 */
export function parseJson(text: string): { tree?: TreeNode; faults: Fault[] } {
  const deep = firstTooDeep(text);
  if (deep !== undefined) return { faults: [{ ...tooDeep, span: { offset: deep, length: 1 } }] };

  const errors: ParseError[] = [];
  // A byte order mark is no part of JSON, but editors write it; a blank keeps the offsets.
  const plain = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const root = parseTree(plain, errors, { disallowComments: true, allowTrailingComma: false });

  const faults: Fault[] = [];
  for (const error of errors) {
    const { fault, certain } = jsonFault(plain, error);
    if (!faults.some(({ span }) => span?.offset === fault.span?.offset)) faults.push(fault);
    // From here on the parser guesses, and so would we.
    if (!certain) return { faults };
  }
  const tree = root && toTree(root, plain);
  return tree ? { tree, faults } : { faults };
}

/** Where the nesting gets too deep, if anywhere: found ahead of parsing, which would run out of stack. */
function firstTooDeep(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > deepest) return at;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function toTree({ type, offset, length, value, children = [] }: Node, text: string): TreeNode | undefined {
  const span = { offset, length };
  if (type === 'array') {
    return { kind: 'list', span, items: children.flatMap((child) => toTree(child, text) ?? []) };
  }
  if (type !== 'object') {
    return { kind: 'scalar', span, value, written: text.slice(offset, offset + length) };
  }
  const entries = children.flatMap(({ children: [key, content] = [] }) => {
    const node = content && toTree(content, text);
    if (!key || !node) return [];
    return { key: String(key.value), keySpan: { offset: key.offset, length: key.length }, value: node };
  });
  return { kind: 'mapping', span, entries };
}
