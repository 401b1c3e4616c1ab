import { type Argument, type Command, nameOf } from './command.ts';

/** What a shell completes at one place: one of some words, or files of a kind. */
export interface Completed {
  readonly takes?: Argument['takes'];
  readonly words: readonly string[];
}

/** A flag as a shell sees it. */
export interface CompletedFlag extends Completed {
  /** The flag's spellings, with their dashes, the long one first. */
  readonly spellings: readonly string[];
  readonly describe: string;
  /** Whether a value follows it. */
  readonly hasValue: boolean;
}

/** A command as a shell sees it; the name is empty for the program without one. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  /** What its positional arguments may be, in their order; the last one holds for all that follow. */
  readonly positionals: readonly Completed[];
}

/** The table of commands, as the completion of every shell needs it. */
export function completedCommands(commands: readonly Command[]): CompletedCommand[] {
  return commands.map((one) => ({
    name: nameOf(one),
    summary: one.summary,
    flags: [...Object.entries(one.flags).map(([name, flag]) => flagOf(name, flag)), help],
    positionals: Object.values(one.positionals).map(completed),
  }));
}

const help: CompletedFlag = {
  spellings: ['--help', '-h'],
  describe: 'Show help',
  hasValue: false,
  words: [],
};

function flagOf(name: string, flag: Argument): CompletedFlag {
  const short = typeof flag.alias === 'string' ? [`-${flag.alias}`] : [];
  return {
    ...completed(flag),
    spellings: [`--${name}`, ...short],
    describe: flag.describe ?? '',
    hasValue: flag.type !== 'boolean',
  };
}

function completed({ takes, choices = [] }: Argument): Completed {
  return { ...(takes && { takes }), words: choices.map(String) };
}
