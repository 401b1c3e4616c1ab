/** Whether value `a` of factor `i` and value `b` of factor `j` may stand in one row; all four are indices. */
export type IsAllowed = (i: number, a: number, j: number, b: number) => boolean;

/**
 * Rows in which every allowed pair of values of any two factors stands at least once, greedily and always the same.
 * `sizes`: how many values each factor has; a row holds one index for each. Throws where a pair fits into no row.
 */
export function coveringArray(sizes: readonly number[], isAllowed: IsAllowed): number[][] {
  const missing = new Set<string>();
  for (let j = 1; j < sizes.length; j++)
    for (let i = 0; i < j; i++)
      for (let a = 0; a < (sizes[i] ?? 0); a++)
        for (let b = 0; b < (sizes[j] ?? 0); b++)
          if (isAllowed(i, a, j, b)) missing.add(`${i} ${a} ${j} ${b}`);

  const rows: number[][] = [];
  for (let [pair] = missing; pair !== undefined; [pair] = missing) {
    const row = rowAround(pair, sizes, isAllowed, missing, rows.length);
    for (const one of pairsOf(row)) missing.delete(one);
    rows.push(row);
  }
  return rows;
}

/** A row with this pair in it: each further factor takes the value that brings most of what is missing. */
function rowAround(
  pair: string,
  sizes: readonly number[],
  isAllowed: IsAllowed,
  missing: ReadonlySet<string>,
  turn: number,
): number[] {
  const [i = 0, a = 0, j = 0, b = 0] = pair.split(' ').map(Number);
  const row = new Map([
    [i, a],
    [j, b],
  ]);
  for (const [factor, size] of sizes.entries()) {
    if (row.has(factor)) continue;
    let best: { value: number; gain: number } | undefined;
    for (let step = 0; step < size; step++) {
      // Where values bring alike, each row begins with another one, so that none is left to the end.
      const value = (step + turn) % size;
      const others = [...row].map(([other, its]) =>
        other < factor ? [other, its, factor, value] : [factor, value, other, its],
      );
      if (!others.every(([c = 0, d = 0, e = 0, f = 0]) => isAllowed(c, d, e, f))) continue;
      const gain = others.filter((one) => missing.has(one.join(' '))).length;
      if (best === undefined || gain > best.gain) best = { value, gain };
    }
    if (best === undefined) throw new Error(`no value of factor ${factor} fits into a row with ${pair}`);
    row.set(factor, best.value);
  }
  return sizes.map((_, factor) => row.get(factor) ?? 0);
}

/** The pairs that stand in a row. */
export function pairsOf(row: readonly number[]): string[] {
  return row.flatMap((b, j) => row.slice(0, j).map((a, i) => `${i} ${a} ${j} ${b}`));
}
