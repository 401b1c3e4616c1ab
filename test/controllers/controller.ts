import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureControllerRoot } from '../lab/controller-root.ts';
import type { Controller as Suite } from '../lab/release.ts';

/** A Debian whose Ansible runs our trees. */
export interface Controller {
  readonly suite: Suite;
  /** Its root folder. */
  readonly root: string;
  /** A folder of programs, ansible-playbook and the like, that run its own ones where they are called. */
  readonly bin: string;
}

/** The folder of this project, which the programs of a controller see too. */
export const project = resolve(import.meta.dirname, '../..');
const programs = [
  'ansible',
  'ansible-config',
  'ansible-galaxy',
  'ansible-lint',
  'ansible-playbook',
  'ansible-vault',
  'python3',
];

/** The packages that build a controller; all else comes from Debian's repositories. */
export const packages = ['debian-archive-keyring', 'mmdebstrap', 'mount', 'util-linux'];

/** A controller of this Debian, built when this recipe has none yet. */
export async function ensureController(suite: Suite): Promise<Controller> {
  const root = await ensureControllerRoot(suite);
  return { suite, root, bin: writePrograms(root) };
}

/** Each program enters the root in a mount namespace of its own, which ends with it and leaves nothing mounted. */
function writePrograms(root: string): string {
  const bin = `${root}.bin`;
  mkdirSync(bin, { recursive: true });
  for (const program of programs) {
    const file = join(bin, program);
    writeFileSync(file, script.replaceAll('ROOT', root).replaceAll('PROGRAM', program));
    chmodSync(file, 0o755);
  }
  return bin;
}

const script = `#!/bin/sh
# PROGRAM of the controller in ROOT, where it is called: it sees the folders for passing files and the project.
exec unshare --mount sh -c '
  set -e
  here=$1
  shift
  for folder in /dev /proc /sys /tmp /var/tmp ${project}; do
    mkdir -p "ROOT$folder"
    mount --rbind "$folder" "ROOT$folder"
  done
  exec chroot ROOT env -C "$here" PATH=/usr/sbin:/usr/bin:/sbin:/bin PROGRAM "$@"
' sh "$PWD" "$@"
`;
