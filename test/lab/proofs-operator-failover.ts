import { ask, slaveStatus } from './ask.ts';
import { areEqual } from './databases.ts';
import { areFit, isWriter, watchWriters } from './guard.ts';
import { comesAbout, hold, type Proof, prose, same } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { holderOf, settles } from './proofs-vips.ts';
import type { Story } from './story.ts';
import { endWriting, goesOn, nothingIsLost, startWriting } from './writing.ts';

/** Seconds that a planned move may stop a writer for. */
const longest = 2;

/** Runs a playbook that moves the database while the application writes. Returns the longest wait for an acknowledged row. */
async function moves(story: Story, playbook: string, vars: Record<string, unknown> = {}): Promise<string> {
  const { master, standby } = await roles(story);
  const [watch, writer] = [await watchWriters(story), await startWriting(story, 'operator')];
  const { output } = await story.playWell(playbook, [`playbooks/${playbook}.yml`], { vars });
  await goesOn(writer, 'the writer does not go on at the other server');
  const { tokens, gap } = await endWriting(writer);
  await watch.end();
  for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, standby, 5);
  await isWriter(story, standby, 1);
  same(await ask(story, master, 'SELECT @@GLOBAL.read_only'), '1', `read_only of ${master}`);
  hold(
    prose(output).includes(`${standby} has the virtual IP of database and of memcached`),
    'it does not say so',
    output,
  );
  await nothingIsLost(story, tokens);
  hold(gap < longest, `the writer had to wait for ${gap.toFixed(2)} s`);
  return `${tokens.length} rows, none for ${gap.toFixed(2)} s`;
}

/** Runs failover.yml, which has to refuse with these words; nothing moves. */
async function refuses(story: Story, what: string, words: string[], args: string[] = []): Promise<void> {
  const before = [await holderOf(story, 'DB'), await holderOf(story, 'MEMCACHE')];
  const { code, output } = await story.play(what, ['playbooks/failover.yml', ...args]);
  same(code, 2, `the exit status of ${what}`);
  for (const word of ['Nothing was changed', ...words])
    hold(prose(output).includes(word), `it does not say "${word}"`, output);
  same([await holderOf(story, 'DB'), await holderOf(story, 'MEMCACHE')], before, 'something has moved');
}

/** Planned moves, by the operator's playbooks. */
export const failoverProofs: Proof[] = [
  {
    name: 'failover moves both virtual IPs while the application writes: at most two seconds, nothing lost, one writer',
    steps: ['G34'],
    async run(story) {
      const { standby } = await roles(story);
      const { output } = await story.playWell('failover, checked', ['--check', 'playbooks/failover.yml']);
      hold(
        prose(output).includes(`would be asked to let ${standby} have`),
        'check mode does not say what it would do',
        output,
      );
      same((await roles(story)).standby, standby, 'check mode has moved something');
      return moves(story, 'failover');
    },
  },
  {
    name: 'failback moves them to the preferred master, and does nothing when it has them already',
    steps: ['G35'],
    async run(story) {
      const measured = await moves(story, 'failback');
      const { output, recap } = await story.playWell('failback again', ['playbooks/failback.yml']);
      hold(prose(output).includes('already: nothing to do'), 'it does not say so', output);
      for (const host of story.db) same(recap[host]?.changed, 0, `changes on ${host}`);
      return measured;
    },
  },
  {
    name: 'one virtual IP moves alone, and a failover that cannot know where to refuses',
    steps: ['G34'],
    async run(story) {
      const { master, standby } = await roles(story);
      await story.playWell('failover of memcached', ['playbooks/failover.yml'], {
        vars: { sme_vip: 'memcached' },
      });
      await settles(story, 'MEMCACHE', standby, 5);
      same(await holderOf(story, 'DB'), master, 'who has the address of the database');
      await refuses(story, 'failover without a target', ['Say which server is to serve']);
      await story.playWell('failover of memcached back', ['playbooks/failover.yml'], {
        vars: { sme_vip: 'memcached', sme_to: master },
      });
      await settles(story, 'MEMCACHE', master, 5);
    },
  },
  {
    name: 'failover refuses while replication is broken, and moves with consent: the rows that are missing are kept apart',
    steps: ['G34', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const database = story.inventory.database.name;
      const insert = (token: string) => `INSERT INTO proof_writes (id, token) VALUES (910000001, '${token}')`;
      const alone = 'SET SESSION sql_log_bin = 0;';
      await ask(story, standby, `${alone} ${insert('in the way')}`, database);
      await ask(story, master, insert('refused'), database);
      const stopped = async () => (await slaveStatus(story, standby)).Last_SQL_Errno === '1062';
      hold(await comesAbout(stopped, 10), `replication on ${standby} does not stop`);
      await refuses(story, 'failover, broken', ['1062', 'sme_accept_data_loss=true']);
      const vars = { sme_accept_data_loss: true, sme_vip: 'database' };
      await story.playWell('failover with consent', ['playbooks/failover.yml'], { vars });
      await isWriter(story, standby, 1);
      const mend = `${alone} DELETE FROM proof_writes WHERE id = 910000001`;
      await ask(story, standby, mend, database);
      await ask(story, standby, 'START SLAVE');
      await areEqual(story, 60);
      await areFit(story);
      await settles(story, 'DB', standby, 20);
    },
  },
];
