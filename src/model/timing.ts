import type { Inventory } from '../generated/inventory.ts';
import { allowances, shares } from './allowances.ts';
import { type Duration, duration, longest, plain, sum } from './duration.ts';
import { ipVersionOf, vrrpVersionOf } from './ip-version.ts';

type Pair = readonly [first: Duration, second: Duration];

/** How long each step of a failover takes at the most. Pairs are by the database server that takes over. */
export interface Timing {
  /** For IPv6, and below a second between adverts, version 3, which has no authentication; else 2. */
  readonly vrrpVersion: 2 | 3;
  /** Until a service that refuses connections is believed to be gone (G20). */
  readonly noticeStopped: Duration;
  /** The same for one that takes connections and says nothing: each check lasts until its time is up. */
  readonly noticeHung: Duration;
  /** Until the other server takes a virtual IP that was given up by an advert of priority 0. */
  readonly skew: Pair;
  /** Until the other server takes a virtual IP whose holder fell silent: the master-down interval of VRRP. */
  readonly masterDown: Pair;
  /** P, the length of a lease: how long a voter is bound. */
  readonly lease: Duration;
  /** Whether the one that is left of two goes by what is outside, for nobody else votes. */
  readonly twoNode: boolean;
  /** After how long a holder that nobody answers stops writing, and when it is killed if it cannot. */
  readonly softFence: Duration;
  readonly hardFence: Duration;
  /** From the virtual IP's arrival to the first write: given by a partner that lives, and by the application servers. */
  readonly handOver: Duration;
  readonly takeOver: Duration;
  /** From the fault to the first write that is accepted again. */
  readonly planned: Duration;
  readonly serviceStopped: Duration;
  readonly serviceHung: Duration;
  readonly hostLost: Duration;
  readonly cutOff: Duration;
  readonly keepalivedKilled: Duration;
  readonly keepalivedHung: Duration;
  readonly guardStopped: Duration;
  readonly guardKilled: Duration;
  readonly watchdog: Duration;
  readonly guardHung: Duration;
  /** From the fault until the other server has the virtual IP of memcached. */
  readonly cacheStopped: Duration;
  readonly cacheHung: Duration;
  /** Until a standby that hears no partner, or no adverts of it, gives up every claim, and whether VRRP leaves it the time. */
  readonly standbyYields: Duration;
  readonly yieldsInTime: boolean;
  readonly yieldsWithoutVrrp: boolean;
  /** How long a standby without adverts may disturb the master, where it does not yield in time. */
  readonly disturbance: Duration;
  /** The longest round trip with which a holder can keep its lease. */
  readonly roundTrip: Duration;
  /** How long a commit waits for a partner that is gone; none in asynchronous mode. */
  readonly semiSync: Duration | undefined;
  readonly clientReconnect: Duration;
}

