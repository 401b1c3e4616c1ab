import { createInterface } from 'node:readline/promises';
import type { Terminal } from './io.ts';

/** The terminal that the program runs on. */
export function openTerminal(): Terminal {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  // Unlike `question` this keeps lines that were typed ahead or pasted, and ends with the input.
  const typed = lines[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      lines.setPrompt(question);
      lines.prompt();
      const { value, done } = await typed.next();
      return done ? undefined : value;
    },
    say: (text) => process.stdout.write(text),
    close: () => lines.close(),
  };
}
