import type { InferredOptionTypes, Options } from 'yargs';
import type { Io } from './io.ts';

/** A flag or a positional argument, in yargs' terms; `takes` is what a shell completes for it. */
export interface Argument extends Options {
  readonly takes?: 'inventory' | 'folder' | 'file';
  readonly type?: 'boolean' | 'string';
}

type Arguments = Readonly<Record<string, Argument>>;

/** One command, as the parser, the help and the shell completion need to know it. */
export interface Command {
  /** Its name and its positional arguments, as yargs reads them; `$0` is the program without a command. */
  readonly usage: string;
  /** What it does, in the imperative, at most 55 characters. */
  readonly summary: string;
  readonly positionals: Arguments;
  readonly flags: Arguments;
  /** Command lines without the program's name. */
  readonly examples: readonly string[];
  /** Load the command's own module and run it. Returns the exit code. */
  readonly run: (options: never, io: Io) => Promise<number>;
}

/** Check a command's options against its arguments, and forget their types. */
export function command<const P extends Arguments, const F extends Arguments>(
  definition: Omit<Command, 'positionals' | 'flags' | 'run'> & {
    readonly positionals: P;
    readonly flags: F;
    readonly run: (options: InferredOptionTypes<P & F>, io: Io) => Promise<number>;
  },
): Command {
  return definition;
}

/** The command that a command line calls. */
export function called(argv: readonly string[], commands: readonly Command[]): Command | undefined {
  return commands.find((one) => nameOf(one) === argv[0]) ?? commands[0];
}

/** The name by which a command is called; empty for the program without one. */
export function nameOf({ usage }: Command): string {
  return usage.split(' ')[0]?.replace('$0', '') ?? '';
}

/** Whether a word of a command line is a flag whose value is the next word. */
export function takesNext(word: string, flags: Arguments): boolean {
  return Object.entries(flags).some(
    ([name, { alias, type }]) => type !== 'boolean' && (word === `--${name}` || word === `-${alias}`),
  );
}
