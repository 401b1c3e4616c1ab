import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, parseAllDocuments, visit } from 'yaml';
import type { Fault } from '../diagnostics/fault.ts';
import type { Span } from './source.ts';
import { deepest, type MappingNode, type TreeNode, tooDeep } from './tree.ts';
import { aliasFault, documentFault, keyFault, tagFault, wordFault, yamlFault } from './yaml-faults.ts';

/** How many values aliases may add in all: more than any inventory has, and no bomb. */
const aliasedValues = 10_000;

/** Read one document of YAML 1.2, with anchors, without tags and merge keys. */
export function parseYaml(text: string): { tree?: TreeNode; faults: Fault[] } {
  const deep = compactNesting(text);
  if (deep !== undefined) return { faults: [{ ...tooDeep, span: { offset: deep, length: 1 } }] };
  try {
    const documents = parseAllDocuments(text, {
      logLevel: 'silent',
      merge: false,
      prettyErrors: false,
      schema: 'core',
      uniqueKeys: false,
    });
    return Array.isArray(documents) ? readDocuments(documents, text) : { faults: [] };
  } catch (error) {
    if (error instanceof RangeError) return { faults: [tooDeep] };
    throw error;
  }
}

function readDocuments(
  documents: readonly Document.Parsed[],
  text: string,
): { tree?: TreeNode; faults: Fault[] } {
  const [first, second] = documents;
  for (const document of documents) {
    const [broken] = document.errors;
    if (broken) return { faults: [yamlFault(broken, text, openQuote(document, broken.pos[0]))] };
  }
  if (second) return { faults: [documentFault(second.range[0])] };
  if (!first?.contents) return { faults: [] };
  return readContents(first.contents);
}

/** Where the quoted text begins that nothing but this end of the document ends, if there is one. */
function openQuote(document: Document.Parsed, end: number): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range?.[1] === end) offset = range[0];
    },
  });
  return offset;
}

/** Where brackets or `- - -` nest too deep to be parsed, if anywhere; what depth indentation adds is seen later. */
function compactNesting(text: string): number | undefined {
  const run = /(?:[-?:][ \t]+){65}/.exec(text);
  if (run) return run.index;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth = Math.max(depth - 1, 0);
    // Brackets in quotes and comments count too, so the bound is a generous one.
    if (depth > 8 * deepest) return at;
  }
  return undefined;
}

function readContents(contents: unknown): { tree?: TreeNode; faults: Fault[] } {
  const faults: Fault[] = [];
  const anchors = new Map<string, unknown>();
  const open = new Set<unknown>();
  let aliased = 0;
  let insideAlias = 0;
  let depth = 0;

  const read = (node: unknown, at: Span): TreeNode => {
    if (insideAlias > 0) aliased++;
    if (isAlias(node)) return follow(node.source, spanOf(node, at));
    const span = spanOf(node, at);
    if (!isMap(node) && !isSeq(node)) return readScalar(node, span);
    if (node.anchor) anchors.set(node.anchor, node);
    if (node.tag && !/^tag:yaml\.org,2002:(map|seq)$/.test(node.tag)) faults.push(tagFault(node.tag, span));
    if (depth >= deepest) {
      if (!faults.some(({ code }) => code === tooDeep.code)) faults.push({ ...tooDeep, span });
      return nothing(span);
    }
    depth++;
    open.add(node);
    const tree: TreeNode = isMap(node)
      ? { kind: 'mapping', span, entries: node.items.flatMap((pair) => readPair(pair, span)) }
      : { kind: 'list', span, items: node.items.map((item) => read(item, span)) };
    open.delete(node);
    depth--;
    return tree;
  };

  const readScalar = (node: unknown, span: Span): TreeNode => {
    if (!isScalar(node)) return nothing(span);
    if (node.anchor) anchors.set(node.anchor, node);
    const written = node.source ?? '';
    if (node.tag && !/^tag:yaml\.org,2002:(str|int|float|bool|null)$/.test(node.tag)) {
      faults.push(tagFault(node.tag, span));
      return nothing(span);
    }
    if (node.type === 'PLAIN' && !node.tag) {
      faults.push(...wordFault(written, span));
    }
    const { value } = node;
    const plain = ['string', 'number', 'boolean'].includes(typeof value) ? value : null;
    return { kind: 'scalar', span, value: plain as string | number | boolean | null, written };
  };

  const readPair = ({ key, value }: Pair, parent: Span): MappingNode['entries'] => {
    const keySpan = spanOf(key, parent);
    const name = isScalar(key) ? (key.source ?? key.value) : undefined;
    if (typeof name !== 'string' || (isScalar(key) && key.value === null)) {
      faults.push(keyFault(keySpan));
      return [];
    }
    if (isScalar(key) && key.tag) faults.push(tagFault(key.tag, keySpan));
    return [{ key: name, keySpan, value: read(value, keySpan) }];
  };

  const follow = (name: string, span: Span): TreeNode => {
    const target = anchors.get(name);
    if (target === undefined || open.has(target) || aliased > aliasedValues) {
      const reason = target === undefined ? 'unknown' : open.has(target) ? 'circle' : 'bomb';
      const known = reason === 'bomb' && faults.some(({ code }) => code === 'SME117');
      if (!known) faults.push(aliasFault(name, reason, span));
      return nothing(span);
    }
    insideAlias++;
    const tree = read(target, span);
    insideAlias--;
    return { ...tree, span };
  };

  const tree = read(contents, { offset: 0, length: 1 });
  const isWhole = aliased <= aliasedValues && !faults.some(({ code }) => code === tooDeep.code);
  return isWhole ? { tree, faults } : { faults };
}

function nothing(span: Span): TreeNode {
  return { kind: 'scalar', span, value: null, written: '' };
}

/** The span of a node; what has none, as an empty value, stands where its key is. */
function spanOf(node: unknown, fallback: Span): Span {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  const [start, end] = range ?? [];
  return start === undefined || end === undefined || end <= start
    ? fallback
    : { offset: start, length: end - start };
}
