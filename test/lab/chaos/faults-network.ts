import { cableOf } from '../power.ts';
import { drop, mend, slow, undo } from '../network.ts';
import type { Story } from '../story.ts';
import type { Fault } from './fault.ts';

function cable(story: Story, host: string): string {
  const state = story.lab.state.hosts.find(({ name }) => name === host);
  if (!state) throw new Error(`no host ${host}`);
  return cableOf(state);
}

/** Packets that the switch loses; outside of the host, so that neither a reboot nor its firewall undoes it. */
function lossy(
  id: string,
  what: string,
  rules: (own: string, peer: string, here: string[], there: string[]) => string[],
  more = {},
): Fault {
  const table = (host: string) => `${id}_${host}`;
  return {
    ...{ id, what, where: ['master', 'standby'], lasts: [6, 20] },
    inject: async (story, host) => {
      const [own, peer] = [cable(story, host), cable(story, story.peerOf(host))];
      const app = story.app.map((name) => cable(story, name));
      const half = Math.ceil(app.length / 2);
      const chosen = rules(own, peer, app.slice(0, half), app.slice(half));
      drop(story.lab.state.namespace, table(host), chosen);
    },
    heal: async (story, host) => mend(story.lab.state.namespace, table(host)),
    ...more,
  };
}

const into = (own: string, match = '') => `postrouting oifname "${own}" ${match} drop`;
const outOf = (own: string, match = '') => `prerouting iifname "${own}" ${match} drop`;
const from = (own: string, peer: string, match = '') =>
  `forward iifname "${own}" oifname "${peer}" ${match} drop`;

/** Cables, and a switch that loses or delays packets. */
export const networkFaults: Fault[] = [
  {
    id: 'unplugged',
    what: 'the cable is pulled, and plugged in again',
    where: ['master', 'standby', 'both'],
    lasts: [6, 20],
    inject: async (story, host) => story.lab.unplug(host),
    heal: async (story, host) => story.lab.plug(host),
  },
  lossy('drop-in', 'all packets to the host are lost', (own) => [into(own)]),
  lossy('drop-out', 'all packets from the host are lost', (own) => [outOf(own)]),
  lossy(
    'drop-pair',
    'all packets between the two database servers are lost',
    (own, peer) => [from(own, peer), from(peer, own)],
    { where: ['both'] },
  ),
  lossy(
    'split',
    'the switch falls apart: the host with half of the application servers here, all else there',
    (own, peer, here, there) => [
      ...[own, ...here].flatMap((mine) =>
        [peer, ...there].flatMap((other) => [from(mine, other), from(other, mine)]),
      ),
    ],
    { lasts: [8, 20], amountsTo: 'drop-pair' },
  ),
  lossy('drop-pair-in', 'all packets to the host from the other database server are lost', (own, peer) => [
    from(peer, own),
  ]),
  lossy(
    'drop-vrrp',
    'VRRP between the two is lost, nothing else',
    (own, peer) => [from(own, peer, 'ip protocol 112'), from(peer, own, 'ip protocol 112')],
    { where: ['both'] },
  ),
  lossy(
    'drop-3306',
    'replication between the two is lost, nothing else',
    (own, peer) => [
      ...[from(own, peer, 'tcp dport 3306'), from(own, peer, 'tcp sport 3306')],
      ...[from(peer, own, 'tcp dport 3306'), from(peer, own, 'tcp sport 3306')],
    ],
    { where: ['both'] },
  ),
  lossy(
    'loss-30',
    '30 % of the packets to and from the host are lost',
    (own) => {
      const some = 'numgen random mod 100 < 30';
      return [into(own, some), outOf(own, some)];
    },
    { lasts: [10, 30] },
  ),
  {
    id: 'delay-500',
    what: 'each packet to and from the host comes 250 ms late: 500 ms there and back',
    where: ['master', 'standby'],
    lasts: [10, 30],
    inject: async (story, host) => slow(story.lab.state.namespace, cable(story, host), 250),
    heal: async (story, host) => undo(story.lab.state.namespace, cable(story, host)),
  },
];
