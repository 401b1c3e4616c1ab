import { ask, slaveStatus } from './ask.ts';
import { areEqual, contentOf } from './databases.ts';
import { comesAbout, hold, type Proof, prose, same, sleep } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { settles } from './proofs-vips.ts';
import type { Story } from './story.ts';

/** Rows that both sides have under one key, and one that the standby alone has: what a split brain would leave. */
async function growApart(story: Story): Promise<void> {
  const { master, standby } = await roles(story);
  const database = story.inventory.database.name;
  const insert = (token: string) =>
    `INSERT INTO proof_writes (id, token) VALUES (920000001, '${token}'), (92000000${token.length}, '${token} too')`;
  // While this file is there, the guards start nothing that was stopped.
  const connecting = '/var/lib/sme-ha-gen/connecting';
  for (const host of story.db) {
    await story.lab.sh(host, `touch ${connecting}`);
    await ask(story, host, 'STOP SLAVE');
  }
  await ask(story, standby, insert('split'), database);
  await ask(story, master, insert('served'), database);
  for (const host of story.db) {
    await ask(story, host, 'START SLAVE');
    await story.lab.sh(host, `rm ${connecting}`);
  }
  const stopped = async () => {
    for (const host of story.db) if ((await slaveStatus(story, host)).Last_SQL_Errno !== '1062') return false;
    return true;
  };
  hold(await comesAbout(stopped, 15), 'the two do not stop at each other');
}

/** One server becomes a copy of the other again. */
export const reseedProofs: Proof[] = [
  {
    name: 'reseed refuses the server that serves, shows what would be lost, and changes nothing without consent',
    steps: ['G12', 'G36'],
    async run(story) {
      await growApart(story);
      const { master, standby } = await roles(story);
      const before = await contentOf(story, standby);
      const serving = await story.play('reseed the master', ['playbooks/reseed.yml'], {
        vars: { sme_reseed_server: master, sme_reseed: true },
      });
      same(serving.code, 2, 'the exit status');
      hold(prose(serving.output).includes(`${master} serves`), 'it does not say why', serving.output);
      const unasked = await story.play('reseed unasked', ['playbooks/reseed.yml'], {
        vars: { sme_reseed_server: standby },
      });
      same(unasked.code, 2, 'the exit status');
      hold(
        prose(unasked.output).includes(`${standby} has 1 transactions that ${master} has not`),
        'it does not count what would be lost',
        unasked.output,
      );
      same(await contentOf(story, standby), before, `the database of ${standby}`);
    },
  },
  {
    name: 'reseed with consent, killed in the midst and run again: equal databases, and what the server alone had is kept',
    steps: ['G11', 'G12', 'G13', 'G15', 'G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const vars = { sme_reseed_server: standby, sme_reseed: true };
      const args = ['playbooks/reseed.yml'];
      const killed = await story.play('reseed, killed', args, {
        vars,
        killAt: /Copy the database$/,
        killDelay: 300,
      });
      same(killed.code, null, 'the run to be killed');
      await sleep(2000);
      const { output } = await story.playWell('reseed', args, { vars });
      hold(prose(output).includes(`${standby} is a copy of ${master} again`), 'it does not say so', output);
      await areEqual(story);
      const kept = await story.lab.sh(
        standby,
        "grep -l 'split too' /var/lib/sme-ha-gen/alone-*.txt | xargs stat -c '%a %U'",
      );
      same(kept, '600 root', 'the list of what it alone had');
      await settles(story, 'DB', master, 20);
    },
  },
];
