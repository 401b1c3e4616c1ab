import { appendFileSync } from 'node:fs';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './ask.ts';
import { areEqual, contentOf } from './databases.ts';
import { hold, prose, type Proof, same } from './proof.ts';
import { backupFolder, backups, playBackup } from './proofs-operator-backup.ts';
import { roles } from './proofs-refusal.ts';
import type { Story } from './story.ts';

async function playRestore(story: Story, what: string, vars: Record<string, unknown>) {
  return story.play(what, ['playbooks/restore.yml'], {
    vars: { sme_backup_dir: backupFolder(story), ...vars },
  });
}

/** The databases that a server has, and where its binary log ends. */
async function outsideOf(story: Story, host: string): Promise<string> {
  return `${await ask(story, host, 'SHOW DATABASES')}\n${await ask(story, host, 'SHOW MASTER STATUS')}`;
}

/** The playbook restore.yml. */
export const restoreProofs: Proof[] = [
  {
    name: 'the drill of restore.yml loads the newest backup on the standby, counts all rows, and leaves nothing behind',
    steps: ['G33'],
    async run(story) {
      same((await playBackup(story, 'backup for the drill')).code, 0, 'backup.yml');
      const { standby } = await roles(story);
      const before = await outsideOf(story, standby);
      const { code, output } = await playRestore(story, 'drill', { sme_drill: true });
      same(code, 0, `restore.yml ends with ${code}\n${output}`);
      hold(
        /loaded \d+ tables with \d+ rows, all that the backup has/.test(prose(output)),
        'it does not say so',
        output,
      );
      same(await outsideOf(story, standby), before, 'databases and binary log of the standby');
      await areEqual(story);
    },
  },
  {
    name: 'restore.yml puts both servers back to the backup; what was written since is gone, and kept; all goes on',
    steps: ['G33'],
    async run(story) {
      const { master, standby } = await roles(story);
      const { name } = story.inventory.database;
      same((await playBackup(story, 'backup to restore')).code, 0, 'backup.yml');
      const wanted = await contentOf(story, master);
      await ask(
        story,
        master,
        "INSERT INTO options VALUES ('since', 'the backup'); DROP PROCEDURE purge_user; DELETE FROM sessions LIMIT 3",
        name,
      );
      await areEqual(story);
      const { code, output } = await playRestore(story, 'restore', { sme_accept_data_loss: true });
      same(code, 0, `restore.yml ends with ${code}\n${output}`);
      // Events of a server that stands by rest in another way than those of one that serves, until they are enabled there.
      same(await areEqual(story), wanted, 'the database after the restore');
      const kept = await story.lab.sh(
        master,
        'gzip -dc $(ls -t /var/lib/sme-ha-gen/before-restore-*.sql.gz | head -n 1) | grep -c "the backup"',
      );
      same(kept, '1', 'what was written since the backup is not kept');
      for (const host of [master, standby])
        same(
          await ask(story, host, 'SELECT @@GLOBAL.log_bin_trust_function_creators'),
          '0',
          `trust on ${host}`,
        );
      const jobs = await story.lab.sh(story.app[0] ?? '', "crontab -u smestorage -l | grep -c '^[0-9*@]'");
      same(jobs, '7', 'jobs that run again');
    },
  },
  {
    name: 'restore.yml refuses without consent, and a backup that is damaged: nothing is stopped',
    steps: ['G33'],
    async run(story) {
      const { master } = await roles(story);
      const before = await contentOf(story, master);
      const asked = await playRestore(story, 'restore without consent', {});
      hold(
        asked.code === 2 && prose(asked.output).includes('add -e sme_accept_data_loss=true'),
        'it does not ask',
        asked.output,
      );
      const newest = join(backupFolder(story), backups(story).at(-1) ?? '');
      const spoilt = join(story.folder, 'spoilt.sql.gz');
      for (const end of ['', '.json', '.sha256']) copyFileSync(newest + end, spoilt + end);
      appendFileSync(spoilt, readFileSync(newest).subarray(0, 10));
      const refused = await playRestore(story, 'restore of a damaged backup', {
        sme_accept_data_loss: true,
        sme_backup_file: spoilt,
      });
      hold(
        refused.code === 2 && prose(refused.output).includes('its checksum is another one'),
        'it does not say why',
        refused.output,
      );
      same(await contentOf(story, master), before, 'the database');
    },
  },
];
