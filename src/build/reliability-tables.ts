import type { Inventory } from '../generated/inventory.ts';
import type { Pause } from '../model/fault.ts';
import { losses, lossSentence } from '../model/loss.ts';
import { type Outcome, outcomes } from '../model/reliability.ts';
import { timingOf } from '../model/timing.ts';

/** The inventories of docs/reliability.md, by their folders in fixtures: the guide's defaults, and one change each. */
export const subjects = {
  reference: 'With the defaults of the guide',
  'semi-sync': 'With `"semi_sync": true`',
  tuned: 'With tuned timing',
  'two-node': 'On two nodes',
} as const;
export type Subject = keyof typeof subjects;

/** One row of docs/measured.json, which the laboratory writes. pause is in seconds, the others count rows. */
export interface Measurement {
  readonly inventory: Subject;
  readonly fault: string;
  readonly where: 'master' | 'standby';
  readonly pause: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly twoWriters: number;
  readonly command: string;
}

/** The generated part of docs/reliability.md: a table for each subject. Pure. */
export function reliabilityTables(
  inventories: Readonly<Record<Subject, Inventory>>,
  measured: readonly Measurement[],
): string {
  const parts = (Object.keys(subjects) as Subject[]).map((subject) =>
    section(
      subject,
      inventories[subject],
      measured.filter(({ inventory }) => inventory === subject),
    ),
  );
  return parts.join('\n\n');
}

function section(subject: Subject, inventory: Inventory, measured: readonly Measurement[]): string {
  const words = losses.slice(1).map((loss) => `- *${loss}*: ${lossSentence(loss, inventory)}`);
  const timing = timingOf(inventory);
  const rows = outcomes(inventory, timing).map((outcome) =>
    row(
      outcome,
      measured.find((one) => isOf(one, outcome)),
    ),
  );
  return [
    `## ${subjects[subject]}`,
    `VRRP version ${timing.vrrpVersion}; a lease lasts ${timing.lease.text}. A server that is cut off stops writing within ` +
      `${timing.softFence.text} (${timing.softFence.formula}), and its MariaDB is killed by ${timing.hardFence.text} ` +
      `(${timing.hardFence.formula}) if it does not. What can be lost:`,
    words.join('\n'),
    [
      '| fault | at | what the application sees | no write for at the most | can be lost | measured |',
      '|---|---|---|---|---|---|',
      ...rows,
    ].join('\n'),
  ].join('\n\n');
}

function isOf({ fault, where }: Measurement, outcome: Outcome): boolean {
  return fault === outcome.fault && where === outcome.where;
}

function row({ fault, what, where, sees, pause, loss }: Outcome, measured: Measurement | undefined): string {
  return `| ${what} (\`${fault}\`) | ${where} | ${sees} | ${paused(pause)} | ${loss} | ${cell(measured)} |`;
}

function paused(pause: Pause): string {
  if (pause === 'none') return 'no pause';
  return pause === 'until mended'
    ? pause
    : `${pause.text} = ${pause.formula}`.replace(/^(\S+) s = \1$/, '$1 s');
}

function cell(measured: Measurement | undefined): string {
  if (measured === undefined) return 'not measured';
  const { pause, acknowledged, lost, twoWriters, command } = measured;
  return `${pause} s; ${acknowledged} rows acknowledged, ${lost} lost, ${twoWriters} times two writers; \`${command.replaceAll('|', '\\|')}\``;
}
