import type { ScalarNode, TreeNode } from '../src/parse/tree.ts';

/** How an inventory is written in YAML. */
export interface Hand {
  /** Put comments beside and between the lines. */
  readonly comments: boolean;
  /** Leave quotes out where they are not needed. */
  readonly plain: boolean;
  /** Write a value that stood before as an alias of it. */
  readonly aliases: boolean;
  /** Brackets in place of lines, from this depth on. */
  readonly flowFrom: number;
}

/** The same inventory in YAML: the same keys in the same order, also those that stand twice. */
export function asYaml(tree: TreeNode, hand: Hand): string {
  const anchors = new Map<string, string>();
  const comment = hand.comments ? ' # a comment: with "quotes" and a \'' : '';

  const scalar = ({ written, value }: ScalarNode): string => {
    const text = hand.plain && isPlain(value) ? value : written;
    if (!hand.aliases || typeof value !== 'string' || value === '') return text;
    const anchor = anchors.get(written);
    if (anchor !== undefined) return `*${anchor}`;
    anchors.set(written, `v${anchors.size}`);
    return `&v${anchors.size - 1} ${text}`;
  };
  const keyOf = (key: string) => (hand.plain && isPlain(key) ? key : JSON.stringify(key));

  const flow = (node: TreeNode): string => {
    if (node.kind === 'scalar') return scalar(node);
    if (node.kind === 'list') return `[${node.items.map(flow).join(', ')}]`;
    const entries = node.entries.map(({ key, value }) => `${keyOf(key)}: ${flow(value)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  };

  const block = (node: TreeNode, indent: string, depth: number): string => {
    const isEmpty =
      (node.kind === 'list' && node.items.length === 0) ||
      (node.kind === 'mapping' && node.entries.length === 0);
    if (node.kind === 'scalar' || isEmpty || depth >= hand.flowFrom) return ` ${flow(node)} ${comment}\n`;
    const above = hand.comments ? `${indent}# above\n\n` : '';
    const lines =
      node.kind === 'list'
        ? node.items.map((item) => `${above}${indent}-${block(item, `${indent}  `, depth + 1)}`)
        : node.entries.map(
            ({ key, value }) => `${above}${indent}${keyOf(key)}:${block(value, `${indent}  `, depth + 1)}`,
          );
    return `${comment}\n${lines.join('')}`;
  };
  return block(tree, '', 0);
}

function isPlain(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const isWord =
    /^[A-Za-z][A-Za-z0-9_.-]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value);
  return isWord || /^\d+(\.\d+){3}$/.test(value);
}
