import { familyOf } from './hosts.ts';
import type { DraftInventory, Finding, Rule } from './rule.ts';

const guide = 'The guide has an interval of 2 seconds, rise 5 and fall 5 (G20).';

/** Rules about how soon a failure is noticed; all times are seconds. */
export const timingRules: readonly Rule[] = [
  {
    code: 'SME406',
    severity: 'error',
    sentence: 'A failure is noticed within five minutes.',
    check: (inventory) => tooLate(inventory, 301, Number.POSITIVE_INFINITY),
  },
  {
    code: 'SME407',
    severity: 'warning',
    sentence: 'A failure is noticed within a minute.',
    check: (inventory) => tooLate(inventory, 61, 300),
  },
  {
    code: 'SME408',
    severity: 'warning',
    sentence: 'A hiccup of under three seconds moves nothing.',
    check: (inventory) => {
      const { interval, fall } = timingOf(inventory);
      if (interval === undefined || fall === undefined || fall === 1 || interval * fall >= 3) return [];
      return [
        {
          at: '/keepalived/check/fall',
          message: `a hiccup of ${interval * fall} seconds moves the virtual IP`,
          cause: `interval ${interval} x fall ${fall}: a busy moment is taken for a failure.`,
          fix: `Write "fall": ${Math.ceil(3 / interval)}, or more.`,
        },
      ];
    },
  },
  {
    code: 'SME409',
    severity: 'warning',
    sentence: 'One failed check alone moves nothing.',
    check: (inventory) =>
      timingOf(inventory).fall === 1
        ? [
            {
              at: '/keepalived/check/fall',
              message: 'one failed check moves the virtual IP',
              cause: 'A single check can fail without a reason that matters, and a failover is not free.',
              fix: 'Write "fall": 2, or more.',
            },
          ]
        : [],
  },
  {
    code: 'SME410',
    severity: 'warning',
    sentence: 'A server that is well again is ready within five minutes.',
    check: (inventory) => {
      const { interval, rise } = timingOf(inventory);
      if (interval === undefined || rise === undefined || interval * rise <= 300) return [];
      return [
        {
          at: '/keepalived/check/rise',
          message: `a server that is well again waits ${interval * rise} seconds`,
          cause: `interval ${interval} x rise ${rise}: until then it cannot take over from the other.`,
          fix: guide,
        },
      ];
    },
  },
  {
    code: 'SME411',
    severity: 'warning',
    sentence: 'Adverts come every ten seconds or more often.',
    check: ({ keepalived }) => {
      const seconds = keepalived?.advert_interval ?? 1;
      if (seconds <= 10) return [];
      return [
        {
          at: '/keepalived/advert_interval',
          message: `a lost server is noticed only after some ${3 * seconds} seconds`,
          cause: 'The other one takes over after three missing adverts.',
          fix: 'Leave it out: the guide has 1 second.',
        },
      ];
    },
  },
  {
    code: 'SME414',
    severity: 'error',
    sentence: 'The interval between adverts is one that VRRP can carry.',
    check: (inventory) => {
      const seconds = inventory.keepalived?.advert_interval ?? 1;
      const [unit, most, cause] =
        familyOf(inventory) === 'ipv6'
          ? [100, 40.95, 'With IPv6 it is VRRP version 3, which counts hundredths of a second, up to 40.95.']
          : seconds < 1
            ? [100, 1, 'Below one second VRRP version 3 counts hundredths of a second.']
            : [
                1,
                255,
                'From one second on it is VRRP version 2, as the guide has it, which counts whole seconds.',
              ];
      const nearest = Math.min(Math.round(seconds * unit) / unit, most);
      // 0.29 x 100 is 28.999999999999996.
      if (Math.abs(seconds - nearest) < 1e-9) return [];
      const message = `VRRP cannot send an advert every ${seconds} seconds`;
      return [{ at: '/keepalived/advert_interval', message, cause, fix: `Write ${nearest}.` }];
    },
  },
  {
    code: 'SME415',
    severity: 'warning',
    sentence: 'Adverts are authenticated.',
    check: (inventory) => {
      const { keepalived, firewall } = inventory;
      if (familyOf(inventory) === 'ipv6') return firewall?.backend === 'none' ? [unfiltered] : [];
      const seconds = keepalived?.advert_interval ?? 1;
      if (seconds >= 1) return [];
      const rules =
        firewall?.backend === 'none'
          ? 'see that your packet filter takes VRRP from the partner alone'
          : 'firewall rules take VRRP from the partner alone';
      return [
        {
          at: '/keepalived/advert_interval',
          message: `adverts every ${seconds} seconds carry no password`,
          cause: `Below one second it is VRRP version 3, which has no authentication; ${rules}.`,
          fix: 'Accept that where nobody else can send with the address of a database server, or write 1 or more.',
        },
      ];
    },
  },
];

/** IPv6 leaves no other version of VRRP: that is worth a warning where nothing says who may send adverts. */
const unfiltered: Finding = {
  at: '/firewall/backend',
  message: 'adverts over IPv6 carry no password, and nothing says who may send them',
  cause: 'IPv6 takes VRRP version 3, which has no authentication.',
  fix: 'See that your packet filter takes VRRP from the partner alone.',
};

function timingOf({ keepalived }: DraftInventory) {
  return keepalived?.check ?? {};
}

/** A finding when interval x fall is between these bounds. */
function tooLate(inventory: DraftInventory, from: number, to: number): Finding[] {
  const { interval, fall } = timingOf(inventory);
  if (interval === undefined || fall === undefined) return [];
  const seconds = interval * fall;
  if (seconds < from || seconds > to) return [];
  return [
    {
      at: '/keepalived/check',
      mark: 'key',
      message: `a failure is noticed only after ${seconds} seconds`,
      cause: `interval ${interval} x fall ${fall}: so long the application has no database.`,
      fix: guide,
    },
  ];
}
