import { ask, fromEach } from './ask.ts';
import { bridge } from './network.ts';
import { chosen, hold, type Proof, prose, same } from './proof.ts';
import { applicationProofs } from './proofs-application.ts';
import { inUse } from './proofs-converge.ts';
import { memcachedProof, powerCutProof, stoppedProof } from './proofs-faults.ts';
import { firewallProofs, knock } from './proofs-firewall.ts';
import { freshProofs } from './proofs-fresh.ts';
import { guardProofs } from './proofs-guard.ts';
import { mariadbProofs } from './proofs-mariadb.ts';
import { nameProofs } from './proofs-names.ts';
import { failoverProofs } from './proofs-operator-failover.ts';
import { preflightProofs } from './proofs-operator-preflight.ts';
import { verifyProofs } from './proofs-operator-verify.ts';
import { roles } from './proofs-refusal.ts';
import { replicationProofs } from './proofs-replication.ts';
import { changedNothing, rerunProofs } from './proofs-rerun.ts';
import { addressOfInstance, holderOf, vipProofs } from './proofs-vips.ts';
import type { Story } from './story.ts';

/** What only IPv6 brings with it. */
const ownProofs: Proof[] = [
  {
    name: 'a virtual IP is there at once, without a search for duplicates, and nothing comes from it',
    steps: ['G20'],
    async run(story) {
      for (const instance of ['DB', 'MEMCACHE'] as const) {
        const [host, address] = [await holderOf(story, instance), addressOfInstance(story, instance)];
        const shown = await story.lab.sh(host, `ip -6 -o address show | grep -F ' ${address}/'`);
        for (const flag of ['nodad', 'deprecated'])
          hold(shown.includes(` ${flag} `), `${address} is not ${flag}`, shown);
      }
      for (const host of story.db)
        for (const other of story.hosts.filter((name) => name !== host)) {
          const route = await story.lab.sh(host, `ip -6 route get ${story.addressOf(other)}`);
          hold(route.includes(` src ${story.addressOf(host)} `), `${host} speaks as somebody else`, route);
        }
    },
  },
  {
    name: 'by IPv4, which the cluster does not use, nobody gets in at its ports, whoever listens there',
    steps: ['G03', 'G06'],
    async run(story) {
      // An address for each: the stranger remembers for a while which card it belonged to.
      await story.lab.fromStranger(['ip', 'address', 'add', '192.0.2.1/24', 'dev', bridge]);
      try {
        for (const [index, host] of story.db.entries()) await isClosed(story, host, `192.0.2.${111 + index}`);
      } finally {
        await story.lab.fromStranger(['ip', 'address', 'del', '192.0.2.1/24', 'dev', bridge]);
      }
    },
  },
];

/** Listens at MariaDB's port of IPv4 and at one that is nobody's, to see that the firewall alone makes the difference. */
async function isClosed(story: Story, host: string, address: string): Promise<void> {
  const listen = (port: number) =>
    `systemd-run --quiet --unit=proof-${port} python3 -m http.server ${port} --bind ${address}`;
  await story.lab.sh(
    host,
    `ip address add ${address}/24 dev eth0; iptables -I RH-Firewall-1-INPUT -p tcp --dport 3399 -j ACCEPT
     ${listen(3306)}; ${listen(3399)}; sleep 1`,
  );
  try {
    same((await story.lab.fromStranger(knock(address, 3399))).code, 0, `the proof itself, on ${host}`);
    same((await story.lab.exec(host, knock(address, 3306))).code, 0, `${host} itself gets in`);
    const { code } = await story.lab.fromStranger(knock(address, 3306));
    same(code, 1, `a stranger at ${host} by IPv4 (0: let in, 124: no answer)`);
  } finally {
    await story.lab.sh(
      host,
      `systemctl stop proof-3306 proof-3399; ip address del ${address}/24 dev eth0
       iptables -D RH-Firewall-1-INPUT -p tcp --dport 3399 -j ACCEPT`,
    );
  }
}

const refusalProof: Proof = {
  name: 'a server that would forget its rules at the next boot is refused, and said to be one by verify',
  steps: ['G06'],
  async run(story) {
    const { standby } = await roles(story);
    await story.lab.sh(standby, 'systemctl disable -q ip6tables');
    try {
      const { code, output } = await story.play('ip6tables off');
      same(code, 2, 'the exit status');
      hold(
        prose(output).includes(`ip6tables.service is disabled on ${standby}`),
        'it does not say so',
        output,
      );
      const seen = await story.play('verify, ip6tables off', ['playbooks/verify.yml']);
      same(seen.code, 2, 'the exit status of verify');
      hold(
        prose(seen.output).includes('ip6tables.service is not enabled'),
        'verify does not say so',
        seen.output,
      );
    } finally {
      await story.lab.sh(standby, 'systemctl enable -q ip6tables');
    }
    changedNothing(await story.play('ip6tables on again'), story.hosts, 'the run after it');
  },
};

/** A cluster whose addresses are all IPv6 (fixtures/ipv6): converged, run again, and through failovers. */
export const ipv6Story: (Proof | Proof[])[] = [
  ...chosen(freshProofs, 'ansible-lint', 'check mode'),
  ...chosen(preflightProofs, 'preflight finds nothing'),
  {
    name: 'over IPv6 stock appliances become a cluster too',
    steps: [],
    vital: true,
    async run(story) {
      await ask(story, story.db[0], inUse, 'smestorage');
      await story.playWell('IPv6', ['site.yml'], { bySsh: true });
      const none = await fromEach(story.hosts, (host) =>
        story.lab.sh(host, 'ip -4 -o address show scope global'),
      );
      for (const [host, addresses] of none) same(addresses, '', `addresses of IPv4 on ${host}`);
    },
  },
  ...rerunProofs,
  ...chosen(nameProofs, 'all names', '/etc/hosts'),
  ...firewallProofs,
  ...mariadbProofs,
  ...replicationProofs,
  ...vipProofs,
  ...ownProofs,
  ...chosen(applicationProofs, 'the application writes', 'the web server itself'),
  ...chosen(guardProofs, 'MariaDB of the standby', 'strangers do not reach'),
  ...chosen(failoverProofs, 'failover moves both', 'failback moves them'),
  ...chosen(verifyProofs, 'verify finds a healthy'),
  stoppedProof,
  powerCutProof,
  memcachedProof,
  refusalProof,
];
