import { outcomes } from '../../../src/model/reliability.ts';
import { holders } from '../ask.ts';
import { comesAbout, sleep } from '../proof.ts';
import type { Story } from '../story.ts';
import { at, now, seconds, tell } from './clock.ts';
import { compare } from './compare.ts';
import { gather } from './evidence.ts';
import type { Strike } from './fault.ts';
import { type Load, masterOf } from './load.ts';
import { ailments } from './pair.ts';
import { bothWritable, withoutEchoes } from './sampler.ts';
import { type Step, written } from './step.ts';
import { twoWriters } from './writers.ts';

/** What came of a step. */
export interface Outcome {
  step: Step;
  hosts: string[];
  /** The longest time without an acknowledged row, seconds. */
  pause: number;
  /** From the end of the fault until all was well again, seconds. */
  recovery: number;
  acknowledged: number;
  lost: number;
  /** Changes of acknowledged rows that the server which was asked did not have just then. */
  unseen: number;
  twoWriters: boolean;
  errors: string[];
  /** The promises that were broken. */
  problems: string[];
  /** It did not come back to health by itself. */
  crippled: boolean;
}

export interface Ground {
  story: Story;
  load: Load;
  guarded: boolean;
  tree: string;
  folder: string;
  random(): number;
}

/** Strikes while the application writes, heals, waits until all is well, and compares. */
export async function carryOut(ground: Ground, step: Step): Promise<Outcome> {
  const { story, load, guarded } = ground;
  const { fault } = step;
  const problems: string[] = [];
  const endings: (() => Promise<void>)[] = [];
  load.start();
  const flows = async (more: number) => {
    const before = load.ledger.acks.length;
    return comesAbout(async () => load.ledger.acks.length > before + more, 30, 100);
  };
  if (!(await flows(100))) problems.push('the application could not write before the fault');
  const begun = now();
  const unseenBefore = load.ledger.unseen;
  const master = await masterOf(story);
  const standby = story.peerOf(master);
  const hosts = { master: [master], standby: [standby], both: [...story.db] }[step.where];
  const strike: Strike = {
    ...{ hosts, where: step.where, table: load.table, folder: ground.folder, random: ground.random },
    atEnd: (work) => void endings.push(work),
    problem: (text) => void problems.push(text),
  };
  const play = step.during ? await prelude(ground, step, master) : undefined;
  // Where one host stands for both, it is struck alone: the fault knows of the other.
  const struck = /^(both-cut|drop-(pair|vrrp|3306))$/.test(fault.id) ? hosts.slice(0, 1) : hosts;
  await Promise.all(struck.map((host) => fault.inject(story, host, strike)));
  tell(`${written(step)}: struck ${hosts.join(' and ')} (master ${master})`);
  const hit = now();
  await sleep(step.seconds * 1000);
  const still = load.ledger.longestGap(hit, now());
  tell(`healing; until now no row for ${seconds(still.gap)} s at the most, from ${at(still.since)} on`);
  const healing = now();
  const mended = fault.id === 'both-cut' && step.where === 'both' ? story.db : struck;
  const heal = (host: string) =>
    fault
      .heal(story, host, strike)
      .catch((error) => problems.push(`${host} cannot be mended: ${error.message}`));
  await Promise.all(mended.map(heal));
  const healed = now();
  const played = await play?.ends;
  if (played) tell(`site.yml ended with ${played.code} after ${played.seconds.toFixed(0)} s`);
  let crippled = !(await recovers(ground, fault.patience ?? 90, problems));
  const recovery = (now() - healed) / 1e6;
  if (!crippled) tell(`well again ${recovery.toFixed(1)} s after healing`);
  if (!(await flows(50))) problems.push('the application does not get on writing');
  // What looked well may move once more: a MariaDB that waits for room on its disk answers, and writes nothing for a minute.
  else if (!crippled) crippled = !(await recovers(ground, fault.patience ?? 90, problems));
  await load.stop();
  const to = now();
  for (const work of endings) await work().catch((error) => problems.push(`afterwards: ${error.message}`));
  const compared = await compare(story, load.table, load.ledger).catch((error) => ({
    ...{ lost: 0, problems: [`the databases cannot be compared: ${String(error.message).slice(0, 300)}`] },
  }));
  const written2 = twoWriters(load.ledger.acks, begun);
  const [echoes, sound] = withoutEchoes(load.samples, healing, healing + (fault.echo ?? 0) * 1e6);
  if (echoes > 0) tell(`${echoes} answers of the first ${fault.echo} s still said that writes are accepted`);
  const both = guarded ? bothWritable(...sound, begun) : [];
  problems.push(...compared.problems);
  const promised = fault.amountsTo ?? fault.id;
  const maySplit = outcomes(story.inventory).some((one) => one.fault === promised && one.maySplit);
  if (!maySplit) problems.push(...written2.slice(0, 5), ...both.slice(0, 5));
  if (problems.length > 0 && !crippled) await gather(story, ground.folder);
  const since = load.ledger.acks.filter(({ acked }) => acked >= begun);
  return {
    ...{
      step,
      hosts,
      recovery,
      crippled,
      problems,
      lost: compared.lost,
      unseen: load.ledger.unseen - unseenBefore,
    },
    pause: load.ledger.longestGap(begun, to).gap / 1e6,
    acknowledged: since.reduce((sum, { rows }) => sum + rows, 0),
    twoWriters: written2.length + both.length > 0,
    errors: load.ledger.errors(begun),
  };
}

/** Begins what the fault is to meet. Returns the play that runs. */
async function prelude({ story, tree, random }: Ground, step: Step, master: string) {
  if (step.during === 'play') {
    tell('site.yml runs');
    const ends = story.lab.play(tree);
    await sleep(5000 + random() * 50_000);
    return { ends };
  }
  await story.lab.sh(master, 'systemctl restart keepalived');
  await sleep(random() * 3000);
  tell(`keepalived of ${master} was restarted`);
  return undefined;
}

/** Waits until the pair is well and stays so for a moment; tells what is wrong when it is not. */
async function recovers(
  { story, guarded, folder }: Ground,
  limit: number,
  problems: string[],
): Promise<boolean> {
  let found: string[] = ['nothing was seen'];
  const well = async () => (found = await ailments(story, guarded)).length === 0;
  const stays = async () => {
    if (!(await well())) return false;
    await sleep(2500);
    return well();
  };
  if (await comesAbout(stays, limit, 500)) return true;
  await gather(story, folder);
  problems.push(`not well again within ${limit} s: ${found.join('; ')}`);
  const address = story.inventory.vips.database.address;
  tell(`not well: the database's address is at ${(await holders(story, address)).join(' and ') || 'nobody'}`);
  return false;
}

/** A line on a step's outcome, and what was broken. */
export function summary(outcome: Outcome): string {
  const { problems, pause, acknowledged, lost, unseen, errors } = outcome;
  const figures = `pause ${pause.toFixed(1)} s, ${acknowledged} rows, ${lost} lost, ${unseen} not seen for a while`;
  return [
    `${problems.length === 0 ? 'ok' : 'BROKEN'}  ${written(outcome.step)}: ${figures}`,
    ...problems.map((text) => `    - ${text.replace(/\n/g, '\n      ')}`),
    ...errors.slice(0, 4).map((text) => `      ${text}`),
  ].join('\n');
}
