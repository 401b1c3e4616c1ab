import fc from 'fast-check';
import { apply, change } from './changes.ts';
import { edit, edited } from './edits.ts';
import { forms, handWritten, starts } from './starts.ts';

/** An inventory that was good before something happened to it, as the name and the bytes of a file. */
export interface Mutant {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Its data are changed, and then written in one of the forms. */
const changed = fc
  .tuple(
    fc.constantFrom(...starts),
    fc.constantFrom(...forms),
    fc.array(change, { minLength: 1, maxLength: 2 }),
  )
  .map(([start, form, changes]) => {
    const data = structuredClone(start);
    for (const one of changes) apply(data, one);
    const [name, text] = form(data);
    return described(name, Buffer.from(text));
  });

const written = [
  ...starts.flatMap((start) => forms.map((form) => form(start))),
  ...Array<readonly [string, string]>(8).fill(['a.yml', handWritten]),
];

/** Its text is edited. */
const damaged = fc
  .tuple(fc.constantFrom(...written), fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([[name, text], edits]) => described(name, edits.reduce(edited, Buffer.from(text))));

export const mutant: fc.Arbitrary<Mutant> = fc.oneof(
  { weight: 3, arbitrary: changed },
  { weight: 2, arbitrary: damaged },
);

/** A failure shows the text, which its reader can try out. */
function described(name: string, bytes: Buffer): Mutant {
  const toString = () => `${name}\n${bytes.toString('utf8')}\n`;
  return Object.defineProperty({ name, bytes }, fc.toStringMethod, { value: toString, enumerable: false });
}
