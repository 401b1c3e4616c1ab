import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inventoriesOf } from '../src/build/reliability-doc.ts';
import type { Inventory } from '../src/generated/inventory.ts';
import resolve from '../src/generated/validate-inventory.js';
import { allowances, shares } from '../src/model/allowances.ts';
import { type Duration, duration, longest, sum } from '../src/model/duration.ts';
import { buildModel } from '../src/model/model.ts';
import { type Timing, timingOf } from '../src/model/timing.ts';

const runs = { numRuns: 300, seed: 20_240_229 };
const { reference, tuned, 'semi-sync': semiSync, 'two-node': twoNode } = await inventoriesOf('.', resolve);

function withKeepalived(change: Partial<Inventory['keepalived']>): Inventory {
  return { ...reference, keepalived: { ...reference.keepalived, ...change } };
}

/** Given an inventory and a figure, seconds and formula that are wanted. */
for (const [name, inventory, pick, seconds, formula] of [
  ['a stopped service', reference, ({ noticeStopped }) => noticeStopped, 10, '2 x 5'],
  ['a hung service', reference, ({ noticeHung }) => noticeHung, 11, '2 x 5 + 1'],
  ['a hung service, whose checks overlap', tuned, ({ noticeHung }) => noticeHung, 4, '1 + 2 x 1 + 1'],
  ['skew of the first', reference, ({ skew }) => skew[0], 151 / 256, '151/256'],
  ['skew of the second', reference, ({ skew }) => skew[1], 156 / 256, '156/256'],
  [
    'skew of version 2 is in seconds',
    withKeepalived({ advert_interval: 5 }),
    ({ skew }) => skew[1],
    156 / 256,
    '156/256',
  ],
  ['skew of version 3', tuned, ({ skew }) => skew[1], 0.24375, '156/256 x 0.4'],
  [
    'master down, first takes over',
    reference,
    ({ masterDown }) => masterDown[0],
    3 + 151 / 256,
    '3 x 1 + 151/256',
  ],
  [
    'master down, second takes over',
    tuned,
    ({ masterDown }) => masterDown[1],
    1.44375,
    '3 x 0.4 + 156/256 x 0.4',
  ],
  ['the lease', reference, ({ lease }) => lease, 2.5, '2.5 x 1'],
  ['the soft fence', reference, ({ softFence }) => softFence, 1.5, '0.6 x 2.5 x 1'],
  ['the hard fence', reference, ({ hardFence }) => hardFence, 2.125, '0.85 x 2.5 x 1'],
  ['two nodes: the soft fence', twoNode, ({ softFence }) => softFence, 3.3125, '3 x 1 + 1/8 x 2.5 x 1'],
  [
    'two nodes: a lost host',
    twoNode,
    ({ hostLost }) => hostLost,
    6.875,
    '3 x 1 + 2.5 x 1 + 0.5 + 2/8 x 2.5 x 1 + 0.25',
  ],
  [
    'two nodes: nothing reaches the master',
    twoNode,
    ({ cutOff }) => cutOff,
    8.609375,
    '3 x 1 + 1/8 x 2.5 x 1 + 1/8 x 2.5 x 1 + 1 + 156/256 + 2.5 x 1 + 2/8 x 2.5 x 1 + 0.25',
  ],
  ['a planned move', reference, ({ planned }) => planned, 1.796875, '156/256 + 3/8 x 2.5 x 1 + 0.25'],
  ['a lost host', reference, ({ hostLost }) => hostLost, 4.484375, '3 x 1 + 156/256 + 2/8 x 2.5 x 1 + 0.25'],
  [
    'MariaDB stopped',
    reference,
    ({ serviceStopped }) => serviceStopped,
    11.796875,
    '2 x 5 + 156/256 + 3/8 x 2.5 x 1 + 0.25',
  ],
] as [string, Inventory, (timing: Timing) => Duration, number, string][]) {
  test(name, () => {
    const found = pick(timingOf(inventory));
    assert.ok(Math.abs(found.seconds - seconds) < 1e-9, `${found.seconds} is not ${seconds}`);
    assert.is(found.formula, formula);
  });
}

