import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from './release.ts';

/** Where the files lie that make a Debian root an appliance. */
const applianceFolder = join(import.meta.dirname, 'appliance');

/** The stock appliance's passwords: ssh knows the first user, root is reached by `su` alone, until somebody lets sudo. */
export const passwords = { smeconfiguser: 'conf!g "user" $1', root: "r00t's \\ pass#%" };

const packages = [
  'systemd systemd-sysv dbus libpam-systemd openssh-server passwd login util-linux',
  'mariadb-server mariadb-client memcached cron iptables apache2 vsftpd media-types',
  'php-cli php-mysql php-memcached libapache2-mod-php',
  'python3 python3-dnf dnf rpm iproute2 iputils-ping procps sysvinit-utils curl ca-certificates',
  'firewalld sudo less nano tar gzip bzip2 openssl file hostname',
];

/** The mmdebstrap command that builds the stock appliance of a Debian release in a folder. */
export function buildCommand(release: Release, root: string): string[] {
  return [
    'mmdebstrap',
    '--mode=root',
    '--variant=minbase',
    `--include=${packages.join(' ').replaceAll(' ', ',')}`,
    '--dpkgopt=path-exclude=/usr/share/doc/*',
    '--dpkgopt=path-exclude=/usr/share/man/*',
    '--dpkgopt=path-exclude=/usr/share/locale/*',
    `--customize-hook=cp -R --preserve=mode,links ${applianceFolder}/files/. "$1"/`,
    `--customize-hook=sh ${applianceFolder}/localrepo.sh "$1"`,
    `--customize-hook=cp ${applianceFolder}/seed.sql "$1"/root/`,
    `--customize-hook=chroot "$1" sh -s < ${applianceFolder}/setup.sh`,
    release,
    root,
  ];
}

/** A name for a release's image which changes with everything that goes into it. */
export function imageName(release: Release): string {
  const recipe = JSON.stringify([buildCommand(release, 'ROOT'), passwords]).replaceAll(applianceFolder, '');
  const hash = createHash('sha256').update(recipe);
  const names = readdirSync(applianceFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const name of names) hash.update(name.slice(applianceFolder.length)).update(readFileSync(name));
  return `${release}-${hash.digest('hex').slice(0, 16)}`;
}
