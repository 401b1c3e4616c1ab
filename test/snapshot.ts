import { execa } from 'execa';
import { run } from '../src/cli/run.ts';

// Everything committed that is made from something else: out/, and what the diagnostics of each fixture look like.
const io = { stdout: process.stdout, stderr: process.stderr, cwd: process.cwd(), env: process.env };
const exitCode = await run(['fixtures/reference/inventory.json', '-o', 'out', '--force'], io);
if (exitCode !== 0) process.exit(exitCode);

await execa('node', ['--import', 'tsx', 'test/diagnostics.test.ts'], {
  env: { SNAPSHOT: '1' },
  stdio: 'inherit',
});
