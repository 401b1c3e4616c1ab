import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { controllerAddress, prefixLength } from './network.ts';
import type { HostState } from './state.ts';

/** The folder a host's root is mounted at. */
export function rootOf(folder: string, host: HostState): string {
  return join(folder, host.name, 'root');
}

/** Lays a host's own writable layer over the image and gives it its identity. Returns its ssh host key. */
export function makeDisk(image: string, folder: string, id: string, host: HostState): string {
  const base = join(folder, host.name);
  const [upper, work, root] = ['upper', 'work', 'root'].map((part) => join(base, part)) as [
    string,
    string,
    string,
  ];
  for (const part of [upper, work, root]) mkdirSync(part, { recursive: true, mode: 0o755 });
  execaSync('mount', [
    ...['-t', 'overlay', 'overlay'],
    ...['-o', `lowerdir=${image},upperdir=${upper},workdir=${work}`, root],
  ]);
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  write('etc/hostname', `${host.name}\n`);
  write('etc/machine-id', `${createHash('md5').update(`${id}/${host.name}`).digest('hex')}\n`);
  const scripts = 'etc/sysconfig/network-scripts';
  // One card, whatever the inventory calls it: the file's name does not matter to network-up.
  const [length, gateway] = [prefixLength(host.address), controllerAddress(host.address)];
  const address = host.address.includes(':')
    ? `IPV6INIT=yes\nIPV6ADDR=${host.address}/${length}\nIPV6_DEFAULTGW=${gateway}\n`
    : `IPADDR=${host.address}\nPREFIX=${length}\nGATEWAY=${gateway}\n`;
  write(`${scripts}/ifcfg-eth0`, `DEVICE=${host.interface}\nBOOTPROTO=static\nONBOOT=yes\n${address}`);
  const key = join(root, 'etc/ssh/ssh_host_ed25519_key');
  execaSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', host.name, '-f', key]);
  return readFileSync(`${key}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
}

/** Takes a host's root off and forgets all that it has written; makeDisk gives it a new one. */
export function wipeDisk(folder: string, host: HostState): void {
  unmountDisk(folder, host);
  const parts = ['upper', 'work'].map((part) => join(folder, host.name, part));
  execaSync('rm', ['-rf', '--one-file-system', ...parts]);
}

/** Takes a host's root off, lazily when something still holds it. */
export function unmountDisk(folder: string, host: HostState): void {
  const root = rootOf(folder, host);
  const { failed } = execaSync('umount', [root], { reject: false });
  if (failed) execaSync('umount', ['--lazy', root], { reject: false });
}
