/** Begins the line by which test/run.ts counts a skipped test. */
export const skipMark = 'SKIPPED ';

/** Say that a test cannot run here, and why; test/run.ts counts it and repeats it at the end. */
export function skip(name: string, reason: string): void {
  process.stdout.write(`\n${skipMark}${name}: ${reason}\n`);
}
