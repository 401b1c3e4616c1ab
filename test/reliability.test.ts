import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inventoriesOf, type Resolve, measurements, reliabilityDoc } from '../src/build/reliability-doc.ts';
import { type Measurement, reliabilityTables, type Subject } from '../src/build/reliability-tables.ts';
import { compile } from '../src/compile.ts';
import type { Inventory, InventoryInput } from '../src/generated/inventory.ts';
import validator from '../src/generated/validate-inventory.js';
import type { Pause } from '../src/model/fault.ts';
import { allowances } from '../src/model/allowances.ts';
import { faults, type Outcome, outcomes, type Place } from '../src/model/reliability.ts';
import { runbookFacts } from '../src/model/runbook.ts';
import { timingOf } from '../src/model/timing.ts';

const resolve: Resolve = validator;
const inventories = await inventoriesOf('.', resolve);
const { reference, tuned, 'semi-sync': semiSync } = inventories;

/** A gap up to this is not a pause: a row every tenth of a second still finds its way in a busy moment. */
const unnoticed = 1;

/** Whether a measured pause, in seconds, is within what was promised. */
function keepsPromise(pause: Pause, measured: number): boolean {
  if (pause === 'until mended') return true;
  return measured <= (pause === 'none' ? unnoticed : pause.seconds);
}

test('every fault has its id once, and each place its promise', () => {
  const ids = `mariadb-stopped mariadb-killed mariadb-hung disk-full connections-exhausted large-transaction
    memcached-stopped memcached-killed memcached-hung keepalived-stopped keepalived-killed keepalived-hung
    guard-stopped guard-killed guard-hung power-cut frozen rebooted both-cut unplugged drop-in drop-out drop-pair
    drop-pair-in drop-vrrp drop-3306 loss-30 delay-500 clock-forward clock-back`.split(/\s+/);
  assert.equal(faults.map(({ id }) => id).sort(), ids.sort());
  assert.is(outcomes(reference).length, 2 * ids.length);
});

test('what is said are sentences that a table can hold', () => {
  for (const inventory of Object.values(inventories)) {
    for (const { fault, sees, lost, what } of outcomes(inventory)) {
      for (const text of [sees, lost]) assert.match(text, /^[A-Z].*\.$/, fault);
      for (const text of [sees, lost, what]) assert.not.match(text, /[|\n<>]|undefined|NaN|\.\./, fault);
    }
  }
});

/** Given an inventory, a fault and its place: the promise in seconds, and a word about what can be lost. */
for (const [subject, fault, where, pause, lost] of [
  ['reference', 'mariadb-stopped', 'master', 11.796875, 'follows'],
  ['reference', 'mariadb-hung', 'master', 13.8125, 'follows'],
  ['reference', 'power-cut', 'master', 4.484375, 'If the disk is lost'],
  ['reference', 'power-cut', 'standby', 'none', 'Nothing.'],
  ['reference', 'keepalived-stopped', 'master', 1.796875, 'Nothing: the new server first'],
  ['reference', 'drop-pair', 'master', 'none', 'Nothing.'],
  ['reference', 'delay-500', 'master', 3, 'Nothing.'],
  ['reference', 'both-cut', 'standby', 'until mended', 'If the disk is lost'],
  ['reference', 'memcached-killed', 'master', 'none', 'Nothing.'],
  ['semi-sync', 'power-cut', 'master', 4.484375, 'not even with the disk'],
  ['semi-sync', 'power-cut', 'standby', 4.5625, 'Nothing.'],
  ['semi-sync', 'disk-full', 'standby', 'until mended', 'Nothing.'],
  ['tuned', 'mariadb-killed', 'master', 2.86875, 'follows'],
  ['tuned', 'power-cut', 'master', 1.94375, 'If the disk is lost'],
  ['tuned', 'drop-pair', 'standby', 2, 'Nothing: the new server first'],
  ['tuned', 'delay-500', 'master', 'until mended', 'follows'],
] as [Subject, string, Place, number | Pause, string][]) {
  test(`${subject}: ${fault} at the ${where}`, () => {
    const found = promiseOf(inventories[subject], fault, where);
    const seconds = typeof found.pause === 'object' ? Number(found.pause.seconds.toFixed(9)) : found.pause;
    assert.is(seconds, pause);
    assert.ok(found.lost.includes(lost), found.lost);
  });
}

test('grants: global takes the promise of one writer back, wherever something moves', () => {
  const global: Inventory = { ...reference, database: { ...reference.database, grants: 'global' } };
  for (const { loss, lost } of outcomes(global))
    assert.is(lost.includes('grants: global'), loss !== 'nothing');
  for (const { lost } of outcomes(reference)) assert.not.ok(lost.includes('grants: global'));
});

test('preempt announces the move back', () => {
  const { keepalived } = reference;
  const found = promiseOf(
    { ...reference, keepalived: { ...keepalived, preempt: true } },
    'power-cut',
    'master',
  );
  assert.match(found.sees, 'When the preferred server returns, a planned move (1.8 s) follows.');
});

test('a longer pause than was promised is no kept promise', () => {
  const { pause } = promiseOf(reference, 'power-cut', 'master');
  assert.ok(keepsPromise(pause, 4.48));
  assert.not.ok(keepsPromise(pause, 4.49));
  assert.ok(keepsPromise('none', 0.9));
  assert.not.ok(keepsPromise('none', 1.1));
  assert.ok(keepsPromise('until mended', 1e6));
});

const sample: Measurement = {
  ...{ inventory: 'tuned', fault: 'power-cut', where: 'master', pause: 1.4 },
  ...{ acknowledged: 900, lost: 0, twoWriters: 0, command: 'npm run lab -- matrix' },
};