/** Compute the timing of an inventory (G20, G21, G24). Pure. All inputs are seconds but priorities and counts. */
export function timingOf(inventory: Inventory): Timing {
  const { keepalived, database } = inventory;
  const { check, advert_interval: advert, priorities } = keepalived;
  const vrrpVersion = vrrpVersionOf(ipVersionOf(inventory), advert);
  const adverts = (count: number) => duration(count * advert, `${count} x ${plain(advert)}`);
  const skew = pairOf(priorities, (priority) => skewTime(priority, advert, vrrpVersion));
  const masterDown = pairOf(skew, (time) => sum(adverts(3), time));
  const lease = adverts(shares.lease);
  const looks = (count: number) =>
    duration(count * shares.renewal * lease.seconds, `${count}/8 x ${lease.formula}`);
  const opening = duration(allowances.opening);
  const leaseCheck = duration(allowances.leaseCheck);
  const word = duration(allowances.word);
  const noticeStopped = duration(check.interval * check.fall, `${check.interval} x ${check.fall}`);
  const noticeHung = hungTime(check);
  const move = longest(...skew);
  // A look to see VRRP's state, one until the old holder has given the lease up, one to count its grant; or see and count.
  const handOver = sum(looks(3), opening);
  const takeOver = sum(looks(2), opening);
  const twoNode = inventory.topology === 'two-node';
  // On two nodes a holder goes on until nothing outside answers either; from then on counts what its last grants are worth.
  const silence = sum(adverts(shares.outside), looks(1));
  const watchdog = share(shares.soft, lease);
  const softFence = twoNode ? silence : watchdog;
  const hardFence = twoNode ? sum(silence, share(shares.hard, lease)) : share(shares.hard, lease);
  // So long the other one waits, counted from the last word of its partner, for that one may just be cut off.
  const outwaited = twoNode ? [sum(adverts(shares.outside), lease, duration(allowances.outwait))] : [];
  const serviceStopped = sum(noticeStopped, move, handOver);
  // The word of a guard that is gone runs out; or what fences MariaDB in its place has to kill it, which the checks notice.
  const wordLost = sum(longest(sum(word, leaseCheck, move), ...outwaited), takeOver);
  const guardKilled = longest(wordLost, sum(share(shares.fence, lease), serviceStopped));
  const standbyYields = sum(softFence, looks(1), leaseCheck);
  const yieldsWithoutVrrp = sum(adverts(shares.missed), looks(1), leaseCheck);
  const isInTime = (time: Duration) => masterDown.every(({ seconds }) => time.seconds < seconds);
  return {
    vrrpVersion,
    noticeStopped,
    noticeHung,
    skew,
    masterDown,
    lease,
    twoNode,
    softFence,
    hardFence,
    handOver,
    takeOver,
    planned: sum(move, handOver),
    serviceStopped,
    // A MariaDB that hangs cannot be told to stop writing: until it is killed, nobody else may write.
    serviceHung: sum(noticeHung, longest(sum(looks(2), duration(allowances.hurry)), move), handOver),
    // A lease is shorter than three adverts, so it is free by then.
    hostLost: sum(longest(...masterDown, ...outwaited), takeOver),
    // On two nodes the other one still hears it say that it wants nothing, and asks in vain for as long as a vote would bind.
    cutOff: twoNode
      ? sum(softFence, looks(1), leaseCheck, move, lease, takeOver)
      : sum(longest(sum(softFence, looks(1), leaseCheck, move), lease), takeOver),
    keepalivedKilled: sum(longest(...masterDown), handOver),
    // While the old server seems to be master the other one may step back once, and then waits for three adverts again.
    keepalivedHung: sum(duration(allowances.silence), looks(1), leaseCheck, longest(...masterDown), handOver),
    // It says a last word a few times, and then none.
    guardStopped: sum(looks(5), wordLost),
    guardKilled,
    // systemd's watchdog kills it after as long as the soft fence would take.
    watchdog,
    guardHung: sum(watchdog, guardKilled),
    cacheStopped: sum(noticeStopped, move),
    cacheHung: sum(noticeHung, move),
    standbyYields,
    yieldsInTime: isInTime(standbyYields),
    yieldsWithoutVrrp: isInTime(yieldsWithoutVrrp),
    disturbance: sum(leaseCheck, looks(2), opening),
    roundTrip: longestTrip(watchdog, looks(1)),
    // The guard tells MariaDB to wait no longer when the standby says that it receives nothing, or says nothing for P.
    semiSync: database.semi_sync
      ? sum(longest(lease, duration(allowances.slaveNetTimeout)), looks(1), opening)
      : undefined,
    clientReconnect: duration(allowances.clientReconnect),
  };
}

function pairOf<From>([first, second]: readonly [From, From], make: (from: From) => Duration): Pair {
  return [make(first), make(second)];
}

/** RFC 3768 counts the skew in parts of a second, RFC 5798 (version 3) in parts of the advert interval; so does keepalived. */
function skewTime(priority: number, advert: number, version: 2 | 3): Duration {
  const parts = 256 - priority;
  if (version === 2) return duration(parts / 256, `${parts}/256`);
  return duration((parts / 256) * advert, `${parts}/256 x ${plain(advert)}`);
}

/** The first check that hangs begins an interval after the fault; the last one ends when its time is up (check_*.sh). */
function hungTime({ interval, fall }: { interval: number; fall: number }): Duration {
  const timeout = Math.max(interval - 1, 1);
  // keepalived skips a check that is due while the last one still runs, as it does with an interval of one second.
  const rhythm = interval > timeout ? interval : 2 * interval;
  const formula = rhythm === interval ? `${interval} x ${fall}` : `${interval} + ${rhythm} x ${fall - 1}`;
  return duration(interval + rhythm * (fall - 1) + timeout, `${formula} + ${timeout}`);
}

function longestTrip(renewed: Duration, look: Duration): Duration {
  return duration(renewed.seconds - look.seconds, `${renewed.formula} - ${look.formula}`);
}

function share(part: number, { seconds, formula }: Duration): Duration {
  return duration(part * seconds, `${part} x ${formula}`);
}
