import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Compilation, compile } from '../src/compile.ts';
import { readSource } from '../src/parse/read.ts';
import { call, inFolder } from './folder.ts';
import { type Accepted, assertRead } from './fuzz/ansible.ts';
import { type Mutant, mutant } from './fuzz/mutant.ts';
import { assertSound } from './fuzz/tree.ts';
import { pythonWith } from './python.ts';
import { skip } from './skip.ts';
import { wellPlaced } from './well-placed.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_250_131);
const numRuns = Number(process.env.FUZZ_RUNS ?? 10_000);
console.log(`FUZZ_SEED=${seed} FUZZ_RUNS=${numRuns}`);

/** One of each tree that was accepted, for Ansible to read. */
const accepted = new Map<string, Accepted>();

test(`${numRuns} spoilt inventories: each fault has its place, and what is accepted is a sound tree`, () =>
  inFolder(async (folder) => {
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(mutant, async (one) => {
        for (const outcome of await judge(one, folder))
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }),
      { seed, numRuns, includeErrorInReport: true },
    );
    console.log(
      [...outcomes]
        .sort()
        .map((pair) => pair.join(' '))
        .join(', '),
    );
  }));

/** Throw unless the compiler did right by this inventory; returns the codes of its faults. */
async function judge({ name, bytes }: Mutant, folder: string): Promise<Set<string>> {
  const { diagnostics, inventory, tree } = await compiled(folder, name, bytes);
  wellPlaced(bytes.toString('utf8'), diagnostics);
  const isRefused = diagnostics.some(({ severity }) => severity === 'error');
  if (judged++ % 100 === 0) await assertExit(join(folder, `${judged}-${name}`), bytes, isRefused);
  assert.is(tree === undefined, isRefused, 'a tree, or an error');
  if (inventory && tree) {
    assertSound(inventory, tree);
    accepted.set([...tree].filter(([path]) => path.startsWith('inventory/')).join(), { inventory, tree });
  }
  return new Set([...diagnostics.map(({ code }) => code), isRefused ? 'refused' : 'accepted']);
}

let judged = 0;

/** The whole command says the same by its exit code, and writes its faults as one JSON document. */
async function assertExit(file: string, bytes: Buffer, isRefused: boolean): Promise<void> {
  // Standard input is told to be JSON or YAML by its text, a file by its name.
  if (file.endsWith('-')) return;
  writeFileSync(file, bytes);
  const { code, stdout, stderr } = await call('validate', file, '--format', 'json');
  assert.is(code, isRefused ? 2 : 0, stderr);
  assert.ok(Array.isArray(JSON.parse(stdout)));
}

/** As the program compiles it; the file is written only where its bytes may be no text. */
async function compiled(folder: string, name: string, bytes: Buffer): Promise<Compilation> {
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return compile({ name, text });
  const file = join(folder, name === '-' ? 'stdin.json' : name);
  writeFileSync(file, bytes);
  const { source, diagnostics } = await readSource(file);
  return source ? compile(source) : { diagnostics };
}

const python = pythonWith('ansible.vars.manager');
if (python === undefined) skip('Ansible reads what was accepted', 'no python3 here can import ansible');
else {
  test('Ansible reads what was accepted, without a warning', () =>
    inFolder((folder) => {
      const all = [...accepted.values()];
      const sample = all.filter((_, index) => index % Math.ceil(all.length / 150) === 0);
      assert.ok(sample.length > 0);
      assertRead(python, folder, sample);
      console.log(`${sample.length} of ${all.length} accepted trees were read by Ansible`);
    }));
}

test.run();