test('a row that was measured says so, with its command', () => {
  const [row = ''] = reliabilityTables(inventories, [sample])
    .split('\n')
    .filter((line) => line.includes('900 rows'));
  assert.match(row, '(`power-cut`) | master |');
  assert.match(row, '| 1.4 s; 900 rows acknowledged, 0 lost, 0 times two writers; `npm run lab -- matrix` |');
  assert.match(reliabilityTables(inventories, []), '| not measured |');
});

test('the words of docs/reliability.md stay when its tables are made anew', async () => {
  const text = readFileSync('docs/reliability.md', 'utf8');
  assert.ok(
    (await reliabilityDoc('.', resolve)) === text,
    'docs/reliability.md is stale: run `npm run generate`',
  );
  const block = /```json\n("keepalived"[^`]*)```/.exec(text)?.[1];
  const { keepalived }: InventoryInput = JSON.parse(readFileSync('fixtures/tuned/inventory.json', 'utf8'));
  assert.equal(JSON.parse(`{${block}}`), { keepalived }, 'the recommended block is that of fixtures/tuned');
});

// Nothing to compare before the laboratory has written docs/measured.json; the tables then say "not measured".
test('what was measured keeps every promise', async () => {
  for (const { inventory, fault, where, pause, lost, twoWriters } of await measurements('.')) {
    const name = `${inventory}, ${fault} at the ${where}`;
    const promise = promiseOf(inventories[inventory], fault, where);
    assert.ok(
      // It was measured at the application, whose attempts to connect take up to their own second.
      keepsPromise(promise.pause, pause - allowances.clientReconnect),
      `${name}: ${pause} s, promised ${JSON.stringify(promise.pause)}`,
    );
    assert.is(lost, 0, `${name}: rows lost`);
    if (!promise.maySplit) assert.is(twoWriters, 0, `${name}: two writers`);
  }
});

for (const [servers, toTake, toKeep] of [
  [1, 1, 1],
  [2, 2, 1],
  [3, 2, 2],
  [4, 3, 2],
  [5, 3, 3],
] as const) {
  test(`${servers} application servers: ${toTake} to take over, ${toKeep} to go on`, () => {
    const app_servers = Array.from({ length: servers }, (_, index) => ({
      ...reference.app_servers![0],
      name: `web${index}`,
    }));
    const facts = runbookFacts({ ...reference, app_servers: app_servers as [never] }, timingOf(reference));
    assert.equal([facts.toTake, facts.toKeep], [toTake, toKeep]);
  });
}

/** Given a change of the reference inventory: what its runbook and its variables have to say, and what not. */
for (const [name, change, file, wanted, unwanted] of [
  [
    'defaults',
    {},
    'README.md',
    ['| host lost | 4.49 s |', 'No `isolation_targets`', '2 of 2 application'],
    ['grants: global', 'preempt: true'],
  ],
  [
    'a gateway',
    { keepalived: { isolation_targets: ['192.0.2.1'] } },
    'README.md',
    ['Where one of 192.0.2.1 answers'],
    ['No `isolation'],
  ],
  ['global', { database: { grants: 'global' } }, 'README.md', ['one writer cannot be promised'], []],
  [
    'preempt',
    { keepalived: { preempt: true } },
    'README.md',
    ['Each return of smesql01 is one more planned move'],
    [],
  ],
  [
    'semi_sync',
    { database: { semi_sync: true } },
    'README.md',
    ['not even with the disk'],
    ['If the disk is lost'],
  ],
  [
    'version 3',
    { keepalived: { advert_interval: 0.4 } },
    vars(),
    ['sme_keepalived_vrrp_version: 3\n', 'advert_interval: 0.4\n'],
    [],
  ],
  ['version 2', {}, vars(), ['sme_keepalived_vrrp_version: 2\n'], []],
] as [string, object, string, string[], string[]][]) {
  test(`${file} with ${name}`, async () => {
    const text = JSON.stringify({
      ...JSON.parse(readFileSync('fixtures/reference/inventory.json', 'utf8')),
      ...change,
    });
    const content = (await compile({ name: 'a.json', text })).tree?.get(file) ?? '';
    for (const words of wanted) assert.ok(content.includes(words), `${words} is missing`);
    for (const words of unwanted) assert.not.ok(content.includes(words), `${words} is there`);
  });
}

function vars(): string {
  return 'inventory/group_vars/all/cluster.yml';
}

function promiseOf(inventory: Inventory, fault: string, where: Place): Outcome {
  const found = outcomes(inventory).find((one) => one.fault === fault && one.where === where);
  assert.ok(found, `no promise for ${fault} at the ${where}`);
  return found as Outcome;
}

test('tuned timing shortens every promise but those that the docs name', () => {
  const longer = outcomes(tuned).flatMap(({ fault, where, pause }) => {
    const { pause: before } = promiseOf(reference, fault, where);
    return secondsOf(pause) > secondsOf(before) ? [`${fault} ${where}`] : [];
  });
  const named = ['drop-in standby', 'drop-pair master', 'drop-pair standby', 'drop-pair-in standby'];
  assert.equal(longer, [...named, 'drop-vrrp master', 'drop-vrrp standby', 'delay-500 master']);
});

function secondsOf(pause: Pause): number {
  return pause === 'none' ? 0 : pause === 'until mended' ? Number.POSITIVE_INFINITY : pause.seconds;
}

test('semi_sync never makes a takeover longer', () => {
  for (const { fault, where, pause } of outcomes(semiSync)) {
    if (where === 'standby') continue;
    const { pause: before } = promiseOf(reference, fault, where);
    const { semiSync: wait } = timingOf(semiSync);
    assert.ok(secondsOf(pause) <= Math.max(secondsOf(before), wait?.seconds ?? 0), fault);
  }
});

test.run();
