import type { Inventory } from '../generated/inventory.ts';
import { buildModel, type Model } from '../model/model.ts';
import { parentOf, pointerKeys, pointerTo, valueAt } from '../parse/pointer.ts';

/** Which keys of the inventory decide a value of the model, both as pointers. */
export type Influence = (modelPointer: string) => readonly string[];

/**
 * Find out what decides what by trying: change each value of the inventory in turn, and see what of the model changes.
 * So no table has to be kept of what src/model makes of an inventory.
 */
export function influenceOf(inventory: Inventory): Influence {
  const base = leaves(buildModel(inventory));
  const effects = [...leaves(inventory)].map(([pointer, value]) => {
    const changed = new Set(variants(value).flatMap((variant) => changes(base, inventory, pointer, variant)));
    return [pointer, changed] as const;
  });
  return (wanted) =>
    effects
      .filter(([, changed]) => [...changed].some((one) => one === wanted || one.startsWith(`${wanted}/`)))
      .map(([pointer]) => pointer);
}

/** Pointers of the model whose value differs with another value in the inventory. */
function changes(
  base: ReadonlyMap<string, unknown>,
  inventory: Inventory,
  pointer: string,
  value: unknown,
): string[] {
  const model = modelWith(inventory, pointer, value);
  if (!model) return [];
  const other = leaves(model);
  return [...new Set([...base.keys(), ...other.keys()])].filter((key) => base.get(key) !== other.get(key));
}

/** The model of an inventory that need not be valid; undefined where none can be made of it. */
function modelWith(inventory: Inventory, pointer: string, value: unknown): Model | undefined {
  const copy = structuredClone(inventory);
  const holder = valueAt(copy, parentOf(pointer) ?? '');
  Reflect.set(holder as object, pointerKeys(pointer).at(-1) ?? '', value);
  try {
    return buildModel(copy);
  } catch {
    return undefined;
  }
}

/** Other values of the same kind; several, for not every change of a number crosses a threshold. */
function variants(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value / 4];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return [`${value}x`, `1${value}`, 'global'];
  return [['192.0.2.250'], 'x'];
}

/** Every value that is no container, or an empty one, by its pointer. */
function leaves(value: unknown, pointer = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[pointer, value]]);
  const entries = Object.entries(value);
  if (entries.length === 0) return new Map([[pointer, JSON.stringify(value)]]);
  return new Map(entries.flatMap(([key, item]) => [...leaves(item, pointerTo(pointer, key))]));
}
