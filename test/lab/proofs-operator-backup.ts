import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { ask, unit } from './ask.ts';
import { areEqual } from './databases.ts';
import { isWriter } from './guard.ts';
import type { PlayOptions } from './laboratory.ts';
import { comesAbout, hold, prose, type Proof, same } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { settles } from './proofs-vips.ts';
import type { Story } from './story.ts';
import { endWriting, startWriting } from './writing.ts';

/** Where backups go in the laboratory. */
export function backupFolder(story: Story): string {
  return join(story.folder, 'backups');
}

/** The backups that the controller has, the oldest first. */
export function backups(story: Story): string[] {
  const folder = backupFolder(story);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql.gz'))
    .sort();
}

export async function playBackup(
  story: Story,
  what: string,
  vars: Record<string, unknown> = {},
  options: PlayOptions = {},
) {
  const given = { sme_backup_dir: backupFolder(story), ...vars };
  return story.play(what, ['playbooks/backup.yml'], { vars: given, ...options });
}

/** Makes compressing wait on a host until a file is gone, so that something can happen while a backup is under way. */
async function slowBackups(story: Story, host: string): Promise<void> {
  await story.lab.sh(
    host,
    `mkdir -p /run/proof/bin /run/systemd/system/sme-backup.service.d
     printf '#!/bin/sh\\nwhile [ -e /run/proof/hold ]; do sleep 0.2; done\\nexec /bin/gzip "$@"\\n' > /run/proof/bin/gzip; chmod 755 /run/proof/bin/gzip
     printf '[Service]\\nEnvironment=PATH=/run/proof/bin:/usr/sbin:/usr/bin:/sbin:/bin\\n' > /run/systemd/system/sme-backup.service.d/slow.conf
     touch /run/proof/hold; systemctl daemon-reload`,
  );
}

async function usualBackups(story: Story, host: string): Promise<void> {
  await story.lab.sh(
    host,
    'rm -rf /run/proof/hold /run/systemd/system/sme-backup.service.d; systemctl daemon-reload',
  );
}

async function checksumIsRight(story: Story, name: string): Promise<void> {
  await execa('sha256sum', ['--check', '--strict', `${name}.sha256`], { cwd: backupFolder(story) });
}

