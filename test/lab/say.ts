/** Tells the person at the terminal what the laboratory does; on stderr, so that a command's own output stays clean. */
export function say(text: string): void {
  process.stderr.write(`lab: ${text}\n`);
}
