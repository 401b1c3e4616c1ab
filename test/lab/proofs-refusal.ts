import { ask, slaveStatus } from './ask.ts';
import { areEqual } from './databases.ts';
import { fingerprints } from './fingerprint.ts';
import { guardOf } from './guard.ts';
import { comesAbout, hold, prose, same, type Proof } from './proof.ts';
import { holderOf, stateOn } from './proofs-vips.ts';
import type { Story } from './story.ts';

/** The server that serves and the other one. */
export async function roles(story: Story): Promise<{ master: string; standby: string }> {
  const master = await holderOf(story, 'DB');
  return { master, standby: story.peerOf(master) };
}

/** Waits until VRRP has followed the guards: a standby that may not take over, as replication stands, is in FAULT. */
async function keepsStill(story: Story): Promise<void> {
  const { standby } = await roles(story);
  const seen = async () =>
    `${(await guardOf(story, standby)).may_hold} ${await stateOn(story, standby, 'DB')}`;
  // The guard notices within a second what replication has come to, and keepalived asks it each second.
  let last = { text: '', since: Date.now() };
  const follows = async () => {
    const text = await seen();
    if (text !== last.text) last = { text, since: Date.now() };
    return /true BACKUP|false FAULT/.test(text) && Date.now() - last.since > 3000;
  };
  hold(await comesAbout(follows, 15), `VRRP on ${standby} does not follow its guard`, await seen());
}

/** Runs site.yml, which has to refuse with these words ahead of any change. */
export async function refuses(
  story: Story,
  what: string,
  words: string[],
  args = ['site.yml'],
): Promise<void> {
  await keepsStill(story);
  const before = await fingerprints(story);
  const { code, output, recap } = await story.play(what, args);
  hold(code === 2, `it ends with ${code}`, output);
  for (const word of words) hold(prose(output).includes(word), `it does not say "${word}"`, output);
  for (const host of story.hosts) same(recap[host]?.changed ?? 0, 0, `changes on ${host}`);
  same(await fingerprints(story), before, 'something was changed');
}

/** What goes on at somebody's peril is not touched. */
export const refusalProofs: Proof[] = [
  {
    name: 'a replication that has stopped with an error makes site.yml refuse: it says which, and changes nothing',
    steps: ['G13', 'G15'],
    async run(story) {
      const { master, standby } = await roles(story);
      const database = story.inventory.database.name;
      const insert = (token: string) => `INSERT INTO proof_writes (id, token) VALUES (900000001, '${token}')`;
      await ask(story, standby, `SET SESSION sql_log_bin = 0; ${insert('in the way')}`, database);
      await ask(story, master, insert('refused'), database);
      const stopped = async () => (await slaveStatus(story, standby)).Last_SQL_Errno === '1062';
      hold(await comesAbout(stopped, 10), `replication on ${standby} does not stop`);
      try {
        await refuses(story, 'a broken replication', ['has stopped with error 1062', standby]);
        same((await slaveStatus(story, standby)).Slave_SQL_Running, 'No', `the thread on ${standby}`);
      } finally {
        const mend = 'DELETE FROM proof_writes WHERE id = 900000001; START SLAVE;';
        await ask(story, standby, `SET SESSION sql_log_bin = 0; ${mend}`, database);
      }
      await areEqual(story);
    },
  },
  {
    name: 'a pair that replicates one way makes site.yml refuse, for nothing says where the other way begins',
    steps: ['G13', 'G15'],
    async run(story) {
      const { master, standby } = await roles(story);
      await ask(story, standby, 'STOP SLAVE; RESET SLAVE ALL');
      await refuses(story, 'connected by half', [
        `${master} replicates from ${standby}, but not the other way`,
      ]);
    },
  },
];
