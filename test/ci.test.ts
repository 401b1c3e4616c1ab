import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import packageJson from '../package.json' with { type: 'json' };
import { inFolder, put } from './folder.ts';
import { program } from './program.ts';

const hooks: { id: string; entry: string; files?: string; pass_filenames?: boolean }[] = parse(
  readFileSync('.pre-commit-hooks.yaml', 'utf8'),
);
const examples = [...readFileSync('docs/ci.md', 'utf8').matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, text = '']) => parse(text),
);
const inventory = readFileSync('fixtures/reference/inventory.json', 'utf8');

/** Run a command line of sme-ha-gen as a hook or a workflow does. */
function runLine(line: string, cwd: string): number | undefined {
  const [name, ...args] = line.split(' ');
  assert.is(name, 'sme-ha-gen');
  return execaSync('node', [program, ...args], { cwd, reject: false }).exitCode;
}

/** Run a command line in a repository that is fine, that has drifted, and whose inventory is wrong. */
async function inEachState(
  line: string,
  wanted: [fine: number, drifted: number, wrong: number],
): Promise<void> {
  await inFolder((folder) => {
    put(folder, { 'inventory.json': inventory });
    assert.is(runLine('sme-ha-gen inventory.json -o tree', folder), 0);
    const got = [runLine(line, folder)];
    put(folder, { 'tree/requirements.yml': 'mine\n' });
    got.push(runLine(line, folder));
    put(folder, { 'inventory.json': inventory.replace('"address"', '"adress"') });
    got.push(runLine(line, folder));
    assert.equal(got, wanted, line);
  });
}

test('each hook that the example names exists, and does what it says', async () => {
  const [{ repos }] = examples;
  const used: { id: string; args?: string[] }[] = repos[0].hooks;
  assert.equal(
    used.map(({ id }) => id),
    hooks.map(({ id }) => id),
  );
  assert.is(repos[0].rev, `v${packageJson.version}`);
  const lines = hooks.map(({ entry, pass_filenames = true }, index) =>
    [entry, ...(used[index]?.args ?? []), ...(pass_filenames ? ['inventory.json'] : [])].join(' '),
  );
  await inEachState(lines[0] ?? '', [0, 0, 2]);
  await inEachState(lines[1] ?? '', [0, 1, 2]);
});

test('validate is run for inventories, and for no other file', () => {
  const files = new RegExp(hooks[0]?.files ?? '');
  for (const name of ['inventory.json', 'a/inventory.yml', 'inventory.yaml']) assert.match(name, files);
  for (const name of ['package.json', 'inventory/hosts.yml', 'my-inventory.json'])
    assert.not.match(name, files);
});

test('each command of the workflow exists, and fails when it should', async () => {
  const [, workflow] = examples;
  const steps: { run?: string }[] = workflow.jobs.cluster.steps;
  const lines = steps
    .flatMap(({ run = '' }) => run.split('\n'))
    .filter((line) => line.startsWith('sme-ha-gen '));
  const [validate = '', check = '', lint = '', ...more] = lines;
  assert.equal(more, []);
  await inEachState(validate, [0, 0, 2]);
  await inEachState(check, [0, 1, 2]);
  // What lint finds is proven in lint.test.ts; here, that the command and its flags are known.
  assert.is(runLine(`${lint} --help`, '/'), 0);
  assert.match(lint, /^sme-ha-gen lint tree --format github$/);
});

test('the workflow installs what npm pack makes, and the collections that a tree asks for', () => {
  const text = readFileSync('docs/ci.md', 'utf8');
  assert.match(text, `tools/${packageJson.name}-${packageJson.version}.tgz`);
  assert.ok(existsSync(join('out', 'requirements.yml')));
});

test.run();
