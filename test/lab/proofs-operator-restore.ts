import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
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

/** Stands on the server while its database may be half restored. */
const pending = '/var/lib/sme-ha-gen/restore-pending';

/** The playbook restore.yml. */
export const restoreProofs: Proof[] = [
  {
    name: 'the drill of restore.yml loads the newest backup on the standby, counts all rows, and leaves nothing behind',
    steps: ['G33'],
    async run(story) {
      same((await playBackup(story, 'first backup of the folder')).code, 0, 'backup.yml');
      // Another cluster keeps its backups there, too; its name begins with that of this one.
      const others = join(backupFolder(story), `${story.inventory.cluster}-prod-29990101T000000Z-db.sql.gz`);
      writeFileSync(others, "another company's");
      await execa('touch', ['--date=400 days ago', others]);
      same((await playBackup(story, 'backup for the drill')).code, 0, 'backup.yml');
      const { standby } = await roles(story);
      const before = await outsideOf(story, standby);
      const { code, output } = await playRestore(story, 'drill', { sme_drill: true });
      hold(existsSync(others), 'the backup of another cluster was removed');
      rmSync(others);
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
      // A restore failed some time ago, and people went on with what they loaded by hand.
      await story.lab.sh(master, `echo long-ago.sql.gz > ${pending}`);
      const { code, output } = await playRestore(story, 'restore', { sme_accept_data_loss: true });
      same(code, 0, `restore.yml ends with ${code}\n${output}`);
      // Events of a server that stands by rest in another way than those of one that serves, until they are enabled there.
      same(await areEqual(story), wanted, 'the database after the restore');
      const kept = await story.lab.sh(
        master,
        'gzip -dc $(ls -t /var/lib/sme-ha-gen/before-restore-*.sql.gz | head -n 1) | grep -c "the backup"',
      );
      same(kept, '1', 'what was written since the backup is not kept');
      same(await story.lab.sh(master, `ls ${pending} 2> /dev/null || true`), '', 'what the restore leaves');
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
  {
    name: 'while a restore has not come to its end, startup.yml and site.yml refuse, and verify.yml finds it',
    steps: ['G32', 'G33'],
    async run(story) {
      const { master } = await roles(story);
      await story.lab.sh(master, `echo before-restore-x.sql.gz > ${pending}`);
      try {
        for (const playbook of ['playbooks/startup.yml', 'site.yml']) {
          const { code, output } = await story.play(`${playbook}, half restored`, [playbook]);
          hold(
            code === 2 && prose(output).includes(`A restore on ${master} did not come to its end`),
            `${playbook} does not refuse`,
            output,
          );
        }
        const { code, output } = await story.play('verify, half restored', ['playbooks/verify.yml']);
        hold(code === 2 && output.includes('a restore was interrupted'), 'verify does not say so', output);
      } finally {
        await story.lab.sh(master, `rm ${pending}`);
      }
    },
  },
  {
    name: 'restore.yml and rotate-secrets.yml do not go by a part of the cluster',
    steps: ['G33'],
    async run(story) {
      for (const playbook of ['restore', 'rotate-secrets']) {
        const args = [`playbooks/${playbook}.yml`, '--limit', 'db_servers'];
        const { code, output } = await story.play(`${playbook}, limited`, args, {
          vars: { sme_backup_dir: backupFolder(story), sme_accept_data_loss: true },
        });
        hold(code === 2 && prose(output).includes('it takes no --limit'), `${playbook} goes on`, output);
      }
    },
  },
];
