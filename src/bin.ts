import { run } from './cli/run.ts';

type Stream = NodeJS.WriteStream;

/** Whoever reads us may stop early, as `head` does: what is left to say is dropped, the work is finished. */
function patient(stream: Stream): Stream {
  if (stream.listenerCount('error') === 0) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return stream;
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
};

// Should the work ever stop without an end, that must not look like success.
process.exitCode = 70;
run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
