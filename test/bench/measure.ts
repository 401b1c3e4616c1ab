import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program to be timed; `round` counts from 0, and round 0 only warms the disk. */
export interface Subject {
  readonly name: string;
  /** The arguments of node. */
  readonly args: (round: number) => readonly string[];
}

/** What all rounds took, in milliseconds. */
export interface Measured extends Subject {
  readonly times: number[];
}

/**
 * Time whole processes, in turn, so that whatever else the machine does falls on all alike. The disk of `settled` has written all
 * that it was given before each of them begins.
 */
export function measure(subjects: readonly Subject[], rounds: number, settled?: string): Measured[] {
  const measured = subjects.map((subject): Measured => ({ ...subject, times: [] }));
  for (let round = 0; round <= rounds; round += 1) {
    // Every other round goes the other way: what comes after a writer finds the disk busy.
    for (const one of round % 2 === 0 ? measured : measured.toReversed()) {
      if (settled !== undefined) spawnSync('sync', ['--file-system', settled]);
      const time = timed(one.args(round));
      if (round > 0) one.times.push(time);
    }
  }
  return measured;
}

function timed(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const end = process.hrtime.bigint();
  if (status !== 0) throw new Error(`node ${args.join(' ').slice(0, 300)} exits ${status}: ${stderr}`);
  return Number(end - start) / 1e6;
}

export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/**
 * The ratio of two subjects: the median of those of each round, in which both ran beside each other. A machine that is slow for a
 * while is slow for both.
 */
export function ratio(one: Measured | undefined, to: Measured | undefined): number {
  return median((one?.times ?? []).map((time, round) => time / (to?.times[round] ?? Number.NaN)));
}

/** The peak memory of one run in MiB, as the process itself knows it at its end. */
export function peakMemory(args: readonly string[]): number {
  const tell = "process.on('exit', () => require('fs').writeSync(3, String(process.resourceUsage().maxRSS)))";
  const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-memory-'));
  try {
    const file = join(folder, 'tell.cjs');
    writeFileSync(file, tell);
    const { status, stderr, output } = spawnSync(process.execPath, ['--require', file, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    if (status !== 0) throw new Error(stderr);
    return Number(output[3]) / 1024;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
