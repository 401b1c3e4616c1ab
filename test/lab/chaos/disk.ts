import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { rootOf } from '../disk.ts';
import type { HostState } from '../state.ts';
import type { Story } from '../story.ts';

/** The size of MariaDB's own disk; it takes only as much of the machine's as it holds. */
const megabytes = 2048;

function imageOf(folder: string, host: HostState): string {
  return join(folder, host.name, 'mysql.img');
}

function dataOf(folder: string, host: HostState): string {
  return join(rootOf(folder, host), 'var/lib/mysql');
}

/** Gives MariaDB on each database server a disk of its own, which a test can fill. Restarts hosts without one. */
export async function ownDisks(story: Story): Promise<void> {
  const { folder, hosts } = story.lab.state;
  const without = hosts
    .filter(({ name }) => story.db.includes(name))
    .filter((host) => !isMounted(folder, host));
  for (const { name } of without) {
    // A clean end, for the data is copied.
    await story.lab.exec(name, ['systemctl', 'stop', 'mariadb.service'], { timeout: 60_000 });
    story.lab.powerCut(name);
  }
  for (const host of without) {
    const image = imageOf(folder, host);
    const copy = mkdtempSync(join(folder, host.name, 'mysql-'));
    await execa('truncate', ['--size', `${megabytes}M`, image]);
    await execa('mkfs.ext4', ['-q', '-F', '-m', '0', image]);
    await execa('mount', ['-o', 'loop', image, copy]);
    await execa('rmdir', [join(copy, 'lost+found')]);
    await execa('cp', ['-a', `${dataOf(folder, host)}/.`, copy]);
    await execa('umount', [copy]);
    rmdirSync(copy);
    await mountData(folder, host);
  }
  await Promise.all(without.map(({ name }) => story.lab.boot(name)));
}

/** Puts the disk into a host that is off. */
export async function mountData(folder: string, host: HostState): Promise<void> {
  await execa('mount', ['-o', 'loop', imageOf(folder, host), dataOf(folder, host)]);
}

export function unmountData(folder: string, host: HostState): void {
  for (let tries = 0; tries < 20 && isMounted(folder, host); tries++) {
    const { failed } = execaSync('umount', [dataOf(folder, host)], { reject: false });
    // What is dying still holds it.
    if (failed) execaSync('sleep', ['0.2']);
  }
  if (isMounted(folder, host)) throw new Error(`the disk of MariaDB cannot be taken out of ${host.name}`);
}

function isMounted(folder: string, host: HostState): boolean {
  const data = dataOf(folder, host);
  return existsSync(data) && !execaSync('mountpoint', ['-q', data], { reject: false }).failed;
}
