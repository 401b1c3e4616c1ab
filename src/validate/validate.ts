import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inOrder } from '../diagnostics/fault.ts';
import { places } from '../diagnostics/place.ts';
import type { Inventory } from '../generated/inventory.ts';
import type { Parsed, Source } from '../parse/source.ts';
import { hideSecrets } from './hide-secrets.ts';
import { markedSpan } from './marked-span.ts';
import type { CodedFinding, Context } from './rule.ts';
import { rules } from './rules.ts';
import { checkShape } from './shape.ts';

/**
 * Check the shape and every rule, and resolve all defaults into a copy.
 * Faults come all at once, `earlier` ones among them, in order of place; with an error there is no inventory.
 */
export function validate(
  source: Source,
  parsed: Parsed,
  earlier: readonly Diagnostic[],
): { inventory?: Inventory; diagnostics: Diagnostic[] } {
  const { draft, findings, writtenAt } = checkShape(parsed.data);
  const placeOf = places(source.text);
  const context: Context = {
    isGiven: (pointer) => parsed.spans.has(writtenAt(pointer)),
    lineOf: (pointer) => placeOf(markedSpan(parsed, writtenAt(pointer))).line,
  };
  const broken = rules.flatMap(({ code, severity, check }) =>
    check(draft, context).map((finding): CodedFinding => ({ code, severity, ...finding })),
  );

  const located = [...findings, ...broken].map(({ at, mark, isSecret: _, ...finding }): Diagnostic => {
    const place = placeOf(markedSpan(parsed, writtenAt(at), mark));
    return { ...finding, file: source.name, place };
  });
  const secrets = broken.concat(findings).flatMap(({ at, isSecret }) => {
    return isSecret ? [markedSpan(parsed, writtenAt(at))] : [];
  });

  const news = located.filter((one) => !isExplained(one, earlier));
  const diagnostics = hideSecrets(inOrder([...earlier, ...news]), source.text, secrets);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  // Without an error nothing was taken out of the draft.
  return { inventory: draft as Inventory, diagnostics };
}

/** Whether the parser already found fault with this very value: a second message would be noise. */
function isExplained({ code, place }: Diagnostic, earlier: readonly Diagnostic[]): boolean {
  if (code !== 'SME203' || !place) return false;
  return earlier.some(({ place: other }) => {
    if (other?.line !== place.line) return false;
    return other.column >= place.column && other.column < place.column + place.length;
  });
}
