import { parse, tokenize } from '@huggingface/jinja';

/** A node of the syntax tree, as the library makes it: `type` says which, the other fields depend on it. */
export interface Node {
  readonly type: string;
  // The library does not export the types of its nodes.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [field: string]: any;
}

const trees = new Map<string, readonly Node[]>();

/** The syntax tree of a template, as Ansible reads it (`trim_blocks`). Throws for what is no Jinja. */
export function jinja(text: string): readonly Node[] {
  const known = trees.get(text);
  if (known) return known;
  const tokens = tokenize(inTags(text), { trim_blocks: true, lstrip_blocks: false });
  const body = parse(testsAsFilters(tokens) as typeof tokens).body as readonly Node[];
  trees.set(text, body);
  return body;
}

/** The syntax tree of an expression, such as a `when`. */
export function jinjaExpression(text: string): Node {
  const [node] = jinja(`{{ ${text} }}`);
  if (!node) throw new Error(`there is no expression in ${text}`);
  return node;
}

/** `{% include 'x' %}` names a text that the caller puts in its place. */
export function withIncludes(text: string, read: (name: string) => string): string {
  return text.replaceAll(/\{% include '([^']+)' %\}\n?/g, (_, name: string) =>
    withIncludes(read(name), read),
  );
}

/** The library knows the escapes of JSON alone; Python leaves every other backslash in a string as it is. */
function inTags(text: string): string {
  return text.replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (tag) =>
    tag.replaceAll(/\\(\\|'|"|[nrt]|.)/g, (escape, mark: string) =>
      /[\\'"nrt]/.test(mark) ? escape : `\\\\${mark}`,
    ),
  );
}

interface Token {
  readonly type: string;
  readonly value: string;
}

/** The library's tests take no arguments, so `x is not search('y')` becomes `x | is_not_search('y')`, which binds as tightly. */
function testsAsFilters(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.type !== 'Identifier' || token.value !== 'is') {
      result.push(token);
      continue;
    }
    const negated = tokens[index + 1]?.value === 'not';
    index += negated ? 2 : 1;
    const name = tokens[index]?.value ?? '';
    result.push({ type: 'Pipe', value: '|' });
    result.push({ type: 'Identifier', value: `${negated ? 'is_not_' : 'is_'}${name}` });
  }
  return result;
}
