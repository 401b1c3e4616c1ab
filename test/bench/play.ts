import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLaboratory } from '../lab/laboratory.ts';
import { writeTree } from '../lab/story.ts';

/**
 * Measures, on four hosts of the laboratory: the first run, a run that changes nothing, and a play of one empty task with
 * facts to compare it with. Round trips are modules that Ansible sent to a host. Prints a Markdown table; needs root.
 */
const rounds = 3;
const emptyPlay = `---
- name: One empty task with facts
  hosts: sme
  tasks:
    - name: Nothing
      ansible.builtin.debug:
        msg: nothing
`;

const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-bench-'));
const inventory = JSON.parse(readFileSync('fixtures/reference/inventory.json', 'utf8'));
const lab = await openLaboratory(inventory);
try {
  const tree = join(folder, 'tree');
  await writeTree(inventory, tree);
  writeFileSync(join(tree, 'empty.yml'), emptyPlay);

  const run = async (args: string[]) => {
    const result = await lab.play(tree, args, { bySsh: true });
    if (result.code !== 0) throw new Error(result.output);
    return result;
  };
  const first = await run(['site.yml']);
  const empty: number[] = [];
  const idle: number[] = [];
  // In turn, so that a slow moment of the machine hits both.
  for (let round = 0; round < rounds; round++) {
    empty.push((await run(['empty.yml'])).seconds);
    idle.push((await run(['site.yml'])).seconds);
  }
  const trips = async (args: string[]) =>
    (await run([...args, '-vvv'])).output.match(/^Using module file /gm)?.length;
  const ratio = median(idle) / median(empty);

  console.log(`| play over four hosts | seconds | round trips |
|---|---:|---:|
| one empty task with facts | ${median(empty).toFixed(1)} | ${await trips(['empty.yml'])} |
| site.yml that changes nothing | ${median(idle).toFixed(1)} | ${await trips(['site.yml'])} |
| site.yml on stock appliances, reboots included | ${first.seconds.toFixed(1)} | |

A run that changes nothing takes ${ratio.toFixed(2)} times the empty one (medians of ${rounds}).`);
} finally {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
