import { reasonOf } from './apply/system-fault.ts';
import type { Terminal } from './cli/io.ts';
import { run } from './cli/run.ts';

type Stream = NodeJS.WriteStream;

let isOutputLost = false;

/** Whoever reads us may stop early, as `head` does: what is left to say is dropped, the work is finished. */
function patient(stream: Stream): Stream {
  if (stream.listenerCount('error') === 0) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === undefined) throw error;
      if (error.code !== 'EPIPE') loseOutput(error.code);
    });
  }
  return stream;
}

/** On a full disk the work is finished too, but that is said once, and no success. */
function loseOutput(code: string): void {
  if (isOutputLost) return;
  isOutputLost = true;
  end(Number(process.exitCode));
  io.stderr.write(`sme-ha-gen: cannot write the output: ${reasonOf(code)}\n`);
}

function end(code: number): void {
  process.exitCode = isOutputLost ? Math.max(code, 2) : code;
}

const io = {
  // Node makes a stream when it is first asked for, which takes a moment.
  get stdout() {
    return patient(process.stdout);
  },
  get stderr() {
    return patient(process.stderr);
  },
  cwd: process.cwd(),
  env: process.env,
  get terminal() {
    return process.stdin.isTTY && process.stdout.isTTY ? openTerminal : undefined;
  },
};

/** Loaded when somebody is to be asked, for readline takes a moment. */
async function openTerminal(): Promise<Terminal> {
  const terminal = await import('./cli/terminal.ts');
  return terminal.openTerminal();
}

// Should the work ever stop without an end, that must not look like success.
process.exitCode = 70;
run(process.argv.slice(2), io).then(end);
