import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf, putHash, putLoop } from './baselines.ts';
import type { Budget } from './budget.ts';
import { putFleet } from './fleet-inventories.ts';
import { type Measured, measure, median, peakMemory, ratio } from './measure.ts';
import { program } from './start.ts';

/** One size of fleet, and what it took. */
interface Size {
  readonly clusters: number;
  readonly fresh: Measured;
  readonly inMemory: Measured;
  readonly again: Measured;
  readonly loop: Measured;
  readonly hash: Measured;
  readonly mebibytes: number;
}

type Program = 'fresh' | 'inMemory' | 'again' | 'loop' | 'hash';

/** Fleets of ten clusters and more, each in one process: against a loop that writes the same bytes, and one that reads them. */
export function benchFleet(
  folder: string,
  most: number,
  rounds: number,
): { text: string; budgets: Budget[] } {
  const sizes = [10, 100, 1000].filter((clusters) => clusters <= most);
  const measured = sizes.map((clusters) => benchSize(join(folder, String(clusters)), clusters, rounds));
  const [least, largest] = [measured[0], measured.at(-1)];
  if (!least || !largest) throw new Error('a fleet has ten clusters or more');
  const { clusters } = largest;
  const name = clusters.toLocaleString('en');
  // On a disk it would tell of the buffer, which takes the first trees and not the thousandth: the loop slows down as much.
  const steadiness = {
    what: `time for each cluster at ${name}, to that at ${least.clusters}, written to memory`,
    figure: each(largest, 'inMemory') / each(least, 'inMemory'),
    most: 1.2,
  };
  return {
    text: [
      '| clusters | written to memory | written to disk | a plain loop | ratio | unchanged | reading and hashing | ratio | peak memory |',
      '|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
      ...measured.map(row),
    ].join('\n'),
    budgets: [
      { what: `${name} clusters, to a plain loop`, figure: ratio(largest.fresh, largest.loop), most: 1.5 },
      {
        what: `${name} clusters unchanged, to reading and hashing`,
        figure: ratio(largest.again, largest.hash),
        most: 1.5,
      },
      steadiness,
      { what: `memory at ${name} clusters`, figure: largest.mebibytes, most: 150, unit: 'MiB' },
      {
        what: `memory at ${name} clusters, to that at ${least.clusters}`,
        figure: largest.mebibytes / least.mebibytes,
        most: 2,
      },
    ],
  };
}

function benchSize(folder: string, clusters: number, rounds: number): Size {
  const at = (name: string) => join(folder, name);
  const files = putFleet(at('inventories'), clusters);
  const compile = (output: string) => [program, ...files, '-o', at(output)];
  const mebibytes = peakMemory(compile('trees'));
  const [first = ''] = readdirSync(at('trees'));
  putLoop(at('loop.cjs'), join(at('trees'), first));
  putHash(at('hash.cjs'), at('trees'));
  const [fresh, loop] = measure(
    [
      { name: 'fresh', args: (round) => [program, ...files, '-o', anew(at('fresh'), round)] },
      { name: 'loop', args: (round) => [at('loop.cjs'), anew(at('loop'), round), String(clusters)] },
    ],
    rounds,
    folder,
  );
  assertSameBytes(at(`fresh-${rounds}`), at(`loop-${rounds}`));
  const [inMemory] = measureInMemory(files, rounds);
  const [again, hash] = measure(
    [
      { name: 'again', args: () => compile('trees') },
      { name: 'hash', args: () => [at('hash.cjs'), at('trees')] },
    ],
    rounds,
  );
  rmSync(folder, { recursive: true, force: true });
  if (!fresh || !inMemory || !loop || !again || !hash) throw new Error('nothing was measured');
  return { clusters, fresh, inMemory, loop, again, hash, mebibytes };
}

/** The same trees where no disk is in the way. */
function measureInMemory(files: readonly string[], rounds: number): Measured[] {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'sme-ha-gen-bench-'));
  const args = (round: number) => [program, ...files, '-o', anew(join(folder, 'trees'), round)];
  try {
    return measure([{ name: 'in memory', args }], rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The path of a folder for this round, which is not there yet; that of the round before goes. */
function anew(stem: string, round: number): string {
  if (round > 0) rmSync(`${stem}-${round - 1}`, { recursive: true, force: true });
  return `${stem}-${round}`;
}

/** The loop writes one tree again and again: the names and addresses of a fleet are all of one length. */
function assertSameBytes(one: string, other: string): void {
  const [a, b] = [one, other].map((trees) => {
    const last = readdirSync(trees).sort().at(-1) ?? '';
    return filesOf(join(trees, last)).reduce((sum, [, text]) => sum + text.length, 0);
  });
  if (a !== b) throw new Error(`a tree of the fleet has ${a} characters, one of the loop ${b}`);
}

/** Milliseconds for each cluster, the start of the process among them. */
function each({ clusters, ...size }: Size, subject: Program): number {
  return median(size[subject].times) / clusters;
}

function row(size: Size): string {
  const ms = (subject: Program) => `${each(size, subject).toFixed(1)} ms`;
  return `| ${[
    size.clusters.toLocaleString('en'),
    ms('inMemory'),
    ms('fresh'),
    ms('loop'),
    ratio(size.fresh, size.loop).toFixed(2),
    ms('again'),
    ms('hash'),
    ratio(size.again, size.hash).toFixed(2),
    `${size.mebibytes.toFixed(0)} MiB`,
  ].join(' | ')} |`;
}
