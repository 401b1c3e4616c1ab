import { places } from '../diagnostics/place.ts';
import { readersOf } from '../foresee/variables.ts';
import type { Inventory } from '../generated/inventory.ts';
import { buildModel } from '../model/model.ts';
import { pathName, valueAt } from '../parse/pointer.ts';
import type { Parsed, Source } from '../parse/source.ts';
import type { Template } from '../render/template.ts';
import { templates } from '../render/templates.ts';
import { type GuideStep, guideStep, stepsAt } from './guide.ts';
import { type Influence, influenceOf } from './influence.ts';
import { traceTemplate } from './trace.ts';

/** The inventory that a tree was made of, with the places of its values. */
export interface Origin {
  readonly source: Source;
  readonly parsed: Parsed;
  readonly inventory: Inventory;
}

/** A value of the inventory that a line shows, or that decides what it shows. */
export interface Cause {
  readonly key: string;
  readonly value: unknown;
  /** Where it stands; undefined for a default of the schema. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

/** Where a line of a tree comes from. */
export interface Explanation {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** `ours`, or written by a hand or by another version of the program or the inventory. */
  readonly is: 'ours' | 'not ours';
  readonly template: string;
  /** The template's line; undefined where the inventory that would tell it is not at hand. */
  readonly templateLine: number | undefined;
  readonly causes: readonly Cause[];
  readonly steps: readonly GuideStep[];
  /** For a line of a variable: the files that read it. */
  readonly readBy: readonly string[];
}

interface OriginalLine {
  readonly text: string;
  readonly templateLine: number;
  readonly reads: readonly string[];
}

/** Explains the lines of one file; made once, for it goes through the template. */
export type Explainer = (line: number) => Explanation;

/** The template of a path, with the server whose file it is; undefined for a file that sme-ha-gen never makes. */
export function templateOf(
  path: string,
): { template: Template; name: string; server: string | undefined } | undefined {
  for (const template of templates) {
    const [pattern, content] = template;
    const name = `roles-templates/${pattern}${typeof content === 'string' ? '' : '.ejs'}`;
    if (pattern === path) return { template, name, server: undefined };
    const [front = '', back] = pattern.split('@server');
    if (back === undefined || !path.startsWith(front) || !path.endsWith(back)) continue;
    const server = path.slice(front.length, path.length - back.length);
    if (!server.includes('/')) return { template, name, server };
  }
  return undefined;
}

/**
 * Explain the lines of a file, given its text as it stands on disk and the rest of the tree. Without the inventory the
 * lines of a template that is filled in have no line of their own. Undefined for a file that sme-ha-gen never makes.
 */
export function explainer(
  path: string,
  text: string,
  tree: ReadonlyMap<string, string>,
  origin: Origin | undefined,
): Explainer | undefined {
  const found = templateOf(path);
  if (!found) return undefined;
  const original = originalLines(found, path, origin);
  const lines = text.replace(/\n$/, '').split('\n');
  const causesOf = origin ? causes(origin) : () => [];
  return (line) => {
    const shown = lines[line - 1] ?? '';
    const from = original && matching(original, shown, line - 1);
    const [, variable] = /^(\w+):/.exec(shown) ?? [];
    const isVariable = variable !== undefined && /^inventory\/(group|host)_vars\//.test(path);
    return {
      path,
      line,
      text: shown,
      is: original && !from ? 'not ours' : 'ours',
      template: found.name,
      templateLine: from?.templateLine,
      causes: causesOf(from?.reads ?? []),
      steps: original && !from ? [] : stepsAt(path, lines, line - 1).map(guideStep),
      readBy: isVariable ? readersOf(tree, variable) : [],
    };
  };
}

function originalLines(
  { template: [, content], server }: NonNullable<ReturnType<typeof templateOf>>,
  path: string,
  origin: Origin | undefined,
): readonly OriginalLine[] | undefined {
  if (typeof content === 'string') {
    const lines = content.replace(/\n$/, '').split('\n');
    return lines.map((text, index) => ({ text, templateLine: index + 1, reads: [] }));
  }
  if (!origin) return undefined;
  const model = buildModel(origin.inventory);
  // A file of a server that this inventory does not have.
  if (server !== undefined && !model.servers.some(({ name }) => name === server)) return [];
  return traceTemplate(content, path, model, server);
}

/** The generated line that a line on disk is: at the same place, or in a file that was edited the nearest equal one. */
function matching(original: readonly OriginalLine[], text: string, index: number): OriginalLine | undefined {
  if (original[index]?.text === text) return original[index];
  if (text.trim() === '') return undefined;
  const distance = (line: OriginalLine) => Math.abs(original.indexOf(line) - index);
  return original.filter((line) => line.text === text).sort((a, b) => distance(a) - distance(b))[0];
}

function causes({ source, parsed, inventory }: Origin): (reads: readonly string[]) => Cause[] {
  const placeOf = places(source.text);
  let influence: Influence | undefined;
  return (reads) => {
    if (reads.length === 0) return [];
    influence ??= influenceOf(inventory);
    const decides = influence;
    const pointers = [...new Set(reads.flatMap((read) => decides(read)))];
    return pointers.map((pointer) => {
      const span = parsed.spans.get(pointer)?.value;
      const place = span && placeOf(span);
      return {
        key: pathName(pointer),
        value: valueAt(inventory, pointer),
        place: place && { file: source.name, line: place.line, column: place.column },
      };
    });
  };
}