/** The playbook backup.yml. */
export const backupProofs: Proof[] = [
  {
    name: 'backup.yml fetches a whole backup of the standby with its coordinates; no write waits, the master is not touched',
    steps: ['G33'],
    async run(story) {
      const { master, standby } = await roles(story);
      const before = [await unit(story, master, 'mariadb'), await unit(story, standby, 'mariadb')];
      const writer = await startWriting(story, 'backup');
      const { code, output, seconds } = await playBackup(story, 'backup');
      const { gap } = await endWriting(writer);
      same(code, 0, `backup.yml ends with ${code}\n${output}`);
      hold(gap < 1, `the writer had to wait for ${gap.toFixed(1)} s`);
      same(
        [await unit(story, master, 'mariadb'), await unit(story, standby, 'mariadb')],
        before,
        'MariaDB was restarted',
      );
      const [name = '', ...others] = backups(story);
      same(others.length, 0, 'more than one backup');
      await checksumIsRight(story, name);
      hold(
        prose(output).includes(`its checksum is right, and replication runs`),
        'it does not say so',
        output,
      );
      const facts = JSON.parse(readFileSync(join(backupFolder(story), `${name}.json`), 'utf8'));
      same(facts.server, standby, 'the server that it was made on');
      hold(/^\d+-\d+-\d+/.test(facts.gtid_slave_pos), 'no GTID position', JSON.stringify(facts));
      const { stdout: text } = await execa('gzip', ['-dc', join(backupFolder(story), name)], {
        maxBuffer: 1e9,
      });
      for (const part of [
        'PROCEDURE `purge_user`',
        'FUNCTION `human_size`',
        'TRIGGER files_added',
        'EVENT `purge_sessions`',
      ])
        hold(text.includes(part), `the backup has no ${part}`);
      hold(
        /VIEW `user_usage`/.test(text) && text.includes('INSERT INTO `audit_log`'),
        'a view or a table is missing',
      );
      await story.lab.exec(standby, ['mariadb-admin', 'ping']);
      await areEqual(story);
      return `${seconds.toFixed(0)} s, no write for ${gap.toFixed(2)} s`;
    },
  },
  {
    name: 'with a timer systemd makes backups on the standby by itself, and the master leaves them to it; off takes the timer away',
    steps: ['G33'],
    async run(story) {
      const { master, standby } = await roles(story);
      const folder = '/var/lib/sme-ha-gen/backup';
      const made = (host: string) => story.lab.sh(host, `find ${folder} -name '*.sql.gz' | sort`);
      const timers = () => Promise.all(story.db.map((host) => unit(story, host, 'sme-backup.timer')));
      const every = { sme_backup_timer: '*:*:0/15' };
      const first = await playBackup(story, 'backup timer', every);
      same(first.code, 0, `backup.yml ends with ${first.code}\n${first.output}`);
      try {
        for (const timer of await timers())
          same(timer, { ...timer, active: 'active', enabled: 'enabled' }, 'the timer');
        const before = await made(standby);
        const more = async () => (await made(standby)) !== before;
        hold(await comesAbout(more, 60, 1000), `${standby} makes no backup by itself`);
        same(await made(master), '', `backups on ${master}, which serves`);
        const said = await story.lab.sh(master, 'journalctl --unit=sme-backup --no-pager --output=cat');
        hold(
          said.includes('This server serves: the other one makes the backup.'),
          `${master} was not asked`,
          said,
        );
      } finally {
        const { code, output } = await playBackup(story, 'backup timer off', { sme_backup_timer: 'off' });
        same(code, 0, `backup.yml ends with ${code}\n${output}`);
      }
      for (const timer of await timers())
        hold(timer.active !== 'active', 'the timer still runs', JSON.stringify(timer));
    },
  },
  {
    name: 'what a backup holds is the state at its coordinates: from there the other rows follow, none twice and none missing',
    steps: ['G33'],
    async run(story) {
      const { standby } = await roles(story);
      const writer = await startWriting(story, 'coordinates');
      const made = await story.lab.sh(
        standby,
        'systemctl start sme-backup; sed "s/made //" /run/sme-backup/result; rm -rf /var/tmp/proof-dump',
      );
      await endWriting(writer);
      await areEqual(story);
      const facts = JSON.parse(await story.lab.sh(standby, `cat /var/lib/sme-ha-gen/backup/${made}.json`));
      const { master } = await roles(story);
      const before = await story.lab.sh(
        master,
        `cd /var/lib/mysql; mariadb-binlog --verbose --base64-output=decode-rows \
           --stop-position=${facts.master_position} ${facts.master_file} | grep -c "@2='coordinates-" || true`,
      );
      const inside = await story.lab.sh(
        standby,
        `gzip -dc /var/lib/sme-ha-gen/backup/${made} | grep -o "'coordinates-[0-9]*-[0-9]*'" | sort -u | wc -l`,
      );
      hold(Number(inside) > 0, 'nothing was written ahead of the backup');
      same(Number(inside), Number(before), 'rows in the backup, and in the binary log up to its coordinates');
    },
  },
  {
    name: 'backup.yml whose controller is lost goes on; run again it follows that backup to its end and fetches it',
    steps: ['G33'],
    async run(story) {
      const { standby } = await roles(story);
      const count = backups(story).length;
      await slowBackups(story, standby);
      try {
        await playBackup(story, 'backup killed', {}, { killAt: /^Wait for news/ });
        const { pid } = await unit(story, standby, 'sme-backup');
        hold(pid !== '0', 'no backup is under way after the kill');
        let seen = '';
        const { code, output } = await playBackup(
          story,
          'backup again',
          {},
          {
            onOutput(text) {
              if (!/MB read/.test(text) || seen !== '') return;
              seen = 'pending';
              void (async () => {
                seen = (await unit(story, standby, 'sme-backup')).pid;
                await story.lab.sh(standby, 'rm -f /run/proof/hold');
              })();
            },
          },
        );
        same(code, 0, `backup.yml ends with ${code}\n${output}`);
        same(seen, pid, 'the backup that was followed');
        same(backups(story).length, count + 1, 'backups on the controller');
        await checksumIsRight(story, backups(story).at(-1) ?? '');
      } finally {
        await usualBackups(story, standby);
      }
      await areEqual(story);
    },
  },
  {
    name: 'a takeover during a backup ends the backup, not the takeover',
    steps: ['G33', 'G34'],
    async run(story) {
      const { master, standby } = await roles(story);
      await slowBackups(story, standby);
      try {
        await story.lab.sh(standby, 'systemctl start --no-block sme-backup');
        const locked = async () => (await ask(story, standby, 'SHOW PROCESSLIST')).includes('read lock');
        await comesAbout(locked, 5);
        await story.lab.sh(master, 'systemctl restart keepalived');
        await isWriter(story, standby, 10);
        const ended = async () => (await unit(story, standby, 'sme-backup')).active === 'failed';
        hold(await comesAbout(ended, 10), 'the backup goes on on the server that serves now');
        const result = await story.lab.sh(standby, 'cat /run/sme-backup/result');
        hold(result.includes('takes over'), 'it does not say why', result);
        // The one that serves leaves the backup to the other one.
        await usualBackups(story, standby);
        await story.lab.sh(standby, 'systemctl start sme-backup');
        hold(
          (await story.lab.sh(standby, 'cat /run/sme-backup/result')).includes('the other one'),
          'the master made a backup',
        );
      } finally {
        await usualBackups(story, standby);
      }
      for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, standby, 20);
      await areEqual(story);
    },
  },
  {
    name: 'backup.yml refuses a standby that does not have what is new, and leaves the last backup; old ones go, that one never',
    steps: ['G33'],
    async run(story) {
      const { standby } = await roles(story);
      const newest = backups(story).at(-1) ?? '';
      const database = story.inventory.database.name;
      const insert = (token: string) => `INSERT INTO proof_writes (id, token) VALUES (900000005, '${token}')`;
      const { master } = await roles(story);
      await ask(story, standby, `SET SESSION sql_log_bin = 0; ${insert('backup, in the way')}`, database);
      await ask(story, master, insert('backup, refused'), database);
      try {
        const { code, output } = await playBackup(story, 'backup of what is old');
        same(code, 2, `backup.yml ends with ${code}`);
        hold(
          prose(output).includes(`${standby} does not have what is new: error 1062`),
          'it does not say why',
          output,
        );
        same(backups(story).at(-1), newest, 'the newest backup');
      } finally {
        const mend = 'DELETE FROM proof_writes WHERE id = 900000005; START SLAVE;';
        await ask(story, standby, `SET SESSION sql_log_bin = 0; ${mend}`, database);
      }
      await areEqual(story);
      await execa('touch', ['--date=40 days ago', ...backups(story)], { cwd: backupFolder(story) });
      const { code, output } = await playBackup(story, 'backup and removal', { sme_backup_keep_days: 30 });
      same(code, 0, `backup.yml ends with ${code}\n${output}`);
      same(backups(story).length, 1, 'backups that are left');
      hold(!existsSync(join(backupFolder(story), newest)), `${newest} is still there`);
      hold(prose(output).includes(`Removed ${newest}`), 'it does not say what it removed', output);
      rmSync(join(backupFolder(story), `.${story.inventory.cluster}.part`), { force: true });
    },
  },
];
