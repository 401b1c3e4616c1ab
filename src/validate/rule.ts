import type { Code } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Inventory } from '../generated/inventory.ts';

/** A value of which any part may be missing, because it was not well-shaped. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** An inventory with its defaults, as far as it is well-shaped. */
export type DraftInventory = Draft<Inventory>;

/** What a rule may ask of the text. */
export interface Context {
  /** Whether the user wrote the value at this pointer, as opposed to a default. */
  readonly isGiven: (pointer: string) => boolean;
  /** The line, from 1, of the value at this pointer. */
  readonly lineOf: (pointer: string) => number;
}

/** One fault that a rule found, before it has its code and its place. */
export interface Finding {
  /** JSON pointer of the value. */
  readonly at: string;
  /** What to mark: the value unless said; of a `mapping` its key, or its first character. */
  readonly mark?: 'key' | 'mapping';
  readonly message: string;
  readonly cause?: string;
  readonly fix?: string;
  /** The value is a secret, and is not to be shown. */
  readonly isSecret?: boolean;
}

/** A finding that knows its code; what comes of the shape and of the rules alike. */
export interface CodedFinding extends Finding {
  readonly code: Code;
  readonly severity: Diagnostic['severity'];
}

/** One semantic rule. Its sentence says what holds in a good inventory. */
export interface Rule {
  readonly code: Code;
  readonly severity: Diagnostic['severity'];
  readonly sentence: string;
  readonly check: (inventory: DraftInventory, context: Context) => readonly Finding[];
}
