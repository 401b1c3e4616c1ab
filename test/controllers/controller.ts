import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { isAlive } from '../lab/processes.ts';
import { say } from '../lab/say.ts';

/** A Debian whose Ansible runs our trees. */
export interface Controller {
  readonly suite: string;
  /** Its root folder. */
  readonly root: string;
  /** A folder of programs, ansible-playbook and the like, that run its own ones where they are called. */
  readonly bin: string;
}

const cache = process.env.SME_CONTROLLERS_CACHE ?? '/var/tmp/sme-ha-gen-controllers';
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
const collections = '/usr/lib/python3/dist-packages/ansible_collections';

/** The packages that build a controller; all else comes from Debian's repositories. */
export const packages = ['debian-archive-keyring', 'mmdebstrap', 'mount', 'util-linux'];

/** A controller of this Debian, built when this recipe has none yet. */
export async function ensureController(suite: string): Promise<Controller> {
  const hash = createHash('sha256')
    .update(JSON.stringify(buildCommand(suite, 'ROOT')))
    .digest('hex');
  const root = join(cache, `${suite}-${hash.slice(0, 8)}`);
  if (!existsSync(root)) await build(suite, root);
  return { suite, root, bin: writePrograms(root) };
}

/** Of the hundred collections in Debian's package `ansible` those that a tree names: the others take minutes to unpack. */
function buildCommand(suite: string, root: string): string[] {
  const kept = ['ansible/posix', 'community/general'].map((name) => `.${collections}/${name}`).join(' ');
  return [
    ...['mmdebstrap', '--mode=root', '--variant=apt'],
    '--include=ansible-core,ansible-lint,iptables,openssh-client,sshpass',
    // The lists of a Debian to come may be past their date.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    ...['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
    `--customize-hook=chroot "$1" sh -ec 'cd /tmp && apt-get download ansible && dpkg --fsys-tarfile ansible_*.deb | tar -C / -x ${kept} && rm ansible_*.deb'`,
    ...[suite, root],
  ];
}

async function build(suite: string, root: string): Promise<void> {
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  removeHalfBuilt();
  const [draft, log] = [`${root}.building-${process.pid}`, `${root}.log`];
  say(`building a controller of Debian ${suite}, some two minutes; log in ${log}`);
  const output = { file: log };
  const [command = '', ...args] = buildCommand(suite, draft);
  try {
    await execa(command, args, {
      stdin: 'ignore',
      stdout: output,
      stderr: output,
      env: { LC_ALL: 'C.UTF-8' },
    });
    // Another process may have been faster: its root is as good as ours.
    if (!existsSync(root)) renameSync(draft, root);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Removes what builds left behind that were killed. */
function removeHalfBuilt(): void {
  for (const name of readdirSync(cache)) {
    const builder = /\.building-(\d+)$/.exec(name)?.[1];
    if (builder && !isAlive(Number(builder))) rmSync(join(cache, name), { recursive: true, force: true });
  }
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
