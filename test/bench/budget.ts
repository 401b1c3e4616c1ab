/** A figure that a release may not exceed. */
export interface Budget {
  readonly what: string;
  readonly figure: number;
  readonly most: number;
  readonly unit?: 'MiB';
}

/** A machine that does other things too is no reason to fail; what takes this many times its budget is. */
export const wideMargin = 2;

export function budgetTable(budgets: readonly Budget[]): string {
  const rows = budgets.map(({ what, figure, most, unit }) => {
    const shown = (value: number) => (unit ? `${value.toFixed(0)} ${unit}` : value.toFixed(2));
    const verdict =
      figure <= most ? 'kept' : figure <= most * wideMargin ? '**exceeded**' : '**far exceeded**';
    return `| ${what} | ${shown(figure)} | ${shown(most)} | ${verdict} |`;
  });
  return ['| | measured | at the most | |', '|---|---:|---:|---|', ...rows].join('\n');
}
