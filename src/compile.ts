import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Inventory } from './generated/inventory.ts';
import { buildModel } from './model/model.ts';
import { parse } from './parse/parse.ts';
import type { Source } from './parse/source.ts';
import { render } from './render/render.ts';
import { validate } from './validate/validate.ts';

/** What one inventory compiles to: its faults in order of place, and, when none is an error, the tree. */
export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  readonly inventory?: Inventory;
  /** Relative path with `/` to content, in the order of the paths. */
  readonly tree?: ReadonlyMap<string, string>;
}

/** Compile one inventory: parse, validate, model, render. Pure; throws only for a bug of our own. */
export async function compile(source: Source): Promise<Compilation> {
  const parsed = await parse(source);
  if (parsed.value === undefined) return { diagnostics: parsed.diagnostics };

  const { inventory, diagnostics } = validate(source, parsed.value, parsed.diagnostics);
  return inventory ? { diagnostics, inventory, tree: treeOf(inventory) } : { diagnostics };
}

/** The tree of a valid inventory: model, render. */
export function treeOf(inventory: Inventory): ReadonlyMap<string, string> {
  return render(buildModel(inventory));
}
