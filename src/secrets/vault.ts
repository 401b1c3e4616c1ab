import { execa } from 'execa';
import { UserError } from '../plan/user-error.ts';

/** Decrypt a vault file with the real ansible-vault; throws a UserError in its words when that fails. */
export function decrypt(file: string, passwordFile: string): Promise<string> {
  return ansibleVault(['decrypt', '--output', '-', file], passwordFile, '');
}

/** Encrypt a text; it goes through a pipe, so that it stands in no file and on no command line. */
export function encrypt(text: string, passwordFile: string): Promise<string> {
  return ansibleVault(['encrypt', '--output', '-'], passwordFile, text);
}

async function ansibleVault(args: readonly string[], passwordFile: string, input: string): Promise<string> {
  const [command = '', ...rest] = args;
  const { code, exitCode, stdout, stderr } = await execa(
    'ansible-vault',
    [command, '--vault-password-file', passwordFile, ...rest],
    {
      input,
      reject: false,
      stripFinalNewline: false,
      env: { ANSIBLE_NOCOLOR: '1', ANSIBLE_FORCE_COLOR: '0' },
    },
  );
  if (code === 'ENOENT')
    throw new UserError('ansible-vault is not there: install ansible-core, which brings it, and try again');
  if (exitCode !== 0) throw new UserError(`ansible-vault ${command} failed: ${firstError(stderr)}`);
  return stdout;
}

function firstError(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('[WARNING]'));
  return (lines[0] ?? 'it did not say why').replace(/^ERROR!? */, '');
}
