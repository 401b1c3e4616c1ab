import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Inventory } from './generated/inventory.ts';
import { parse } from './parse/parse.ts';
import type { Source } from './parse/source.ts';
import { type Claims, claimsOf } from './validate/claims.ts';
import { checkFleet } from './validate/fleet.ts';
import type { CodedFinding } from './validate/rule.ts';
import { validate } from './validate/validate.ts';

/** One inventory among others: its faults in order of place, and, when none is an error, what its tree is made of. */
export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly inventory?: Inventory;
}

/** A file, or what kept it from being read. */
export interface Read {
  readonly source?: Source;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Check inventories one by one, and then against each other: parse and validate, but for several at once. Pure.
 * Of each one only its text, its values and its claims are held; trees are made later, one at a time.
 */
export async function checkAll(files: AsyncIterable<Read>): Promise<Checked[]> {
  const sources: (Source | undefined)[] = [];
  const checked: Checked[] = [];
  const fleet: Claims[] = [];
  for await (const { source, diagnostics } of files) {
    sources.push(source);
    const { claims, ...one } = source ? await checkOne(source) : { diagnostics };
    checked.push(one);
    if (claims) fleet.push(claims);
  }
  if (fleet.length < 2) return checked;

  const findings = checkFleet(fleet);
  for (const [index, source] of sources.entries()) {
    const ofFleet = source && findings.get(source.name);
    if (ofFleet) checked[index] = await checkOne(source, ofFleet);
  }
  return checked;
}

async function checkOne(
  source: Source,
  ofFleet: readonly CodedFinding[] = [],
): Promise<Checked & { claims?: Claims }> {
  const parsed = await parse(source);
  if (parsed.value === undefined) return { diagnostics: parsed.diagnostics };
  const validated = validate(source, parsed.value, parsed.diagnostics, ofFleet);
  const { inventory, diagnostics, draft } = validated;
  return { diagnostics, claims: claimsOf(source.name, draft, validated), ...(inventory && { inventory }) };
}
