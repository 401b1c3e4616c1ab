import { resolve } from 'node:path';

/** Where a command's text goes; a stream of Node fits. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** Someone at a terminal who can be asked. */
export interface Terminal {
  /** The line that is typed, without its end; undefined when the user ends the input (Ctrl-C, Ctrl-D). */
  ask(question: string): Promise<string | undefined>;
  say(text: string): unknown;
  close(): void;
}

/** The world as a command sees it, so that a test can hand it another one. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Open the terminal; not there when input or output is none. */
  readonly terminal?: (() => Promise<Terminal>) | undefined;
}

/** A path that a user typed, for the file system; it stays as it was typed where that works, for the messages. */
export function pathOf(typed: string, { cwd }: Io): string {
  return typed === '-' || cwd === process.cwd() ? typed : resolve(cwd, typed);
}

/** Whether text on this output may have terminal colours, by https://no-color.org and FORCE_COLOR. */
export function hasColour({ isTTY }: Output, env: Io['env']): boolean {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return isTTY === true && env.TERM !== 'dumb';
}
