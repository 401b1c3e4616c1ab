import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ensureRoot } from './build-root.ts';
import type { Controller } from './release.ts';

const cache = process.env.SME_CONTROLLERS_CACHE ?? '/var/tmp/sme-ha-gen-controllers';
const collections = '/usr/lib/python3/dist-packages/ansible_collections';

/** The root of a Debian with its Ansible, built when this recipe has none yet. */
export function ensureControllerRoot(release: Controller): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify(buildCommand(release, 'ROOT')))
    .digest('hex');
  const root = join(cache, `${release}-${hash.slice(0, 8)}`);
  return ensureRoot(root, `a controller of Debian ${release}`, (draft) => buildCommand(release, draft));
}

/** Of the hundred collections in Debian's package `ansible` those that a tree names: the others take minutes to unpack. */
function buildCommand(release: Controller, root: string): string[] {
  const kept = ['ansible/posix', 'community/general'].map((name) => `.${collections}/${name}`).join(' ');
  return [
    ...['mmdebstrap', '--mode=root', '--variant=apt'],
    '--include=ansible-core,ansible-lint,iptables,iputils-ping,openssh-client,sshpass',
    // The lists of a Debian to come may be past their date.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    ...['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
    `--customize-hook=chroot "$1" sh -ec 'cd /tmp && apt-get download ansible && dpkg --fsys-tarfile ansible_*.deb | tar -C / -x ${kept} && rm ansible_*.deb'`,
    ...[release, root],
  ];
}

/**
 * What to put in front of a command so that it finds the programs and the configuration of a controller's root, and everything
 * else where it is. The mounts belong to that command and what it starts, and end with them, whatever ends them.
 */
export function onController(root: string): string[] {
  const script = 'for part in etc usr; do mount --bind "$0/$part" "/$part" || exit; done; exec "$@"';
  return ['unshare', '--mount', 'sh', '-c', script, root];
}
