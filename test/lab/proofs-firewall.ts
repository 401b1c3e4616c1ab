import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromEach } from './ask.ts';
import { hold, type Proof, same } from './proof.ts';
import type { Story } from './story.ts';

/** A connection as bash makes it: exit code 0 when it stands. */
export function knock(address: string, port: number): string[] {
  return ['timeout', '3', 'bash', '-c', `exec 3<>/dev/tcp/${address}/${port}`];
}

/** Addresses and ports that only members of the cluster may reach. */
function doors(story: Story): [address: string, port: number][] {
  const { db_servers, vips, memcached } = story.inventory;
  const addresses = [
    ...db_servers.map(({ address }) => address),
    ...Object.values(vips).map(({ address }) => address),
  ];
  return addresses.flatMap((address) =>
    [3306, memcached.port].map((port) => [address, port] as [string, number]),
  );
}

/** The rules of the cluster's family that run in table filter: policies and rules, without counters. */
export function rules(story: Story, host: string): Promise<string> {
  return story.lab.sh(host, `${story.iptables}-save -t filter | ${withoutCounters}`);
}

const withoutCounters = "sed -e '/^#/d' -e 's/ \\[.*//'";

/** The firewall and what stands behind it. */
export const firewallProofs: Proof[] = [
  {
    name: 'every one of the four servers gets in at MariaDB and memcached of both, and of the virtual IPs',
    steps: ['G03', 'G06'],
    async run(story) {
      const refused = await fromEach(story.hosts, async (host) => {
        const tries = doors(story).map(async ([address, port]) => {
          const { code } = await story.lab.exec(host, knock(address, port));
          return code === 0 ? [] : [`${address}:${port}`];
        });
        return (await Promise.all(tries)).flat();
      });
      for (const [host, closed] of refused) same(closed, [], `${host} is refused`);
    },
  },
  {
    name: 'a stranger is refused at all of them at once, and still gets in by ssh',
    steps: ['G03', 'G06'],
    async run(story) {
      const doubtful: string[] = [];
      for (const [address, port] of doors(story)) {
        const { code } = await story.lab.fromStranger(knock(address, port));
        // 124 is the time limit: silence would make clients wait.
        if (code !== 1) doubtful.push(`${address}:${port} ${code === 0 ? 'lets in' : 'says nothing'}`);
      }
      same(doubtful, [], 'a stranger is not refused');
      for (const host of story.db) {
        const { code } = await story.lab.fromStranger(knock(story.addressOf(host), 22));
        hold(code === 0, `ssh of ${host} is closed`);
      }
    },
  },
  {
    name: 'the rules that were there before are all there, in their order; the web servers have no others',
    steps: ['G06', 'G19'],
    async run(story) {
      const stock = readFileSync(join(story.image, 'etc/sysconfig', story.iptables), 'utf8');
      const stockRules = stock
        .split('\n')
        .filter((line) => line.startsWith('-A'))
        .join('\n');
      for (const host of story.hosts) {
        const running = (await rules(story, host)).split('\n').filter((line) => line.startsWith('-A'));
        const others = running.filter((line) => !line.includes('SME-HA'));
        same(others.join('\n'), stockRules, `${host} has other rules`);
        same(running.length > others.length, story.db.includes(host), `${host} has a chain of ours`);
      }
    },
  },
  {
    name: 'what is loaded at boot is what runs, and the file keeps its owner and mode',
    steps: ['G06', 'G19'],
    async run(story) {
      for (const host of story.db) {
        const running = await rules(story, host);
        const [tool, file] = [story.iptables, `/etc/sysconfig/${story.iptables}`];
        // Loaded into a network of its own, so that both sides are told by iptables itself.
        const loaded = await story.lab.sh(
          host,
          `unshare --net sh -c "${tool}-restore ${file} && ${tool}-save -t filter" | ${withoutCounters}`,
        );
        same(loaded, running, `the file of ${host} is not what runs`);
        same(await story.lab.sh(host, `stat -c "%a %U %G" ${file}`), '644 root root', host);
      }
    },
  },
  {
    name: 'memcached of each server takes and gives for the others, as both virtual names',
    steps: ['G07'],
    async run(story) {
      const { port } = story.inventory.memcached;
      const say = (address: string, words: string) =>
        `exec 3<>/dev/tcp/${address}/${port}; printf '${words}quit\\r\\n' >&3; cat <&3`;
      const [giver = '', taker = ''] = story.app;
      for (const address of [
        ...story.db.map((host) => story.addressOf(host)),
        story.inventory.vips.memcached.name,
      ]) {
        const stored = await story.lab.sh(giver, say(address, 'set proof 0 60 4\\r\\nkept\\r\\n'));
        same(stored.trim(), 'STORED', `${giver} stores at ${address}`);
        const got = await story.lab.sh(taker || giver, say(address, 'get proof\\r\\n'));
        hold(got.includes('kept'), `${taker} does not find it at ${address}`, got);
      }
    },
  },
];
