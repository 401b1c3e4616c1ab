import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Fault, inOrder, locate } from '../diagnostics/fault.ts';
import { hideSecrets } from '../validate/hide-secrets.ts';
import { secretsIn } from '../validate/secret-spans.ts';
import { parseJson } from './json.ts';
import type { Parsed, Source } from './source.ts';
import { readTree, type TreeNode } from './tree.ts';

/** The largest inventory that is read: 1 MiB. */
export const largest = 1_048_576;

export const tooLarge = {
  code: 'SME105',
  severity: 'error',
  message: 'the file is over 1 MiB; an inventory is a few kilobytes',
  fix: 'Name the inventory itself.',
} as const satisfies Fault;

/**
 * Read the text of an inventory into plain values, each with its place.
 * There is a value whenever the text left no doubt about it, even beside errors; `validate` then adds what it finds.
 */
export async function parse(source: Source): Promise<{ value?: Parsed; diagnostics: Diagnostic[] }> {
  const { parsed, faults } = await parseText(source);
  const diagnostics = inOrder(locate(source, faults));
  if (parsed) return { value: parsed, diagnostics };
  // Nobody sees this text as a whole any more, so what may be a secret is hidden here.
  return { diagnostics: hideSecrets(diagnostics, source.text, secretsIn(source.text)) };
}

async function parseText({ name, text }: Source): Promise<{ parsed?: Parsed; faults: Fault[] }> {
  const unfit = unfitText(text);
  if (unfit) return { faults: [unfit] };

  const language = languageOf(name, text);
  if (language === undefined) return { faults: [unknownEnding(name)] };

  const { tree, faults } = language === 'json' ? parseJson(text) : await readYaml(text);
  if (!tree) return { faults: faults.length > 0 ? faults : [empty] };
  if (tree.kind !== 'mapping') return { faults: [...faults, notMapping(tree)] };

  const read = readTree(tree, text);
  return { parsed: read.parsed, faults: [...faults, ...read.faults] };
}

/** YAML's parser is loaded for YAML only: it costs as much as Node's own start. */
async function readYaml(text: string): Promise<{ tree?: TreeNode; faults: Fault[] }> {
  const { parseYaml } = await import('./yaml.ts');
  return parseYaml(text);
}

function languageOf(name: string, text: string): 'json' | 'yaml' | undefined {
  if (name === '-') return /^[\s\ufeff]*\{/.test(text) ? 'json' : 'yaml';
  if (/\.json$/i.test(name)) return 'json';
  return /\.ya?ml$/i.test(name) ? 'yaml' : undefined;
}

const empty = {
  code: 'SME107',
  severity: 'error',
  message: 'the inventory is empty',
  fix: '`sme-ha-gen init` writes a first one.',
} as const satisfies Fault;

function unfitText(text: string): Fault | undefined {
  if (text.length > largest) return tooLarge;
  if (text.trim() === '') return empty;
  const offset = text.indexOf('\0');
  if (offset < 0) return undefined;
  return {
    code: 'SME108',
    severity: 'error',
    span: { offset, length: 1 },
    message: 'there is a NUL byte in the text, so this is not an inventory',
    fix: 'Name the inventory itself; if this is it, save it as UTF-8.',
  };
}

function unknownEnding(name: string): Fault {
  const ending = /[^/]\.([^./]*)$/.exec(name)?.[1];
  return {
    code: 'SME106',
    severity: 'error',
    message: ending ? `the ending \`.${ending}\` is unknown` : 'the name of the file has no ending',
    cause: 'The ending says which language the file is in: .json, .yml or .yaml.',
    fix: 'Rename the file, or send it to standard input as `-`.',
  };
}

function notMapping({ kind, span }: TreeNode): Fault {
  return {
    code: 'SME109',
    severity: 'error',
    span,
    message: `an inventory is a mapping of keys to values, and this is ${kind === 'list' ? 'a list' : 'a single value'}`,
    fix: 'Begin with `{ "cluster": ...` in JSON, or with `cluster: ...` in YAML.',
  };
}
