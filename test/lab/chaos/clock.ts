/** The monotonic clock in microseconds: the one of all hosts, for they share a kernel. */
export function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

const begun = now();

/** Prints what happened, with the seconds since this process began. */
export function tell(text: string): void {
  process.stdout.write(`${((now() - begun) / 1e6).toFixed(1).padStart(7)} s  ${text}\n`);
}

export function seconds(microseconds: number): string {
  return (microseconds / 1e6).toFixed(1);
}

/** A moment of the monotonic clock as the lines of `tell` show it. */
export function at(microseconds: number): string {
  return `${seconds(microseconds - begun)} s`;
}
