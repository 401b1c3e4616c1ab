import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

interface Subject {
  readonly name: string;
  readonly args: (round: number) => readonly string[];
  readonly times: number[];
}

const rounds = Number(process.argv[2] ?? 25);
const program = resolve('dist/sme-ha-gen.js');
const reference = resolve('fixtures/reference/inventory.json');
const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-bench-'));
const at = (name: string) => join(folder, name);

/** Run a program with a time of its own, in milliseconds. */
function timed(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const end = process.hrtime.bigint();
  if (status !== 0) throw new Error(`node ${args.join(' ')} exits ${status}: ${stderr}`);
  return Number(end - start) / 1e6;
}

/** A script that writes the files of a tree with the same bytes, one after the other, into the folder it is told. */
function plainLoop(tree: string): string {
  const paths = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree, join(entry.parentPath, entry.name)));
  const files = paths.map((path) => [path, readFileSync(join(tree, path), 'utf8')]);
  return `const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
for (const [path, text] of ${JSON.stringify(files)}) {
  const file = join(process.argv[2], path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
`;
}

/** The peak memory of one run in MiB, and who measured it. */
function peakMemory(args: readonly string[]): [mebibytes: number, by: string] {
  if (existsSync('/usr/bin/time')) {
    const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, ...args], {
      encoding: 'utf8',
    });
    return [Number(stderr.trim().split('\n').at(-1)) / 1024, '/usr/bin/time'];
  }
  const code = 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)))';
  writeFileSync(at('rss.cjs'), code);
  const { stderr } = spawnSync(process.execPath, ['--require', at('rss.cjs'), ...args], { encoding: 'utf8' });
  return [Number(stderr) / 1024, 'process.resourceUsage'];
}

function row({ name, times }: Subject, base: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const [min = 0, median = 0, max = 0] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(
    (i) => sorted[i],
  );
  const cells = [median, min, max].map((ms) => `${ms.toFixed(1)} ms`);
  return `| ${[name, ...cells, (median / base).toFixed(2)].join(' | ')} |`;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const again = [program, reference, '-o', at('again')];
// A new folder each time: ext4 passes over inodes that were freed a moment ago, which takes it long.
const fresh = (round: number) => [program, reference, '-o', at(`fresh-${round}`)];
timed(again);
writeFileSync(at('loop.cjs'), plainLoop(at('again')));

const subjects: Subject[] = [
  { name: '`node -e 0`', args: () => ['-e', '0'], times: [] },
  { name: 'compile into an empty folder', args: fresh, times: [] },
  { name: 'compile again, nothing changed', args: () => again, times: [] },
  {
    name: 'a plain loop that writes the same files',
    args: (round) => [at('loop.cjs'), at(`loop-${round}`)],
    times: [],
  },
];

try {
  // Interleaved, so that whatever else the machine does falls on all alike; the first round warms the disk.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { args, times } of subjects) {
      const time = timed(args(round));
      if (round > 0) times.push(time);
    }
  }
  const base = median(subjects[0]?.times ?? []);
  console.log(`Whole processes, ${rounds} rounds, Node ${process.version}.\n`);
  console.log('| | median | min | max | to `node -e 0` |\n| --- | ---: | ---: | ---: | ---: |');
  console.log(subjects.map((subject) => row(subject, base)).join('\n'));
  const [mebibytes, by] = peakMemory(fresh(-1));
  console.log(`\nPeak memory of a compilation: ${mebibytes.toFixed(0)} MiB (${by}).`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
