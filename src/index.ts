import { type Compilation, compile as compileSource } from './compile.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { renderDiagnostics } from './diagnostics/render.ts';
import type { InventoryInput } from './generated/inventory.ts';
import type { Source } from './parse/source.ts';
import { withManifest } from './plan/manifest.ts';

export type { Compilation } from './compile.ts';
export type { Diagnostic, Place } from './diagnostics/diagnostic.ts';
export { type RenderOptions, renderDiagnostics } from './diagnostics/render.ts';
export type { Inventory, InventoryInput } from './generated/inventory.ts';
export type { Source } from './parse/source.ts';

/** An inventory has errors: they are its `diagnostics`, and its message tells them to a person. */
export class InventoryError extends Error {
  override readonly name = 'InventoryError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(`the inventory has faults\n${renderDiagnostics(diagnostics, { format: 'text', colour: false })}`);
    this.diagnostics = diagnostics;
  }
}

/**
 * Compile an inventory, given as an object or as text with a name that ends in .json, .yml or .yaml, into the
 * whole tree: relative path with `/` to content, the manifest among them. Touches no file.
 * Rejects with an InventoryError when the inventory has errors; `check` tells of warnings too.
 */
export async function compile(inventory: InventoryInput | Source): Promise<ReadonlyMap<string, string>> {
  const { tree, diagnostics } = await check(inventory);
  if (tree === undefined) throw new InventoryError(diagnostics);
  return tree;
}

/**
 * Compile an inventory as `compile` does, and return everything that is known of it: errors and warnings in order
 * of place, and, when none is an error, the inventory with its defaults and the tree.
 */
export async function check(inventory: InventoryInput | Source): Promise<Compilation> {
  const compilation = await compileSource(sourceOf(inventory));
  return compilation.tree ? { ...compilation, tree: withManifest(compilation.tree) } : compilation;
}

/** An object is compiled as the JSON that it is, so that its faults have places that can be shown. */
function sourceOf(inventory: InventoryInput | Source): Source {
  if (isSource(inventory)) return inventory;
  return { name: 'inventory.json', text: JSON.stringify(inventory, null, 2) };
}

function isSource(inventory: InventoryInput | Source): inventory is Source {
  return 'text' in inventory && typeof inventory.text === 'string';
}
