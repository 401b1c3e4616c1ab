import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { inOrder } from '../diagnostics/fault.ts';
import { places } from '../diagnostics/place.ts';
import type { Inventory } from '../generated/inventory.ts';
import type { Parsed, Source } from '../parse/source.ts';
import { hideSecrets } from './hide-secrets.ts';
import { markedSpan } from './marked-span.ts';
import { withCanonicalAddresses, withDependentDefaults } from './resolve.ts';
import type { CodedFinding, Context, DraftInventory } from './rule.ts';
import { rules } from './rules.ts';
import { secretsIn, secretsOf } from './secret-spans.ts';
import { checkShape } from './shape.ts';

/** An inventory as far as it is well-shaped, and what is wrong with it. */
export interface Validated {
  /** With every default in and every address in its one spelling; there when nothing is an error. */
  readonly inventory?: Inventory;
  readonly draft: DraftInventory;
  readonly diagnostics: readonly Diagnostic[];
  /** Where a value of the draft stands in the text. */
  readonly placeOf: (pointer: string) => Place;
  readonly isGiven: Context['isGiven'];
}

/**
 * Check the shape and every rule, and resolve all defaults into a copy.
 * Faults come all at once, those that the parser and a look at other inventories found among them, in order of place.
 */
export function validate(
  source: Source,
  parsed: Parsed,
  ofParser: readonly Diagnostic[],
  ofFleet: readonly CodedFinding[] = [],
): Validated {
  const {
    draft: shaped,
    findings,
    writtenAt,
  } = checkShape(parsed.data, (pointer) => textAt(source, parsed, pointer));
  const placeOf = places(source.text);
  const placeAt = (pointer: string, mark?: CodedFinding['mark']) =>
    placeOf(markedSpan(parsed, writtenAt(pointer), mark));
  const context: Context = {
    isGiven: (pointer) => parsed.spans.has(writtenAt(pointer)),
    lineOf: (pointer) => placeAt(pointer).line,
  };
  const draft = withDependentDefaults(shaped, context.isGiven);
  const broken = rules.flatMap(({ code, severity, check }) =>
    check(draft, context).map((finding): CodedFinding => ({ code, severity, ...finding })),
  );

  const all = [...findings, ...broken, ...ofFleet];
  const located = all.map(({ at, mark, isSecret: _, ...finding }): Diagnostic => {
    return { ...finding, file: source.name, place: placeAt(at, mark) };
  });
  const news = located.filter((one) => !isExplained(one, ofParser));
  const found = inOrder([...ofParser, ...news]);
  const secrets = () => [
    ...all.flatMap(({ at, isSecret }) => (isSecret ? [markedSpan(parsed, writtenAt(at))] : [])),
    ...secretsOf(parsed),
    // A comment is in no value.
    ...(ofParser.some(({ code }) => code === 'SME110') ? secretsIn(source.text) : []),
  ];
  const diagnostics = found.length > 0 ? hideSecrets(found, source.text, secrets()) : found;
  const validated = { draft, diagnostics, placeOf: placeAt, isGiven: context.isGiven };
  if (diagnostics.some(({ severity }) => severity === 'error')) return validated;
  // Without an error nothing was taken out of the draft.
  return { ...validated, inventory: withCanonicalAddresses(draft as Inventory) };
}

function textAt({ text }: Source, { spans }: Parsed, pointer: string): string {
  const { offset, length } = spans.get(pointer)?.value ?? { offset: 0, length: 0 };
  return text.slice(offset, offset + length);
}

/** Whether the parser already found fault with this very value: a second message would be noise. */
function isExplained({ code, place }: Diagnostic, earlier: readonly Diagnostic[]): boolean {
  if (code !== 'SME203' || !place) return false;
  return earlier.some(({ code: earlierCode, place: other }) => {
    if (other?.line !== place.line) return false;
    if (other.column === place.column) return true;
    // Braces without quotes are at fault as the key of a mapping that nobody meant.
    return (
      earlierCode === 'SME120' && other.column > place.column && other.column < place.column + place.length
    );
  });
}
