import { basename } from 'node:path';
import { UserError } from '../plan/user-error.ts';
import type { Command } from './command.ts';
import { bashCompletion } from './completion-bash.ts';
import { fishCompletion } from './completion-fish.ts';
import { zshCompletion } from './completion-zsh.ts';
import type { Io } from './io.ts';

const scripts = { bash: bashCompletion, fish: fishCompletion, zsh: zshCompletion };

export interface CompletionOptions {
  readonly shell?: keyof typeof scripts | undefined;
}

/**
 * Print the completion of a shell, by default the one of $SHELL. The script knows all there is to know,
 * so that a press of the tab key starts no Node.
 */
export async function completionCommand(
  { shell }: CompletionOptions,
  io: Io,
  commands: readonly Command[],
): Promise<number> {
  const name = shell ?? basename(io.env.SHELL ?? '');
  const script = Object.entries(scripts).find(([known]) => known === name)?.[1];
  if (!script)
    throw new UserError(
      `${name === '' ? '$SHELL is not set' : `there is no completion for ${name}`}: name a shell, as in sme-ha-gen completion bash`,
    );
  io.stdout.write(script(commands));
  return 0;
}
