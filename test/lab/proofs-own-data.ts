import { ask } from './ask.ts';
import { areEqual, contentOf } from './databases.ts';
import { comesAbout, hold, type Proof, same } from './proof.ts';
import { refuses, roles } from './proofs-refusal.ts';
import { changedNothing } from './proofs-rerun.ts';
import { holderOf } from './proofs-vips.ts';
import type { Story } from './story.ts';

const notes = '/var/lib/sme-ha-gen';
const kept = `ls ${notes}/before-copy-*.sql.gz`;

/** As if the standby had been a server of its own for a while: no replication, and rows that only it has. */
async function growApart(story: Story, copy: string): Promise<void> {
  for (const host of story.db) await ask(story, host, 'STOP SLAVE; RESET SLAVE ALL');
  const rows = `INSERT INTO proof_writes (token) VALUES ('own-1'), ('own-2');
    INSERT INTO options (name, value) VALUES ('own', 'value');`;
  await ask(story, copy, rows, story.inventory.database.name);
}

/** Cuts the copy's power when the import has begun and cannot get on. */
async function interruptTheImport(story: Story, copy: string): Promise<void> {
  const database = story.inventory.database.name;
  // Somebody reads a table for so long that the import cannot replace it.
  const held = ask(story, copy, 'LOCK TABLES users READ; SELECT SLEEP(180)', database).catch(() => '');
  const run = story.play('a copy that is interrupted', ['site.yml'], { vars: { sme_reseed: true } });
  const blocked =
    "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table metadata lock'";
  const waits = async () => {
    const pending = await story.lab.exec(copy, ['test', '-e', `${notes}/copy-pending`]);
    return pending.code === 0 && (await ask(story, copy, blocked)) !== '0';
  };
  const waited = await comesAbout(waits, 170, 100);
  story.lab.powerCut(copy);
  const [{ code, output }] = await Promise.all([run, held]);
  await story.lab.boot(copy);
  hold(waited && code !== 0, `the import was not interrupted: ${code}`, output);
}

/** A server that has data of its own does not become a copy unasked. */
export const ownDataProofs: Proof[] = [
  {
    name: 'rows that only the standby has make site.yml refuse: it names tables and numbers, and changes nothing',
    steps: ['G12'],
    async run(story) {
      const { standby: copy } = await roles(story);
      await growApart(story, copy);
      const words = ['2 rows in table proof_writes', '1 rows in table options', 'sme_reseed=true', copy];
      const before = await contentOf(story, copy);
      await refuses(story, 'rows of its own', words);
      same(await contentOf(story, copy), before, `the database of ${copy} was changed`);
    },
  },
  {
    name: 'check mode refuses as well',
    steps: ['G12'],
    async run(story) {
      const args = ['--check', 'site.yml'];
      await refuses(story, 'rows of its own, checked', ['2 rows in table proof_writes'], args);
    },
  },
  {
    name: 'with consent it goes on; the power fails in the midst of the import, and the next run finishes it unasked',
    steps: ['G11', 'G12', 'G13', 'G15'],
    async run(story) {
      const { master: original, standby: copy } = await roles(story);
      await interruptTheImport(story, copy);
      await story.playWell('the copy goes on');
      await areEqual(story);
      same(await holderOf(story, 'DB'), original, 'the virtual IP has moved');
      const own = "SELECT COUNT(*) FROM proof_writes WHERE token LIKE 'own-%'";
      for (const host of story.db)
        same(await ask(story, host, own, story.inventory.database.name), '0', `overwritten rows on ${host}`);
      const files = await story.lab.sh(copy, `stat -c '%a %U' $(${kept} | tail -n 1)`);
      same(files, '600 root', 'the database as it was');
      const rows = await story.lab.sh(copy, `zcat $(${kept}) | grep -coE "'own-[12]'" || true`);
      hold(
        Number(rows) > 0,
        'the overwritten rows were not kept',
        await story.lab.sh(copy, `ls -l ${notes}`),
      );
      changedNothing(await story.play('after the copy'), story.hosts, 'the run after the copy');
    },
  },
];
