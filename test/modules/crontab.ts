import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seed } from '../quoting/hostile.ts';
import { skip } from '../skip.ts';
import { type Access, type Answer, bytes, doSteps, folder, noPython, python, type Step } from './steps.ts';

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
  const results = doSteps<Results>(
    texts.map((text, index) => steps(bin, join(folder, `crontab-${index}`), text)),
  );
  for (const [index, { lines, end, isClosed }] of samples.entries()) {
    const { checked, untouched, off, silenced, again, backup, access, on, restored } = results[
      index
    ] as Results;
    const original = texts[index] ?? '';
    const jobs = lines.filter(({ isJob }) => isJob).length;
    const silent = lines.map(({ text, isJob }) => (isJob ? `# sme-ha-gen: ${text}` : text)).join(end);
    const say = `${JSON.stringify(original)} ${off.msg}`;
    assert.equal([checked.changed, untouched], [jobs > 0, original], say);
    assert.equal([off.changed, off.active_jobs], [jobs > 0, 0], say);
    assert.is(silenced, isClosed && lines.length > 0 ? silent + end : silent, say);
    assert.is(again.changed, false, say);
    assert.equal([backup, access?.mode], jobs > 0 ? [original, 0o600] : [null, undefined], say);
    assert.equal([on.active_jobs, restored], [jobs, original], say);
  }
});

interface Results {
  readonly checked: Answer;
  readonly untouched: string;
  readonly off: Answer;
  readonly silenced: string;
  readonly again: Answer;
  readonly backup: string | null;
  readonly access: Access | null;
  readonly on: Answer;
  readonly restored: string;
}

function steps(bin: string, file: string, text: string): Step[] {
  const env = { CRONTAB: file, PATH: `${bin}:${process.env.PATH}` };
  const backup = `${file}.backup`;
  const set = (enabled: boolean, check = false) => {
    const args = { user: 'smestorage', enabled, backup };
    return { step: 'module', name: 'crontab_jobs', args, check, env } as const;
  };
  return [
    { step: 'write', path: file, content: text },
    { as: 'checked', ...set(false, true) },
    { as: 'untouched', step: 'read', path: file },
    { as: 'off', ...set(false) },
    { as: 'silenced', step: 'read', path: file },
    { as: 'again', ...set(false) },
    { as: 'backup', step: 'read', path: backup },
    { as: 'access', step: 'stat', path: backup },
    { as: 'on', ...set(true) },
    { as: 'restored', step: 'read', path: file },
  ];
}
