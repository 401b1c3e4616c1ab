export { type Compilation, compile } from './compile.ts';
export type { Diagnostic, Place } from './diagnostics/diagnostic.ts';
export { type RenderOptions, renderDiagnostics } from './diagnostics/render.ts';
export type { Inventory, InventoryInput } from './generated/inventory.ts';
export type { Source } from './parse/source.ts';
