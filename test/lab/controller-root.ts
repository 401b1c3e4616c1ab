import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Controller } from './release.ts';
import { say } from './say.ts';

/** Where the roots of controllers lie, one for each Debian release; a file `.complete` in it says that one is whole. */
const controllersFolder = process.env.SME_CONTROLLERS ?? '/var/tmp/sme-ha-gen-controllers';

const packages = 'ansible,ansible-lint,openssh-client,python3,sshpass';

/** A Debian root with Ansible of that release, built when there is none yet. */
export async function ensureController(release: Controller): Promise<string> {
  const root = join(controllersFolder, release);
  if (existsSync(join(root, '.complete'))) return root;
  mkdirSync(controllersFolder, { recursive: true, mode: 0o755 });
  const draft = `${root}.building-${process.pid}`;
  const log = `${draft}.log`;
  say(`building a controller of Debian ${release}, some minutes; log in ${log}`);
  // The lists of a release that is yet to come may be past their date.
  const dated = '--aptopt=Acquire::Check-Valid-Until "false"';
  const args = ['--mode=root', '--variant=minbase', `--include=${packages}`, dated, release, draft];
  try {
    const output = { file: log };
    await execa('mmdebstrap', args, {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      ...{ stdin: 'ignore', stdout: output, stderr: { ...output, append: true } },
    });
    writeFileSync(join(draft, '.complete'), '');
    renameSync(draft, root);
    rmSync(log);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return root;
}

/**
 * What to put in front of a command so that it finds the programs and the configuration of a controller's root, and everything
 * else where it is. The mounts belong to that command and what it starts, and end with them, whatever ends them.
 */
export function onController(root: string): string[] {
  const script = 'for part in etc usr; do mount --bind "$0/$part" "/$part" || exit; done; exec "$@"';
  return ['unshare', '--mount', 'sh', '-c', script, root];
}
