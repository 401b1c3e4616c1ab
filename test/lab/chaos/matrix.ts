import type { Arena } from './arena.ts';
import { tell } from './clock.ts';
import type { Outcome } from './experiment.ts';
import { faults } from './faults.ts';
import { run } from './sequence.ts';
import { readSteps, type Step, written } from './step.ts';

/** The faults that matter most, for a run of less than twelve minutes. */
export const shortMatrix = [
  'mariadb-stopped@master:8',
  'mariadb-killed@master:5',
  'mariadb-hung@master:12',
  'keepalived-killed@master:6',
  'keepalived-hung@master:10',
  'guard-killed@master:6',
  'guard-hung@master:10',
  'power-cut@master:6',
  'power-cut@standby:6',
  'frozen@master:10',
  'unplugged@master:10',
  'drop-out@master:10',
  'drop-pair@both:10',
  'split@master:10',
  'drop-vrrp@both:8',
  'drop-3306@both:8',
  'large-transaction@master:5',
].flatMap(readSteps);

/** Every fault wherever it may strike. */
export function fullMatrix(): Step[] {
  const seconds = ([least, most]: [number, number]) => Math.round((least + most) / 2);
  const plain = faults.flatMap((fault) =>
    fault.where.map((where) => ({ fault, where, seconds: seconds(fault.lasts) })),
  );
  const met = readSteps(
    'power-cut@standby~failover,power-cut@master~failover,mariadb-killed@standby~failover,drop-pair@both~failover,' +
      'frozen@master~failover,power-cut@master~play,mariadb-killed@master~play',
  );
  return [...plain, ...met];
}

/** Carries each step out by itself, gives what came of all so far after each, and prints a table at the end. */
export async function runMatrix(
  arena: Arena,
  steps: Step[],
  note: (outcomes: Outcome[]) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    await arena.renew();
    outcomes.push(...(await run(arena, [step])));
    note(outcomes);
  }
  process.stdout.write(`\n${table(outcomes)}\n`);
  const broken = outcomes.filter(({ problems }) => problems.length > 0).length;
  tell(`${outcomes.length} faults, ${broken} of them broke a promise`);
  return outcomes;
}

export function record({ step, ...rest }: Outcome) {
  return { fault: step.fault.id, where: step.where, seconds: step.seconds, written: written(step), ...rest };
}

export function table(outcomes: Outcome[]): string {
  const rows = outcomes.map(({ step, pause, acknowledged, lost, unseen, twoWriters, crippled, problems }) => {
    const verdict = problems.length === 0 ? 'kept' : crippled ? 'broken, does not recover' : 'broken';
    const cells = [
      ...[step.fault.id, step.where + (step.during ? ` during ${step.during}` : ''), `${pause.toFixed(1)} s`],
      ...[acknowledged, lost, unseen, twoWriters ? 'yes' : 'no', verdict],
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| fault | where | longest pause | rows acknowledged | lost | not seen for a while | two writers | promises |',
    '|---|---|---:|---:|---:|---:|---|---|',
    ...rows,
  ].join('\n');
}
