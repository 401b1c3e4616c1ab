import type { Io } from './io.ts';

/** How far a long piece of work is, on one line of the terminal that is rewritten, and gone in the end. */
export interface Progress {
  readonly show: (done: number) => void;
  /** Take the line away, ahead of any other output; the next `show` brings it back. */
  readonly clear: () => void;
}

/** What takes less than this, in milliseconds, shows nothing; and the line changes no more often. */
const pace = 100;
const silent: Progress = { show: () => {}, clear: () => {} };

/** Show how many of several inventories are done, to a person at a terminal alone: never in a pipe, a file or CI. */
export function progressOf(
  doing: string,
  total: number,
  io: Pick<Io, 'stderr' | 'env'>,
  now: () => number = () => performance.now(),
): Progress {
  // Node makes a stream when it is first asked for, which takes a moment.
  if (total < 2) return silent;
  const { env, stderr } = io;
  const isCi = env.CI !== undefined && env.CI !== '' && env.CI !== 'false';
  if (isCi || env.TERM === 'dumb' || stderr.isTTY !== true) return silent;
  let shown = now();
  let isThere = false;
  return {
    show: (done) => {
      const time = now();
      if (time - shown < pace) return;
      shown = time;
      isThere = true;
      stderr.write(`\r\u001b[K${doing} ${done} of ${total}`);
    },
    clear: () => {
      if (isThere) stderr.write('\r\u001b[K');
      isThere = false;
    },
  };
}
