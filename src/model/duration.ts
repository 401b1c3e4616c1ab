/** A length of time, and the sum by which it was found, so that a reader can check it: `2 x 5 + 156/256 + 0.5`. */
export interface Duration {
  readonly seconds: number;
  readonly formula: string;
  /** For people, rounded up to hundredths, for a promise must not be rounded down: `11.11 s`. */
  readonly text: string;
}

/** So many seconds; the formula is the number unless said. */
export function duration(seconds: number, formula = plain(seconds)): Duration {
  return { seconds, formula, text: `${plain(Math.ceil(seconds * 100 - 1e-6) / 100)} s` };
}

/** One after the other. */
export function sum(...parts: readonly Duration[]): Duration {
  const seconds = parts.reduce((total, part) => total + part.seconds, 0);
  return duration(seconds, parts.map(({ formula }) => formula).join(' + '));
}

/** Whichever takes longer, with its formula; the first one where both take as long. */
export function longest(first: Duration, ...others: readonly Duration[]): Duration {
  return others.reduce((most, other) => (other.seconds > most.seconds ? other : most), first);
}

/** A number without the digits that binary fractions leave behind: 0.3, not 0.30000000000000004. */
export function plain(value: number): string {
  return String(Number(value.toFixed(6)));
}
