import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { rootOf, unmountDisk } from '../disk.ts';
import type { HostState } from '../state.ts';
import type { Story } from '../story.ts';
import { mountData, unmountData } from './disk.ts';

/** What a database server's disks are kept as, beside them. */
const [upperKept, dataKept] = ['upper.kept', 'mysql.img.kept'];

function databaseHosts(story: Story): [HostState, string][] {
  const { hosts, folder } = story.lab.state;
  return hosts
    .filter(({ name }) => story.db.includes(name))
    .map((host) => [host, join(folder, host.name)] as [HostState, string]);
}

/** Keeps the disks of both database servers as they are; switches them off and on for it. */
export async function keep(story: Story): Promise<void> {
  const servers = databaseHosts(story);
  for (const { name } of servers.map(([host]) => host).reverse())
    await story.lab.exec(name, ['systemctl', 'stop', 'keepalived', 'mariadb'], { timeout: 60_000 });
  for (const [{ name }] of servers) story.lab.powerCut(name);
  for (const [host, own] of servers) {
    rmSync(join(own, upperKept), { recursive: true, force: true });
    await execa('cp', ['-a', join(own, 'upper'), join(own, upperKept)]);
    // Off its mount, so that all of it is in the file.
    unmountData(story.lab.state.folder, host);
    await execa('cp', ['--sparse=always', join(own, 'mysql.img'), join(own, dataKept)]);
    await mountData(story.lab.state.folder, host);
  }
  await Promise.all(servers.map(([{ name }]) => story.lab.boot(name)));
}

/** Puts the disks back as they were kept, and boots the database servers from them. */
export async function restore(story: Story): Promise<void> {
  const { folder } = story.lab.state;
  const servers = databaseHosts(story);
  for (const [{ name }] of servers) story.lab.powerCut(name);
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const [host, own] of servers) {
    const root = rootOf(folder, host);
    const lower = lowerOf(root);
    unmountData(folder, host);
    unmountDisk(folder, host);
    for (const part of ['upper', 'work']) rmSync(join(own, part), { recursive: true, force: true });
    await execa('cp', ['-a', join(own, upperKept), join(own, 'upper')]);
    mkdirSync(join(own, 'work'), { mode: 0o755 });
    const layers = `lowerdir=${lower},upperdir=${join(own, 'upper')},workdir=${join(own, 'work')}`;
    await execa('mount', ['-t', 'overlay', 'overlay', '-o', layers, root]);
    await execa('cp', ['--sparse=always', join(own, dataKept), join(own, 'mysql.img')]);
    await mountData(folder, host);
  }
  await Promise.all(servers.map(([{ name }]) => story.lab.boot(name)));
}

/** The image a host's root lies over. */
function lowerOf(root: string): string {
  const line = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((text) => text.split(' ')[1] === root && text.split(' ')[2] === 'overlay');
  const lower = /lowerdir=([^,]+)/.exec(line ?? '')?.[1];
  if (!lower) throw new Error(`${root} is no overlay`);
  return lower;
}
