import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { faults } from '../../../src/model/reliability.ts';
import type { Outcome } from './experiment.ts';

const file = resolve(import.meta.dirname, '../../../docs/measured.json');

/** One row of docs/measured.json: pause in seconds, the others count rows; of two writers, how many experiments saw them. */
interface Measurement {
  inventory: string;
  fault: string;
  where: string;
  pause: number;
  acknowledged: number;
  lost: number;
  twoWriters: number;
  command: string;
}

/** Notes in docs/measured.json what was measured of an inventory, in place of what stood there of the same fault. */
export function noteMeasured(inventory: string, command: string, outcomes: Outcome[]): void {
  const isPromised = ({ step }: Outcome) =>
    step.during === undefined && faults.some(({ id }) => id === step.fault.id);
  const fresh = outcomes.filter(isPromised).flatMap(rowsOf(inventory, command));
  const before: Measurement[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const key = (row: Measurement) => `${row.inventory} ${row.fault} ${row.where}`;
  const renewed = new Set(fresh.map(key));
  const rows = [...before.filter((row) => !renewed.has(key(row))), ...fresh];
  rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(rows, undefined, 2)}\n`);
}

function rowsOf(inventory: string, command: string): (outcome: Outcome) => Measurement[] {
  return ({ step, pause, acknowledged, lost, twoWriters }) => {
    const places = placesOf(step);
    const figures = { pause: Math.ceil(pause * 10) / 10, acknowledged, lost, twoWriters: Number(twoWriters) };
    return places.map((where) => ({ inventory, fault: step.fault.id, where, ...figures, command }));
  };
}

/** What lies between the two strikes either of them; of a fault that strikes one alone, both at once is not promised. */
function placesOf({ fault, where }: Outcome['step']): string[] {
  if (where !== 'both') return [where];
  return fault.where.some((place) => place !== 'both') ? [] : ['master', 'standby'];
}
