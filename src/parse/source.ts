/** An inventory as it was read: the name that the user gave (`-` is standard input) and its whole text. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Where a value stands in its source: offsets in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** What a parser returns: the plain value, and for every JSON pointer in it the span of its key and of its value. */
export interface Parsed {
  readonly data: unknown;
  readonly spans: ReadonlyMap<string, { readonly key?: Span; readonly value: Span }>;
  /** The scalars under a key that was written before, which are in no value but in the text. */
  readonly dropped: readonly { readonly pointer: string; readonly value: Span }[];
}
