import { fingerprints } from './fingerprint.ts';
import { hold, type Proof, prose, same } from './proof.ts';

/** Ahead of the first run, on stock appliances: all findings at once, and nothing is touched. */
export const preflightProofs: Proof[] = [
  {
    name: 'preflight finds nothing in the way on stock appliances, and changes nothing',
    steps: ['G01'],
    async run(story) {
      const before = await fingerprints(story);
      const { recap } = await story.playWell('preflight, stock', ['playbooks/preflight.yml']);
      for (const host of story.hosts) same(recap[host]?.changed, 0, `changes on ${host}`);
      same(await fingerprints(story), before, 'something was changed');
    },
  },
  {
    name: 'preflight says everything that stands in the way, not the first alone',
    steps: ['G01'],
    async run(story) {
      const [first, second] = story.db;
      const web = story.app[0] ?? '';
      const address = story.inventory.vips.database.address;
      // A name that resolves elsewhere, a port that is dropped in silence, and somebody else at the virtual IP.
      await story.lab.sh(
        web,
        `cp -a /etc/hosts /etc/hosts.proof; echo '198.51.100.7 ${first}' >> /etc/hosts`,
      );
      await story.lab.sh(
        second,
        `iptables -I INPUT -p tcp -s ${story.addressOf(first)} --dport 3306 -j DROP`,
      );
      await story.lab.sh(web, `ip address add ${address}/32 dev eth0`);
      try {
        const { code, output } = await story.play('preflight, in the way', ['playbooks/preflight.yml']);
        same(code, 2, 'the exit status');
        const said = prose(output);
        for (const words of [
          `${first} is `,
          `${second} port 3306: no answer`,
          `${address} answers already`,
          'findings stand in the way',
        ])
          hold(said.includes(words), `it does not say "${words}"`, output);
      } finally {
        await story.lab.sh(web, 'mv /etc/hosts.proof /etc/hosts');
        await story.lab.sh(web, `ip address del ${address}/32 dev eth0`);
        await story.lab.sh(
          second,
          `iptables -D INPUT -p tcp -s ${story.addressOf(first)} --dport 3306 -j DROP`,
        );
      }
    },
  },
];
