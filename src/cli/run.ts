import { UserError } from '../plan/user-error.ts';
import { parseArguments } from './arguments.ts';
import type { Io } from './io.ts';

/**
 * Run a command line, without the name of the program, and return the exit code:
 * 0 fine, 1 differs, 2 bad input or usage, 3 a file edited by hand is in the way, 70 a bug of ours.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await parseArguments(argv, io);
  } catch (error) {
    if (error instanceof UserError) {
      io.stderr.write(`sme-ha-gen: ${error.message}\n`);
      return error.exitCode;
    }
    const stack = error instanceof Error ? error.stack : String(error);
    io.stderr.write(
      `sme-ha-gen: this is a bug of sme-ha-gen. Please report it with these lines:\n${stack}\n`,
    );
    return 70;
  }
}
