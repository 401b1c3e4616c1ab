import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { skipMark } from './skip.ts';

interface Result {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skips: readonly string[];
  readonly seconds: number;
  readonly output: string;
}

/** Run one test file in a process of its own. A file that ran no test and skipped none has failed. */
async function runFile(file: string): Promise<Result> {
  const start = performance.now();
  const { all, exitCode } = await execa('node', ['--import', 'tsx', file], {
    all: true,
    reject: false,
    stdin: 'ignore',
    timeout: 900_000,
  });
  const output = stripVTControlCharacters(all);
  const total = numberAfter('Total', output);
  const passed = numberAfter('Passed', output);
  const skips = output.split('\n').filter((line) => line.startsWith(skipMark));
  const uncounted = numberAfter('Skipped', output);
  const ranNothing = total + skips.length === 0;
  return {
    file,
    passed,
    failed: exitCode === 0 && !ranNothing ? 0 : Math.max(1, total - passed),
    skips: [...skips, ...Array<string>(uncounted).fill(`${skipMark}${file}: a test without a reason`)],
    seconds: (performance.now() - start) / 1000,
    output: ranNothing ? `${output}\nThis file ran no test: is test.run() missing?\n` : output,
  };
}

function numberAfter(word: string, output: string): number {
  return Number(new RegExp(`^ {2}${word}: +(\\d+)$`, 'm').exec(output)?.[1] ?? 0);
}

function show({ file, passed, failed, seconds, output }: Result): void {
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${file} (${passed} passed, ${seconds.toFixed(1)} s)`);
  if (failed > 0) console.log(output);
}

const wanted = process.argv.slice(2);
const files = readdirSync('test')
  .filter(
    (name) =>
      name.endsWith('.test.ts') && (wanted.length === 0 || wanted.some((part) => name.includes(part))),
  )
  .map((name) => `test/${name}`)
  .sort();

const queue = [...files];
const results: Result[] = [];
async function work(): Promise<void> {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const result = await runFile(file);
    results.push(result);
    show(result);
  }
}
await Promise.all(Array.from({ length: Math.min(4, cpus().length) }, work));

const sum = (count: (result: Result) => number) =>
  results.reduce((total, result) => total + count(result), 0);
const failed = sum((result) => result.failed) + (files.length === 0 ? 1 : 0);
for (const line of results.flatMap(({ skips }) => skips)) console.log(line);
console.log(
  `${sum((result) => result.passed)} passed, ${failed} failed, ${sum(({ skips }) => skips.length)} skipped`,
);
process.exitCode = failed === 0 ? 0 : 1;
