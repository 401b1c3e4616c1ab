import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import type { LabInventory } from '../lab/inventory.ts';
import { openLaboratory } from '../lab/laboratory.ts';
import { writeTree } from '../lab/story.ts';
import type { Budget } from './budget.ts';
import { median } from './measure.ts';

const rounds = 3;
/** The last commit whose tree asked for each thing by itself. */
const before = '7015bcd';

const floor = `---
- name: One empty task for each host
  hosts: sme
  gather_facts: false
  tasks:
    - name: Nothing
      ansible.builtin.ping:
`;

/** A tree on four stock appliances: seconds of the first run, and of the floor and a second run, in turn. */
interface Plays {
  readonly first: number;
  readonly floor: number[];
  readonly idle: number[];
  readonly floorTrips: number;
  readonly idleTrips: number;
}

/**
 * What site.yml takes on four hosts of the laboratory, when it changes nothing and on stock appliances, before and after round
 * trips were saved, beside a play of one empty task. A round trip is a module that Ansible sent to a host. Needs root and Debian.
 */
export async function benchPlays(): Promise<{ text: string; budgets: Budget[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-bench-'));
  try {
    const inventory = JSON.parse(readFileSync('fixtures/reference/inventory.json', 'utf8'));
    const [old, now] = [join(folder, 'old'), join(folder, 'now')];
    mkdirSync(old);
    const archive = execaSync('git', ['archive', before, 'out'], { encoding: 'buffer' }).stdout;
    execaSync('tar', ['-x', '--strip-components=1', '-C', old], { input: archive });
    await writeTree(inventory, now);
    const was = await playOn(inventory, old);
    const is = await playOn(inventory, now);
    return {
      text: table(was, is),
      budgets: [
        {
          what: 'site.yml that changes nothing, round trips for each host',
          figure: is.idleTrips / 4,
          most: 6.5,
        },
        { what: 'site.yml that changes nothing, to an empty play', figure: toFloor(is.idle, is), most: 10 },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function playOn(inventory: LabInventory, tree: string): Promise<Plays> {
  writeFileSync(join(tree, 'floor.yml'), floor);
  const lab = await openLaboratory(inventory);
  try {
    const run = async (...args: string[]) => {
      const result = await lab.play(tree, args, { bySsh: true });
      if (result.code !== 0) throw new Error(result.output);
      return result;
    };
    const trips = async (play: string) =>
      (await run(play, '-vvv')).output.match(/^Using module file /gm)?.length ?? 0;
    const first = (await run('site.yml')).seconds;
    const times: { floor: number[]; idle: number[] } = { floor: [], idle: [] };
    // In turn, so that a slow moment of the machine hits both.
    for (let round = 0; round < rounds; round++) {
      times.floor.push((await run('floor.yml')).seconds);
      times.idle.push((await run('site.yml')).seconds);
    }
    return { first, ...times, floorTrips: await trips('floor.yml'), idleTrips: await trips('site.yml') };
  } finally {
    await lab.close();
  }
}

function toFloor(seconds: number[], { floor }: Plays): number {
  return median(seconds) / median(floor);
}

function table(was: Plays, is: Plays): string {
  const row = (what: string, seconds: number[], plays: Plays, trips?: number) =>
    `| ${what} | ${median(seconds).toFixed(1)} s | ${toFloor(seconds, plays).toFixed(1)} | ${trips ?? ''} |`;
  return [
    '| play over four hosts | median | to the empty one | round trips |',
    '|---|---:|---:|---:|',
    row('one empty task, no facts: the floor', is.floor, is, is.floorTrips),
    row('`site.yml` that changes nothing', is.idle, is, is.idleTrips),
    row(`the same before (${before})`, was.idle, was, was.idleTrips),
    row('`site.yml` on stock appliances, reboots included', [is.first], is),
    row(`the same before (${before})`, [was.first], was),
  ].join('\n');
}
