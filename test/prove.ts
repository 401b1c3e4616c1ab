/** What came of the proofs of a run. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Run a proof, print its line with what it remarks, and count it. Returns whether it holds. */
export async function prove(title: string, run: () => Promise<unknown>, count: Count): Promise<boolean> {
  const started = Date.now();
  const line = (result: string) =>
    `${result.padEnd(6)} ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${title}`;
  try {
    const remark = await run();
    count.passed++;
    say(line('ok') + (typeof remark === 'string' && remark ? ` (${remark})` : ''));
    return true;
  } catch (error) {
    count.failed++;
    const isExpected = error instanceof Error && error.constructor.name === 'Unproven';
    say(
      `${line('FAILED')}\n    ${isExpected ? error.message : error instanceof Error ? error.stack : error}`,
    );
    return false;
  }
}
