import { setTimeout as sleep } from 'node:timers/promises';
import { ask, fromEach, replicates, slaveStatus } from './ask.ts';
import { becomeByOwnPassword } from './controller.ts';
import { areEqual } from './databases.ts';
import { comesAbout, hold, type Proof, same } from './proof.ts';
import { applicationProofs } from './proofs-application.ts';
import { inUse } from './proofs-converge.ts';
import { firewallProofs, knock } from './proofs-firewall.ts';
import { changedNothing } from './proofs-rerun.ts';
import { tlsProofs } from './proofs-tls.ts';
import { holderOf, settles, stateOn, takesOver } from './proofs-vips.ts';
import { type Story, writeTree } from './story.ts';
import { endWriting, nothingIsLost, startWriting } from './writing.ts';

/** With this inventory's timing: three checks of a second, then three adverts and the skew. */
const takeover = 12;

/** The same cluster with firewalld in place of iptables, as somebody would change over by hand. */
async function changeToFirewalld(story: Story): Promise<void> {
  for (const host of story.db) {
    await story.lab.sh(host, 'systemctl disable -q --now iptables; iptables -F; iptables -X');
    await story.lab.sh(host, 'systemctl enable -q --now firewalld; firewall-cmd --state');
  }
  const changed = { ...story.inventory, firewall: { backend: 'firewalld' } };
  await writeTree(changed, story.tree);
}

/** A second cluster, in which every key of the inventory has another value than its default. */
export const everyKeyStory: (Proof | Proof[])[] = [
  {
    name: 'with every key of the inventory another way, stock appliances become a cluster too',
    steps: [],
    vital: true,
    async run(story) {
      await ask(story, story.db[0], inUse, story.inventory.database.name);
      for (const host of story.hosts) await story.lab.sh(host, 'usermod -aG sudo smeconfiguser');
      becomeByOwnPassword(story.lab.state);
      await story.playWell('every key', ['site.yml'], { bySsh: true });
    },
  },
  {
    name: 'replication goes by position, both ways, and each commit waits for the other server',
    steps: ['G11', 'G13', 'G15'],
    async run(story) {
      const holder = await holderOf(story, 'DB');
      for (const host of story.db) {
        hold(await replicates(story, host), `${host} does not replicate`);
        same((await slaveStatus(story, host)).Using_Gtid, 'No', `the mode of ${host}`);
        // Who serves waits; the guard sees to it that the other one, which has nothing to wait with, does not.
        const semiSync = await ask(story, host, "SHOW STATUS LIKE 'Rpl_semi_sync%status'");
        const waits = host === holder ? 'ON' : 'OFF';
        const wanted = `Rpl_semi_sync_master_status\t${waits}\nRpl_semi_sync_slave_status\tON`;
        same(semiSync, wanted, `semi-synchronous replication of ${host}`);
        const options = await ask(story, host, 'SELECT @@max_binlog_size, CAST(@@expire_logs_days AS INT)');
        same(options, `${64 * 1024 ** 2}\t7`, `options of ${host}`);
      }
      await areEqual(story);
    },
  },
  {
    name: 'a commit waits for a standby that is gone only until that is seen',
    steps: ['G15'],
    async run(story) {
      const holder = await holderOf(story, 'DB');
      const standby = story.peerOf(holder);
      // A second one that commits holds what a look at the binary log waits for.
      const writers = [];
      for (const name of ['one', 'two', 'three']) writers.push(await startWriting(story, `semi-${name}`));
      await story.lab.sh(standby, 'systemctl stop mariadb');
      await sleep(20_000);
      await story.lab.sh(standby, 'systemctl start mariadb');
      hold(await comesAbout(() => replicates(story, standby), 30), `${standby} does not replicate again`);
      const written = [];
      for (const writer of writers) written.push(await endWriting(writer));
      await areEqual(story);
      for (const { tokens, gap } of written) {
        hold(gap < 10, `a writer waited for ${gap.toFixed(1)} s`);
        await nothingIsLost(story, tokens);
      }
    },
  },
  {
    name: "the application's user may do all from anywhere, as the guide has it, whatever its name",
    steps: ['G16'],
    async run(story) {
      for (const host of story.db) {
        const accounts =
          "SELECT User, Host, Super_priv, Grant_priv FROM mysql.user WHERE User LIKE 'sme app%'";
        same(await ask(story, host, accounts), 'sme app\'s "user"\t%\tY\tY', `accounts of ${host}`);
      }
    },
  },
  ...tlsProofs,
  ...applicationProofs.filter(
    ({ name }) => name.startsWith('PHP reads') || name.startsWith('the web server itself'),
  ),
  ...firewallProofs.filter(({ name }) => name.startsWith('every one') || name.startsWith('a stranger')),
  {
    name: 'a server that comes back takes over by itself where preempt is true; adverts go to one address',
    steps: ['G24'],
    async run(story) {
      const [first, second] = story.db;
      for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, first, 30);
      await story.lab.sh(first, 'systemctl stop mariadb');
      await takesOver(story, 'DB', second, takeover);
      await story.lab.sh(first, 'systemctl start mariadb');
      await settles(story, 'DB', first, 30);
    },
  },
  {
    name: 'a server that reaches none of its isolation targets gives the virtual IPs away',
    steps: [],
    async run(story) {
      const [first, second] = story.db;
      story.lab.unplug(first);
      try {
        const apart = async () =>
          (await stateOn(story, first, 'DB')) === 'FAULT' &&
          (await stateOn(story, second, 'DB')) === 'MASTER';
        hold(
          await comesAbout(apart, takeover + 5),
          `${first} does not give up`,
          await stateOn(story, first, 'DB'),
        );
      } finally {
        story.lab.plug(first);
      }
      await settles(story, 'DB', first, 30);
      hold(await comesAbout(async () => replicates(story, first), 30), `${first} does not replicate again`);
    },
  },
  {
    name: 'a second run of it changes nothing',
    steps: [],
    async run(story) {
      changedNothing(await story.play('every key again'), story.hosts, 'the second run');
    },
  },
  {
    name: 'firewalld keeps strangers out as well, and lets the cluster in; a second run changes nothing',
    steps: ['G03', 'G06', 'G19'],
    async run(story) {
      await changeToFirewalld(story);
      await story.playWell('firewalld');
      const { port } = story.inventory.memcached;
      for (const host of story.db) {
        for (const door of [3306, port]) {
          const { code } = await story.lab.fromStranger(knock(story.addressOf(host), door));
          hold(code !== 0, `${host} lets a stranger in at ${door}`);
          for (const [from, open] of await fromEach(story.hosts, (member) =>
            story.lab.exec(member, knock(story.addressOf(host), door)),
          ))
            hold(open.code === 0, `${from} does not get in at ${host}:${door}`);
        }
      }
      await settles(story, 'DB', story.db[0], 30);
      changedNothing(await story.play('firewalld again'), story.hosts, 'the second run');
    },
  },
];
