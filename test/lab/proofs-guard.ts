import { timingOf } from '../../src/model/timing.ts';
import { ask, unit } from './ask.ts';
import { areEqual } from './databases.ts';
import { areFit, asApplication, guardOf, isWriter, watchWriters, writers } from './guard.ts';
import { runScript } from './inside.ts';
import { comesAbout, hold, type Proof, same, sleep } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { settles } from './proofs-vips.ts';
import type { Story } from './story.ts';
import { endWriting, goesOn, nothingIsLost, startWriting } from './writing.ts';

/** Seconds that a vote binds: two and a half adverts. A holder that nobody hears has stopped by then, and more. */
function promise(story: Story): number {
  return 2.5 * story.inventory.keepalived.advert_interval;
}

const forge = `${import.meta.dirname}/inside/forge.py`;

/** One server writes, enforced by the guards (proven on a healthy pair; proofs-conflict.ts has what a takeover leaves). */
export const guardProofs: Proof[] = [
  {
    name: 'MariaDB of the standby refuses the application (1290), that of the master takes it; guards and witnesses run',
    steps: ['G17', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const sql = "INSERT INTO proof_writes (token) VALUES ('as the application')";
      const refused = await asApplication(story, story.addressOf(standby), sql);
      hold(
        refused.code !== 0 && /ERROR 1290 /.test(refused.stderr),
        `${standby} takes a write`,
        refused.stderr,
      );
      const taken = await asApplication(story, story.addressOf(master), sql);
      same(taken.code, 0, `${master} takes no write: ${taken.stderr}`);
      same(await writers(story), [master], 'who accepts writes');
      for (const [host, name] of [
        ...story.db.map((name) => [name, 'sme-guard']),
        ...story.app.map((name) => [name, 'sme-witness']),
      ] as [string, string][]) {
        const { active, enabled } = await unit(story, host, name);
        same(`${active} ${enabled}`, 'active enabled', `${name} on ${host}`);
      }
      for (const host of story.db) {
        const seen = await guardOf(story, host);
        const { holds, writable, fit, may_hold, verified, conflict } = seen;
        const serves = host === master;
        const wanted = {
          holds: serves,
          writable: serves,
          fit: true,
          may_hold: true,
          verified: true,
          conflict: null,
        };
        same({ holds, writable, fit, may_hold, verified, conflict }, wanted, `the guard of ${host}`);
        const heard = [seen.peer.heard, ...Object.values(seen.witnesses)];
        hold(
          heard.length === 1 + story.app.length && heard.every((seconds) => seconds < 2),
          `the guard of ${host} does not hear all of the others`,
          JSON.stringify(seen),
        );
      }
    },
  },
  {
    name: 'strangers do not reach the guards; what is signed with another key changes nothing, from members neither',
    steps: ['G03', 'G06', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const pids = () =>
        Promise.all(story.db.map(async (host) => (await unit(story, host, 'sme-guard')).pid));
      const before = await pids();
      const [watch, writer] = [await watchWriters(story), await startWriting(story, 'forged')];
      const [witness = ''] = story.app;
      const asPeer = (from: string) => ({
        ...{
          from,
          boot: '1e9-1',
          holds: true,
          wants: true,
          witnesses: [],
          vrrp: 'MASTER',
          fit: true,
          readonly: true,
        },
        ...{ end: null, applied: null, receives: false, verified: false, last: from },
      });
      const asWitness = { from: witness, granted: false, boot: 'x', holder: standby, age: 0, sent: 0 };
      for (const [target, peer] of [
        [master, standby],
        [standby, master],
      ] as [string, string][]) {
        const [address, seconds] = [story.addressOf(target), '4'];
        const outside = ['python3', forge, address, seconds, JSON.stringify(asPeer(peer))];
        const [stranger] = await Promise.all([
          story.lab.fromStranger(outside),
          runScript(story, peer, 'forge.py', [address, seconds, JSON.stringify(asPeer(peer))]),
          runScript(story, witness, 'forge.py', [address, seconds, JSON.stringify(asWitness)]),
        ]);
        hold(
          Number(JSON.parse(stranger.stdout).refused) > 0,
          `${target} lets a stranger in at udp/3307`,
          stranger.stdout,
        );
      }
      const { tokens, gap } = await endWriting(writer);
      const spans = await watch.end();
      same(spans.get(master)?.length, 1, `${master} did not accept writes all the time`);
      same(spans.get(standby)?.length, 0, `${standby} accepted writes`);
      same(await pids(), before, 'a guard was started anew');
      hold(gap < 1, `the writer had to wait for ${gap.toFixed(1)} s`);
      await nothingIsLost(story, tokens);
    },
  },
  {
    name: 'the guard of the standby stops: nobody notices; keepalived there waits for it',
    steps: ['G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const writer = await startWriting(story, 'alone');
      try {
        await story.lab.sh(standby, 'systemctl stop sme-guard');
        await sleep(6000);
        same(await writers(story), [master], 'who accepts writes');
      } finally {
        await story.lab.sh(standby, 'systemctl start sme-guard');
      }
      await settles(story, 'DB', master, 15);
      const { tokens, gap } = await endWriting(writer);
      hold(gap < 1, `the writer had to wait for ${gap.toFixed(1)} s`);
      await areEqual(story);
      await nothingIsLost(story, tokens);
      return `none for ${gap.toFixed(1)} s`;
    },
  },
  {
    name: "the master's guard is killed: MariaDB is closed at once, one server is open again soon, never both",
    steps: ['G17', 'G36'],
    async run(story) {
      const { master } = await roles(story);
      const [watch, writer] = [await watchWriters(story), await startWriting(story, 'killed')];
      const killed = Number((await story.lab.sh(master, 'cut -d" " -f1 /proc/uptime')).trim()) * 1e6;
      await story.lab.sh(master, 'systemctl kill --signal=KILL --kill-who=main sme-guard');
      await sleep(1000);
      await goesOn(writer, 'the writer does not go on after the guard was killed');
      const { tokens, gap } = await endWriting(writer);
      const spans = (await watch.end()).get(master) ?? [];
      const closed = spans.find(([, to]) => to > killed - 2e5)?.[1] ?? 0;
      const after = (closed - killed) / 1e6;
      hold(
        spans.length !== 1 || closed < killed + 1e6,
        `${master} went on without its guard`,
        JSON.stringify(spans),
      );
      hold(after < promise(story) / 2, `${master} was closed ${after.toFixed(2)} s after its guard died`);
      await isWriter(story, (await roles(story)).master, 10);
      await areEqual(story);
      await nothingIsLost(story, tokens);
      hold(gap < 8, `the writer had to wait for ${gap.toFixed(1)} s`);
      return `closed after ${after.toFixed(2)} s, no row for ${gap.toFixed(1)} s`;
    },
  },
  {
    name: 'a planned move, by a restart of keepalived on the master: a short pause, nothing lost, never two writers',
    steps: ['G17', 'G34', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const [watch, writer] = [await watchWriters(story), await startWriting(story, 'moved')];
      await sleep(1000);
      await story.lab.sh(master, 'systemctl restart keepalived');
      await settles(story, 'DB', standby, 15);
      await goesOn(writer, 'the writer does not go on at the other server');
      const { tokens, gap } = await endWriting(writer);
      await watch.end();
      await isWriter(story, standby, 1);
      await areEqual(story);
      await nothingIsLost(story, tokens);
      const { planned, clientReconnect } = timingOf(story.inventory);
      const promised = planned.seconds + clientReconnect.seconds;
      hold(gap < promised, `the writer had to wait for ${gap.toFixed(2)} s, not ${promised.toFixed(2)} s`);
      return `${tokens.length} rows, none for ${gap.toFixed(2)} s`;
    },
  },
  {
    name: 'events of the database rest on a standby that comes back with its scheduler on',
    steps: ['G17'],
    async run(story) {
      const { standby } = await roles(story);
      const file = '/etc/my.cnf.d/zz-proof.cnf';
      await story.lab.sh(
        standby,
        `printf '[mysqld]\nevent_scheduler = ON\n' > ${file}; systemctl restart mariadb`,
      );
      try {
        const rests = async () => (await ask(story, standby, 'SELECT @@GLOBAL.event_scheduler')) === 'OFF';
        same(await comesAbout(rests, 10), true, 'events rest');
        const noted = await story.lab.sh(standby, `grep -c '"events": true' /var/lib/sme-ha-gen/guard.json`);
        same(noted, '1', 'the scheduler was on, and the guard knows it');
      } finally {
        await story.lab.sh(standby, `rm ${file}; systemctl restart mariadb`);
      }
      await areFit(story);
    },
  },
  {
    name: 'a standby with half a copy takes nothing over, though the master is lost; with a whole one it does',
    steps: ['G12', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const pending = '/var/lib/sme-ha-gen/copy-pending';
      await story.lab.sh(standby, `touch ${pending}`);
      try {
        story.lab.powerCut(master);
        await sleep(12_000);
        same(await writers(story), [], 'half a database is written to');
        same((await guardOf(story, standby)).why, 'its database is half a copy', 'why it takes nothing over');
      } finally {
        await story.lab.sh(standby, `rm ${pending}`);
      }
      await isWriter(story, standby, 10);
      await story.lab.boot(master);
      await settles(story, 'DB', standby, 25);
      await areEqual(story);
      await areFit(story);
    },
  },
  {
    name: 'a master that does not hear its partner, and whose MariaDB ends, gives its votes back: the partner serves',
    steps: ['G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const writer = await startWriting(story, 'unheard');
      const cut = async (verb: 'insert' | 'delete') => {
        for (const [host, other] of [
          [master, standby],
          [standby, master],
        ] as const) {
          const rule = `INPUT --source ${story.addressOf(other)} --jump DROP`;
          await story.lab.sh(host, `${story.iptables} --${verb} ${rule}`);
        }
      };
      try {
        await cut('insert');
        await sleep(4000);
        await goesOn(writer, 'the writer stops although the master hears the witnesses');
        await story.lab.sh(master, 'systemctl stop mariadb');
        await isWriter(story, standby, 30);
        await goesOn(writer, 'the writer does not go on at the other server');
      } finally {
        await cut('delete');
        await story.lab.sh(master, 'systemctl start mariadb');
      }
      await areFit(story, 60);
      const { tokens, gap } = await endWriting(writer);
      await areEqual(story);
      await nothingIsLost(story, tokens);
      return `none for ${gap.toFixed(1)} s`;
    },
  },
  {
    name: 'without witnesses writes go on beside a standby that lives, and stop when it is lost; votes bring them back',
    steps: ['G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const writer = await startWriting(story, 'unwitnessed');
      const all = (verb: string) =>
        Promise.all(story.app.map((app) => story.lab.sh(app, `systemctl ${verb} sme-witness`)));
      try {
        await all('stop');
        // Longer than witnesses may be silent and still be counted.
        await sleep(13_000);
        await goesOn(writer, 'the writer stops although both servers live');
        story.lab.powerCut(standby);
        await isWriter(story, undefined, promise(story) + 1);
        await sleep(4000);
        same(await writers(story), [], 'a server writes that nobody vouches for');
      } finally {
        await all('start');
        await isWriter(story, master, 20);
        await goesOn(writer, 'the writer does not go on when the witnesses are back');
        await story.lab.boot(standby);
      }
      await settles(story, 'DB', master, 25);
      const { tokens } = await endWriting(writer);
      await areEqual(story);
      await nothingIsLost(story, tokens);
      await areFit(story);
      same(await ask(story, standby, 'SELECT @@GLOBAL.read_only'), '1', `read_only of ${standby}`);
    },
  },
];
