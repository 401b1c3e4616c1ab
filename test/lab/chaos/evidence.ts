import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Story } from '../story.ts';
import { tell } from './clock.ts';

const script = String.raw`exec 2>&1
for query in 'SHOW SLAVE STATUS\G' 'SHOW FULL PROCESSLIST' 'SELECT @@read_only, @@gtid_binlog_state, @@gtid_slave_pos' \
  'SHOW MASTER STATUS' 'SELECT * FROM information_schema.INNODB_TRX\G' 'SHOW ENGINE INNODB STATUS\G'; do
  echo "== $query"; timeout 5 mariadb --table --execute "$query"
done
echo '== addresses'; ip -4 -o address
echo '== guard'; cat /run/sme-guard/status.json; ls -la /run/sme-guard /var/lib/sme-ha-gen; tail -n +1 /var/lib/sme-ha-gen/conflict-*
echo '== disk'; df -h / /var/lib/mysql; ls -la /var/lib/mysql
echo '== failed'; systemctl --failed --no-legend
echo '== journal'; journalctl --no-pager --output=short-monotonic --lines=600`;

let number = 0;

/** Keeps what a broken promise may be explained by: how both database servers are, and their journals. */
export async function gather(story: Story, folder: string): Promise<void> {
  number++;
  for (const host of story.db.filter((name) => story.lab.isOn(name))) {
    const { stdout } = await story.lab.exec(host, ['bash', '-c', script], { timeout: 60_000 });
    const file = join(folder, `evidence-${number}-${host}.txt`);
    writeFileSync(file, stdout);
    tell(`kept for study: ${file}`);
  }
}
