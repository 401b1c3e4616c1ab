import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seed } from '../quoting/hostile.ts';
import { skip } from '../skip.ts';
import { type Answer, bytes, doSteps, folder, noPython, python, type Step } from './steps.ts';

/** A program named crontab that keeps one text, and says what the real one says where there is none. */
const fake = `#!/bin/sh
[ "$1" = -u ] && [ "$2" = smestorage ] || exit 2
if [ "$3" = - ]; then exec cat > "$CRONTAB"; fi
if [ -e "$CRONTAB" ]; then exec cat "$CRONTAB"; fi
echo "no crontab for $2" >&2
exit 1
`;

const when = fc.constantFrom(
  '*/5 * * * *',
  '0 4 1,15 * mon-fri',
  '@reboot',
  '@daily',
  '59\t23  * * 0',
  '-* * * * *',
  '~ 3 * * *',
);
const word = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('\f', '\v', '\x1c', '\x85', '\u2028', '%', '\r'),
  )
  .map((text) => bytes(text).replaceAll(/[\n\0]/g, ''));
const tail = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '));
const blank = fc.constantFrom('', '', ' ', '\t', '  \t');

interface Line {
  readonly text: string;
  readonly isJob: boolean;
}

/** Lines with what a job is said of each: jobs, settings, comments, comments of others that hide a job, nothing. */
const line: fc.Arbitrary<Line> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(blank, when, tail).map(([indent, time, rest]) => ({
      text: `${indent}${time} /bin/job ${rest}`,
      isJob: true,
    })),
  },
  fc
    .tuple(
      blank,
      fc.constantFrom(
        '#',
        '# ',
        '#0 * * * * ',
        '# sme-ha-gen',
        'MAILTO=',
        'PATH = ',
        '"A B"=',
        '',
        '##@reboot ',
      ),
      tail,
    )
    // What is left of nothing may look like a job.
    .map(([indent, start, rest]) => ({
      text: start === '' ? indent : `${indent}${start}${rest}`,
      isJob: false,
    }))
    .filter(({ text }) => !text.startsWith('# sme-ha-gen: ')),
);

const crontab = fc.record({
  lines: fc.array(line, { maxLength: 12 }),
  end: fc.constantFrom('\n', '\r\n'),
  isClosed: fc.boolean(),
});

test('crontab_jobs: comments out jobs and nothing else, and restores the very text', () => {
  if (python === undefined) return skip('crontab_jobs', noPython);
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'crontab'), fake);
  chmodSync(join(bin, 'crontab'), 0o755);

  const samples = fc.sample(crontab, { numRuns: 30, seed });
  const texts = samples.map(({ lines, end, isClosed }) => {
    const text = lines.map((one) => one.text).join(end);
    return isClosed && lines.length > 0 ? text + end : text;
  });
  const results = doSteps(texts.map((text, index) => steps(bin, join(folder, `crontab-${index}`), text)));
  for (const [index, { lines, end, isClosed }] of samples.entries()) {
    const original = texts[index] ?? '';
    const jobs = lines.filter(({ isJob }) => isJob).length;
    const silent = lines.map(({ text, isJob }) => (isJob ? `# sme-ha-gen: ${text}` : text)).join(end);
    const [, checked, untouched, off, commented, again, backup, access, on, restored, offAgain] = results[
      index
    ] as [
      unknown,
      Answer,
      string,
      Answer,
      string,
      Answer,
      string | null,
      { mode: number },
      Answer,
      string,
      Answer,
    ];
    const say = JSON.stringify(original);
    assert.is(checked.changed, jobs > 0, say);
    assert.is(untouched, original, say);
    assert.is(off.changed, jobs > 0, `${say} ${off.msg}`);
    assert.is(off.active_jobs, 0, say);
    assert.is(commented, isClosed && lines.length > 0 ? silent + end : silent, say);
    assert.is(again.changed, false, say);
    assert.is(backup, jobs > 0 ? original : null, say);
    if (jobs > 0) assert.is(access.mode, 0o600, say);
    assert.is(on.active_jobs, jobs, say);
    assert.is(restored, original, say);
    assert.is(offAgain.changed, jobs > 0, say);
  }
});

function steps(bin: string, file: string, text: string): Step[] {
  const env = { CRONTAB: file, PATH: `${bin}:${process.env.PATH}` };
  const backup = `${file}.backup`;
  const set = (enabled: boolean, check = false): Step => {
    const args = { user: 'smestorage', enabled, backup };
    return { step: 'module', name: 'crontab_jobs', args, check, env };
  };
  const read: Step = { step: 'read', path: file };
  const kept: Step[] = [
    { step: 'read', path: backup },
    { step: 'stat', path: backup },
  ];
  return [
    { step: 'write', path: file, content: text },
    ...[set(false, true), read, set(false), read, set(false)],
    ...kept,
    ...[set(true), read, set(false)],
  ];
}
