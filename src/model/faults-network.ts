import { allowances } from './allowances.ts';
import { duration, plain } from './duration.ts';
import { announced, deafStandby, type Effect, type Fault, standbyAway, unseen } from './fault.ts';
import type { Timing } from './timing.ts';

const silent =
  'Connections get no answer until the other server has the address, or until their own timeout.';

/** Cables and packets. A drop is of the packets that one server receives (in) or sends (out), without a refusal. */
export const networkFaults: readonly Fault[] = [
  {
    id: 'unplugged',
    what: 'The cable is out',
    master: (timing) => ({ sees: silent, pause: timing.hostLost, loss: 'late' }),
    standby: standbyAway,
  },
  {
    id: 'drop-in',
    what: 'Nothing reaches the server any more',
    master: (timing) => ({
      sees: `${silent} The cut off server stops writing within ${timing.softFence.text}.`,
      pause: timing.cutOff,
      loss: 'late',
    }),
    standby: (timing) => deafStandby(timing, timing.cutOff),
  },
  {
    id: 'drop-out',
    what: 'Nothing leaves the server any more',
    master: (timing) => ({
      sees: `${silent} What it received meanwhile it may have committed, unacknowledged.`,
      pause: timing.hostLost,
      loss: 'late',
    }),
    standby: standbyAway,
  },
  {
    id: 'drop-pair',
    what: 'The two database servers do not reach each other',
    master: (timing) => (timing.twoNode ? twoWriters(timing) : deafStandby(timing, announced)),
    standby: (timing) => (timing.twoNode ? twoWriters(timing) : deafStandby(timing, announced)),
  },
  {
    id: 'drop-pair-in',
    what: 'The server does not hear the other one',
    master: standbyAway,
    standby: (timing) => (timing.twoNode ? takesOver(timing) : deafStandby(timing, timing.cutOff)),
  },
  {
    id: 'drop-vrrp',
    what: 'VRRP alone is lost between the two',
    master: withoutVrrp,
    standby: withoutVrrp,
  },
  {
    id: 'drop-3306',
    what: 'Replication between the two is lost, nothing else',
    master: withoutReplication,
    standby: withoutReplication,
  },
  {
    id: 'loss-30',
    what: 'Three of ten packets are lost',
    master: ({ planned }) => ({
      sees: `Slow answers, each lost packet is sent again after a while; the virtual IP may move more than once, each time for ${planned.text}.`,
      pause: 'until mended',
      loss: 'late',
    }),
    standby: ({ planned, semiSync }) => ({
      sees: `The virtual IP may move, each time for ${planned.text}.${semiSync ? ' Commits wait for lost packets of the standby.' : ''}`,
      pause: 'until mended',
      loss: 'late',
    }),
  },
  {
    id: 'delay-500',
    what: 'Each round trip takes half a second more',
    master: delayedMaster,
    standby: delayedStandby,
  },
];

/** On two nodes: what is outside answers both, and neither can tell a cut line from a dead partner. */
function twoWriters({ hostLost }: Timing): Effect {
  const sees =
    'Both servers take the virtual IPs and writes: the promise of one writer does not hold on two nodes whose line to each other ' +
    'alone is cut. When it is back the one that took over stays, and what only the other one has is compared.';
  return { sees, pause: hostLost, loss: 'late', maySplit: true };
}

/** On two nodes: the deaf one takes over, and the other one, which hears it, makes way. */
function takesOver({ hostLost }: Timing): Effect {
  const sees =
    'The standby takes over, for it hears nothing of the master; that one hears it, and makes way.';
  return { sees, pause: hostLost, loss: 'late' };
}

/** The guards still hear each other, so the standby's resigns; the master's announces the address anew. */
function withoutVrrp({ yieldsWithoutVrrp, disturbance }: Timing): Effect {
  if (yieldsWithoutVrrp) {
    return unseen(
      'Nothing: the guards still hear each other, and the standby gives up its claim before VRRP acts on it.',
    );
  }
  const sees =
    'For a moment the standby takes the virtual IP too; the master announces it again as soon as it has gone there.';
  return { sees, pause: disturbance, loss: 'handed over' };
}

function withoutReplication({ semiSync }: Timing): Effect {
  const sees = semiSync ? 'Commits wait until the guard has seen it; then nothing.' : 'Nothing.';
  return {
    sees: `${sees} The standby falls behind, and after 30 s takes over from a dead master alone.`,
    pause: semiSync ?? 'none',
    loss: 'nothing',
  };
}

function delayedMaster({ roundTrip }: Timing): Effect {
  const { delay, roundTrips } = allowances;
  if (delay >= roundTrip.seconds) {
    const sees = `No writes: a lease cannot be kept where a round trip takes longer than ${roundTrip.text}.`;
    return { sees, pause: 'until mended', loss: 'late' };
  }
  return {
    sees: `Each statement takes half a second more, a new connection with its first write ${roundTrips} times that. Nothing moves below ${roundTrip.text}.`,
    pause: duration(delay * roundTrips, `${roundTrips} x ${plain(delay)}`),
    loss: 'nothing',
  };
}

function delayedStandby({ semiSync }: Timing): Effect {
  return unseen(
    semiSync ? 'Each commit takes half a second more.' : 'Nothing: the standby is half a second behind.',
  );
}