test('the targets of the tuned inventory', () => {
  const { serviceStopped, hostLost, planned, vrrpVersion } = timingOf(tuned);
  assert.ok(serviceStopped.seconds <= 3, serviceStopped.text);
  assert.ok(hostLost.seconds <= 2, hostLost.text);
  assert.ok(planned.seconds <= 1, planned.text);
  assert.is(vrrpVersion, 3);
  assert.is(buildModel(tuned).vrrpVersion, 3);
  assert.is(buildModel(reference).vrrpVersion, 2);
});

test('the lower priority decides, whichever place it has', () => {
  const far = timingOf(withKeepalived({ priorities: [254, 1] }));
  assert.is(far.hostLost.formula.split(' + ')[1], '255/256');
});

test('semi_sync alone has a commit wait', () => {
  assert.is(timingOf(reference).semiSync, undefined);
  assert.is(timingOf(semiSync).semiSync?.formula, '4 + 1/8 x 2.5 x 1 + 0.25');
});

test('a promise is rounded up', () => {
  assert.is(duration(1.001).text, '1.01 s');
  assert.is(duration(0.1 + 0.2).text, '0.3 s');
  assert.is(sum(duration(1), duration(2, '2 x 1')).formula, '1 + 2 x 1');
  assert.is(longest(duration(1, 'a'), duration(1, 'b')).formula, 'a');
});

/** Each number that a promise is computed with stands in a file of the tree as well. */
const roles = 'roles-templates/roles';
for (const [file, pattern, value] of [
  [`${roles}/keepalived/vars/main.yml`, /advert_interval \| float \* ([\d.]+)/, shares.lease],
  [`${roles}/keepalived/files/sme_guard/lease.py`, /^SOFT = ([\d.]+)/m, shares.soft],
  [`${roles}/keepalived/files/sme_guard/lease.py`, /^HARD = ([\d.]+)/m, shares.hard],
  [
    `${roles}/keepalived/files/sme_guard/guard.py`,
    /told_others >= self\.promise \/ (\d+)/,
    1 / shares.renewal,
  ],
  [`${roles}/keepalived/files/sme_guard/guard.py`, /^HURRY = ([\d.]+)/m, allowances.hurry],
  [
    `${roles}/keepalived/files/sme_guard/guard.py`,
    /peer\.heard < ([\d.]+) \* self\.advert/,
    shares.soft * shares.lease,
  ],
  [
    `${roles}/keepalived/files/sme_guard/guard.py`,
    /adverts\.heard > ([\d.]+) \* self\.advert/,
    shares.missed,
  ],
  [`${roles}/keepalived/files/sme_guard/vrrp.py`, /^SILENCE = ([\d.]+)/m, allowances.silence],
  [`${roles}/keepalived/files/sme_guard/database.py`, /done\.wait\(([\d.]+) \* config/, shares.fence],
  [`${roles}/keepalived/templates/check_lease.sh.j2`, /-le (\d+) \]/, allowances.word - 1],
  [
    `${roles}/keepalived/templates/keepalived.conf.j2`,
    /script chk_lease \{[\s\S]*?interval (\d+)/,
    allowances.leaseCheck,
  ],
  [`${roles}/keepalived/files/sme_guard/guard.py`, /^ANNOUNCED = ([\d.]+)/m, allowances.announcement],
  [
    `${roles}/db_server/templates/localhost.cnf.j2`,
    /^slave_net_timeout = (\d+)/m,
    allowances.slaveNetTimeout,
  ],
] as [string, RegExp, number][]) {
  test(`${value} is what ${file} has`, () => {
    assert.is(Number(pattern.exec(readFileSync(file, 'utf8'))?.[1]), value, String(pattern));
  });
}

/** Every figure but limits that the network must keep, by its name. */
function pauses(timing: Timing): [string, number][] {
  const { roundTrip: _, ...rest } = timing;
  return Object.entries(rest).flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((one) => (typeof one === 'object' ? [[name, one.seconds] as [string, number]] : [])),
  );
}

