import type { ErrorObject } from 'ajv';
import { suggest } from '../diagnostics/suggest.ts';
import fitsSchema from '../generated/validate-inventory.js';
import { parentOf, pointerKeys, pointerTo, valueAt } from '../parse/pointer.ts';
import type { CodedFinding, DraftInventory } from './rule.ts';
import { shapeFinding } from './shape-findings.ts';
import { knownKeys, unknownKey } from './unknown-key.ts';

export interface Shape {
  /** The inventory with its defaults, without the values that do not fit. */
  readonly draft: DraftInventory;
  readonly findings: CodedFinding[];
  /** Where a value of the draft is written: misspelt keys have their right name in the draft. */
  readonly writtenAt: (pointer: string) => string;
}

type Mapping = Record<string, unknown>;

/**
 * Compare the data with the schema and fill in the defaults.
 * A misspelt key is corrected and the comparison repeated, so that it hides no fault inside it and makes none of its own.
 * `textAt` gives the text that is written at a pointer.
 */
export function checkShape(data: unknown, textAt: (pointer: string) => string): Shape {
  const corrected = structuredClone(data);
  const renamed = new Map<string, string>();
  const findings: CodedFinding[] = [];
  for (;;) {
    const draft = structuredClone(corrected) as Mapping;
    const errors = fitsSchema(draft) ? [] : withoutGuesses(fitsSchema.errors ?? []);
    const misspelt = errors.flatMap((error) => correction(error, corrected) ?? []);
    if (misspelt.length === 0) {
      for (const error of errors)
        findings.push(...shapeFinding(error, textAt(writtenAt(error.instancePath, renamed))));
      for (const error of errors) takeOut(draft, error);
      delete draft.$schema;
      return { draft, findings, writtenAt: (pointer) => writtenAt(pointer, renamed) };
    }
    for (const { parent, written, meant } of misspelt) {
      const mapping = valueAt(corrected, parent) as Mapping;
      // Two misspellings of one key: the first one has taken the place.
      if (Object.hasOwn(mapping, meant)) continue;
      mapping[meant] = mapping[written];
      delete mapping[written];
      renamed.set(pointerTo(parent, meant), written);
      findings.push(unknownKey(pointerTo(parent, meant), written, meant));
    }
  }
}

/** Without what only follows from the layout, where nobody knows which one is meant. */
function withoutGuesses(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  if (!errors.some(({ instancePath }) => instancePath === '/topology')) return errors;
  return errors.filter(({ keyword, instancePath: at, params }) => {
    const about = keyword === 'required' ? pointerTo(at, String(params.missingProperty)) : at;
    return !['required', 'false schema'].includes(keyword) || !['/app_servers', '/vips/web'].includes(about);
  });
}

function correction(error: ErrorObject, data: unknown) {
  if (error.keyword !== 'additionalProperties') return undefined;
  const written = String(error.params.additionalProperty);
  const mapping = valueAt(data, error.instancePath) as Mapping;
  const free = knownKeys(error).filter((key) => !Object.hasOwn(mapping, key));
  const meant = suggest(written, free);
  return meant === undefined ? undefined : { parent: error.instancePath, written, meant };
}

function writtenAt(pointer: string, renamed: ReadonlyMap<string, string>): string {
  const parent = parentOf(pointer);
  if (parent === undefined || renamed.size === 0) return pointer;
  const key = renamed.get(pointer) ?? pointerKeys(pointer).at(-1) ?? '';
  return pointerTo(writtenAt(parent, renamed), key);
}

/** Take a value that does not fit out of the draft, so that no rule trips over it. */
function takeOut(draft: Mapping, { keyword, instancePath }: ErrorObject): void {
  const parent = parentOf(instancePath);
  // Text of a wrong form is still text, and a list of a wrong length a list.
  if (parent === undefined || !['type', 'enum', 'minimum', 'maximum'].includes(keyword)) return;
  const holder = valueAt(draft, parent) as Mapping | undefined;
  if (holder) holder[pointerKeys(instancePath).at(-1) ?? ''] = undefined;
}
