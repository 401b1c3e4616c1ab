import type { Story } from './story.ts';

/** One thing that must hold on the hosts, with the steps of the guide that it stands for. */
export interface Proof {
  name: string;
  steps: string[];
  /** Throws when it does not hold; what it throws is shown, and so is what it returns. */
  run(story: Story): Promise<string | undefined> | Promise<void>;
  /** Nothing after it makes sense when it fails: the story ends there. */
  vital?: boolean;
  /** Takes minutes and shows little that others do not: `--short` leaves it out, and says so. */
  thorough?: boolean;
  /** Looks back at all that was done: it runs also when the time is up. */
  closing?: boolean;
}

/** Thrown by a proof that does not hold: the sentence first, then what was seen. */
export class Unproven extends Error {
  constructor(sentence: string, seen = '') {
    super(seen === '' ? sentence : `${sentence}\n${indent(lastLines(seen, 60))}`);
  }
}

/** The proofs of a list whose names begin so; fails when one of them is gone. */
export function chosen(proofs: readonly Proof[], ...beginnings: string[]): Proof[] {
  return beginnings.map((beginning) => {
    const found = proofs.find(({ name }) => name.startsWith(beginning));
    if (!found) throw new Error(`there is no proof "${beginning}..."`);
    return found;
  });
}

/** Fails with a sentence unless the condition holds. */
export function hold(condition: boolean, sentence: string, seen = ''): asserts condition {
  if (!condition) throw new Unproven(sentence, seen);
}

/** Fails unless both are the same value; shows both. */
export function same(actual: unknown, expected: unknown, sentence: string): void {
  const [seen, wanted] = [actual, expected].map(printed) as [string, string];
  if (seen !== wanted) throw new Unproven(sentence, `${differing(seen, wanted)}`);
}

/** Waits until something holds, asking every so often; returns whether it came about in time. */
export async function comesAbout(
  question: () => Promise<boolean>,
  seconds: number,
  everyMilliseconds = 250,
): Promise<boolean> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    if (await question()) return true;
    if (Date.now() > until) return false;
    await sleep(everyMilliseconds);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What a run of Ansible said in its own words, without the connections that -vvv tells of; as one line of prose. */
export function prose(output: string): string {
  return told(output).replace(/\s+/g, ' ');
}

/** What a run of Ansible said, without the connections that -vvv tells of. */
export function told(output: string): string {
  return output.replace(/^(<[\da-f]+[.:]|Using module file|Escalation succeeded).*\n/gm, '');
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

/** The lines that one of two texts has and the other has not. */
export function differing(actual: string, expected: string): string {
  const [seen, wanted] = [actual.split('\n'), expected.split('\n')];
  const surplus = seen.filter((line) => !wanted.includes(line)).map((line) => `is:        ${line}`);
  const missing = wanted.filter((line) => !seen.includes(line)).map((line) => `should be: ${line}`);
  const lines = [...surplus, ...missing];
  return lines.length > 0 ? lines.join('\n') : `the same lines in another order or number:\n${actual}`;
}

function lastLines(text: string, count: number): string {
  const lines = text.trimEnd().split('\n');
  return lines.length <= count ? lines.join('\n') : ['[...]', ...lines.slice(-count)].join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
