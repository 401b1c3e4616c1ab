import { execa } from 'execa';
import { run } from '../src/cli/run.ts';

// Everything committed that is made from something else: out/, other trees, and what diagnostics look like.
const io = { stdout: process.stdout, stderr: process.stderr, cwd: process.cwd(), env: process.env };
const exitCode = await run(['fixtures/reference/inventory.json', '-o', 'out', '--force'], io);
if (exitCode !== 0) process.exit(exitCode);

for (const file of ['test/diagnostics.test.ts', 'test/trees.test.ts']) {
  await execa('node', ['--import', 'tsx', file], { env: { SNAPSHOT: '1' }, stdio: 'inherit' });
}
