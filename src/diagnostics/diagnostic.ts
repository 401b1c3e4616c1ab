/** One fault or warning, as data; renderers turn it into text, JSON or GitHub annotations. */
export interface Diagnostic {
  /** Stable code, `SME` and three digits, documented in docs/diagnostics.md. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One sentence that a user reads. */
  readonly message: string;
  /** The file as the user named it; `-` is standard input. */
  readonly file: string;
  /** Where it is, when the fault is inside a file that could be read. */
  readonly place?: Place;
  /** The likely cause, one sentence. */
  readonly cause?: string;
  /** What to write instead, or what to do. */
  readonly fix?: string;
}

/** A place in a file: line and column count from 1, column and length in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** How many characters the mark under the line covers, at least 1, within this line. */
  readonly length: number;
  /** The whole line, without its end. */
  readonly lineText: string;
}
