// The guard's own modules: the lease in simulated time, the comparison of late transactions, and what they read and write.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pythonWith } from './python.ts';
import { skip } from './skip.ts';

interface Result {
  readonly name: string;
  readonly fault: string;
}

const runner = new URL('guard/run.py', import.meta.url).pathname;
const noPython = 'no Python of this version here';

/** Run all that the modules of test/guard with these names hold, each function as a test of its own. */
function runAll(label: string, python: string | undefined, modules: readonly string[]): void {
  if (python === undefined) return skip(`guard: ${modules.join(', ')} with ${label}`, noPython);
  const { stdout } = execaSync(python, ['-B', runner, ...modules], { env: { LC_ALL: 'C.UTF-8' } });
  for (const { name, fault } of JSON.parse(stdout) as Result[])
    test(`${label}: ${name}`, () => assert.is(fault, ''));
}

/** A Python 2.7, which hosts of the oldest kind have; nothing else of it is needed. */
const python2 = [
  '/usr/bin/python2.7',
  '/usr/bin/python2',
  join(homedir(), '.pyenv/versions/2.7.18/bin/python2.7'),
].find((path) => existsSync(path));

runAll('Python 3', pythonWith('ast'), [
  'test_syntax',
  'test_lease',
  'test_conflicts',
  'test_parts',
  'test_families',
]);
runAll('Python 2.7', python2, ['test_syntax', 'test_conflicts', 'test_parts', 'test_families']);

test.run();
