import { ask, unit } from './ask.ts';
import { areEqual } from './databases.ts';
import { accompany } from './inside.ts';
import { comesAbout, hold, type Proof, same, sleep } from './proof.ts';
import { rules } from './proofs-firewall.ts';
import { holderOf, instancesOf, settles, stateOn, takesOver } from './proofs-vips.ts';
import type { Story } from './story.ts';
import { endWriting, goesOn, nothingIsLost, startWriting } from './writing.ts';

/**
 * With the guide's timing a fault is believed after five checks of two seconds; a lost host after three adverts. The one that
 * is left of two nodes waits, for nobody tells it that the other one has not merely been cut off.
 */
const timing = { stopped: 16, lost: 8, lostOfTwo: 11 };

/** What the faults have in common at their end: nobody else took over again, and nothing acknowledged is missing. */
async function conclude(
  story: Story,
  writer: Awaited<ReturnType<typeof startWriting>>,
  holder: string,
  limit: number,
): Promise<string> {
  await sleep(3000);
  same(await holderOf(story, 'DB'), holder, 'the server that came back has taken the virtual IP again');
  const { tokens, gap } = await endWriting(writer);
  await areEqual(story);
  await nothingIsLost(story, tokens);
  const measured = `${tokens.length} rows, none for ${gap.toFixed(1)} s`;
  hold(gap < limit, `the writer waited too long: ${measured}`);
  return measured;
}

/** Services and servers fail and come back, while the application writes. */
export const stoppedProof: Proof = {
  name: 'MariaDB stops on the master: the virtual IP moves, no row is lost, and none moves back when it returns',
  steps: ['G17', 'G20', 'G22', 'G24'],
  async run(story) {
    const [master, caches] = [await holderOf(story, 'DB'), await holderOf(story, 'MEMCACHE')];
    const standby = story.peerOf(master);
    const writer = await startWriting(story, 'stopped');
    try {
      await story.lab.sh(master, 'systemctl stop mariadb');
      await takesOver(story, 'DB', standby, timing.stopped);
      await goesOn(writer, 'the writer does not go on at the other server');
      same(await stateOn(story, master, 'DB'), 'FAULT', `the state file of ${master}`);
      same(await holderOf(story, 'MEMCACHE'), caches, 'the address of memcached has moved too');
    } finally {
      await story.lab.sh(master, 'systemctl start mariadb');
    }
    await settles(story, 'DB', standby, 25);
    return conclude(story, writer, standby, timing.stopped);
  },
};

export const powerCutProof: Proof = {
  name: 'the master loses its power: the other takes over, and what it alone had arrives when it returns',
  steps: ['G06', 'G17', 'G19', 'G23', 'G24'],
  async run(story) {
    const master = await holderOf(story, 'DB');
    const standby = story.peerOf(master);
    const lost = story.inventory.topology === 'two-node' ? timing.lostOfTwo : timing.lost;
    const rulesBefore = await rules(story, master);
    // An application on the host that is cut is cut with it.
    const web = story.app.find((host) => host !== master);
    const writer = await startWriting(story, 'power', web);
    try {
      story.lab.powerCut(master);
      await takesOver(story, 'DB', standby, lost);
      await goesOn(writer, 'the writer does not go on at the other server');
    } finally {
      await story.lab.boot(master);
    }
    for (const instance of instancesOf(story)) await settles(story, instance, standby, 25);
    same(await rules(story, master), rulesBefore, `the firewall of ${master} after the boot`);
    for (const name of ['httpd', 'cloudftp', 'vsftpd'])
      same(
        (await unit(story, master, name)).active,
        story.app.includes(master) ? 'active' : 'inactive',
        `${name} on ${master} after the boot`,
      );
    return conclude(story, writer, standby, lost);
  },
};

/** localhost.cnf.j2: ten seconds of silence, then four probes of five seconds. */
const believedGone = 30;

export const lockedProof: Proof = {
  name: 'an application server is gone in the middle of a transaction: what it has locked is soon free again',
  steps: ['G08'],
  thorough: true,
  async run(story) {
    const [master, web] = [await holderOf(story, 'DB'), story.app.at(-1) ?? ''];
    const { name } = story.inventory.database;
    const change = (number: number, seconds: number) =>
      ask(
        story,
        master,
        `SET innodb_lock_wait_timeout = ${seconds}; UPDATE proof_locked SET number = ${number}`,
        name,
      );
    await ask(story, master, 'CREATE TABLE proof_locked AS SELECT 0 AS number', name);
    try {
      const locker = await accompany(story, web, 'locker.php', ['{log}', '300']);
      const changed = async () => (await locker.lines()).includes('changed');
      hold(await comesAbout(changed, 10), `${web} does not get to change the row`);
      story.lab.unplug(web);
      try {
        const early = await change(2, 1).then(
          () => true,
          () => false,
        );
        hold(!early, 'the row is not locked, so nothing is proven');
        const before = Date.now();
        await change(3, 2 * believedGone);
        const waited = (Date.now() - before) / 1000;
        hold(waited < believedGone + 10, `the row stays locked for ${waited.toFixed(0)} s`);
        return `free after ${waited.toFixed(0)} s`;
      } finally {
        story.lab.plug(web);
        await locker.end();
      }
    } finally {
      await ask(story, master, 'DROP TABLE proof_locked', name);
    }
  },
};

export const memcachedProof: Proof = {
  name: 'memcached stops: its virtual IP moves and the other stays; it does not move back',
  steps: ['G17', 'G20', 'G22', 'G24'],
  async run(story) {
    const [master, caches] = [await holderOf(story, 'DB'), await holderOf(story, 'MEMCACHE')];
    const peer = story.peerOf(caches);
    try {
      await story.lab.sh(caches, 'systemctl stop memcached');
      await takesOver(story, 'MEMCACHE', peer, timing.stopped);
      same(await stateOn(story, caches, 'MEMCACHE'), 'FAULT', `the state file of ${caches}`);
      same(await holderOf(story, 'DB'), master, 'the address of the database has moved too');
    } finally {
      await story.lab.sh(caches, 'systemctl start memcached');
    }
    await settles(story, 'MEMCACHE', peer, 25);
    await sleep(3000);
    same(await holderOf(story, 'MEMCACHE'), peer, 'the address has moved back');
    same(await holderOf(story, 'DB'), master, 'the address of the database has moved too');
  },
};
