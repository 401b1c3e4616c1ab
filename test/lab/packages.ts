import { execa } from 'execa';
import { say } from './say.ts';

const laboratory = [
  'ansible',
  'ansible-lint',
  'createrepo-c',
  'debian-archive-keyring',
  'e2fsprogs',
  'iproute2',
  'iptables',
  'iputils-ping',
  'mmdebstrap',
  'mount',
  'nftables',
  'openssh-client',
  'procps',
  'python3',
  'rpm',
  'sshpass',
  'systemd-container',
  'util-linux',
  'yamllint',
];

/** Which of these packages, those of the laboratory unless said, are missing on this machine. */
async function missingPackages(wanted: readonly string[] = laboratory): Promise<string[]> {
  const format = '$' + '{db:Status-Status} $' + '{Package}\\n';
  const { stdout } = await execa('dpkg-query', ['-W', '-f', format, ...wanted], { reject: false });
  const installed = stdout.split('\n').filter((line) => line.startsWith('installed '));
  return wanted.filter((name) => !installed.includes(`installed ${name}`));
}

/** Installs what is missing by apt-get, and says so; does nothing, and asks nobody, where all is there. */
export async function ensurePackages(wanted: readonly string[] = laboratory): Promise<void> {
  const missing = await missingPackages(wanted);
  if (missing.length === 0) return;
  say(`installing ${missing.join(' ')}`);
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  // The lists may be absent or past their date: only then are they fetched.
  if ((await apt(install)).done) return;
  await apt(['update']);
  const { done, output } = await apt(install);
  if (!done) throw new Error(`apt-get could not install ${missing.join(' ')}:\n${output}`);
}

async function apt(args: string[]): Promise<{ done: boolean; output: string }> {
  const { failed, all } = await execa('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    all: true,
    reject: false,
  });
  return { done: !failed, output: all };
}