const whole = fc.integer({ min: 1, max: 60 });
const anyKeepalived = fc.record({
  check: fc.record({ interval: whole, rise: whole, fall: fc.integer({ min: 1, max: 20 }) }),
  advert_interval: fc.oneof(
    fc.integer({ min: 10, max: 99 }).map((count) => count / 100),
    whole,
  ),
  priorities: fc.tuple(fc.integer({ min: 2, max: 254 }), fc.integer({ min: 1, max: 254 })),
});
type Change = Parameters<Parameters<typeof anyKeepalived.map>[0]>[0];

for (const [what, shorten] of [
  ['fewer checks', (one) => ({ ...one, check: { ...one.check, fall: Math.max(1, one.check.fall - 1) } })],
  [
    'more frequent checks',
    (one) => ({ ...one, check: { ...one.check, interval: Math.max(1, one.check.interval - 1) } }),
  ],
  [
    'more frequent adverts',
    (one) => ({ ...one, advert_interval: one.advert_interval > 1 ? one.advert_interval - 1 : 0.1 }),
  ],
  [
    'higher priorities',
    ({ priorities: [a, b], ...one }) => ({
      ...one,
      priorities: [Math.min(254, a + 1), Math.min(254, b + 1)],
    }),
  ],
] as [string, (one: Change) => Change][]) {
  test(`property: ${what} lengthen no time`, () => {
    fc.assert(
      fc.property(anyKeepalived, (change) => {
        const before = pauses(timingOf(withKeepalived(change)));
        const after = pauses(timingOf(withKeepalived(shorten(change))));
        for (const [index, [name, seconds]] of after.entries()) {
          const [, most = 0] = before[index] ?? [];
          assert.ok(seconds <= most + 1e-9, `${name}: ${seconds} s, before ${most} s`);
        }
      }),
      runs,
    );
  });
}

test('property: on two nodes the other one begins when a master that was cut off is dead at the latest', () => {
  fc.assert(
    fc.property(anyKeepalived, (change) => {
      const { hardFence, hostLost } = timingOf({ ...withKeepalived(change), topology: 'two-node' });
      assert.ok(hardFence.seconds < hostLost.seconds, `${hardFence.text} and ${hostLost.text}`);
    }),
    runs,
  );
});

test('property: a formula, computed, gives its seconds; the fences come in order, and the lease is free when VRRP moves', () => {
  const fence = ({ softFence, hardFence, lease, masterDown }: Timing) =>
    softFence.seconds < hardFence.seconds &&
    hardFence.seconds < lease.seconds &&
    lease.seconds < masterDown[0].seconds;
  fc.assert(
    fc.property(anyKeepalived, fc.boolean(), (change, semi_sync) => {
      const timing = timingOf({ ...withKeepalived(change), database: { ...reference.database, semi_sync } });
      assert.ok(fence(timing));
      for (const value of Object.values(timing).flat()) {
        if (typeof value !== 'object') continue;
        assert.ok(
          Math.abs(computed(value.formula) - value.seconds) < 1e-6,
          `${value.formula} = ${value.seconds}`,
        );
      }
    }),
    runs,
  );
});

/** Works a formula out: sums and differences of products. */
function computed(formula: string): number {
  const product = (text: string) =>
    text.split(' x ').reduce((result, factor) => {
      const [above = '', below = '1'] = factor.split('/');
      return (result * Number(above)) / Number(below);
    }, 1);
  return formula.split(' + ').reduce((total, term) => {
    const [first = '', ...others] = term.split(' - ');
    return total + others.reduce((rest, other) => rest - product(other), product(first));
  }, 0);
}

test.run();
