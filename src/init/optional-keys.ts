import { yamlLive } from '../render/yaml.ts';

/** The part of the schema that is read here. */
export interface SchemaNode {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/**
 * Every key of a mapping that has a default, as lines of YAML that are commented out: `#key: default` below `# what it is`.
 * Taking the # away from a line leaves it in its place.
 */
export function optionalKeys({ properties = {} }: SchemaNode, indent: string): string[] {
  return Object.entries(properties).flatMap(([key, node]) => {
    if (!('default' in node)) return [];
    const about = prose(node.description ?? '', indent);
    if (node.type === 'object') return [...about, `${indent}#${key}:`, ...optionalKeys(node, `${indent}  `)];
    const others = (node.enum ?? []).filter((value) => value !== node.default);
    const choice = others.length > 0 ? `  # or ${others.join(', ')}` : '';
    return [...about, `${indent}#${key}: ${yamlLive(node.default)}${choice}`];
  });
}

const widest = 100;

/** A text as comment lines; the blank behind their # tells them from keys that are commented out. */
export function prose(text: string, indent = ''): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > widest) lines.push(`${indent}# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
