import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withSentence } from '../apply/system-fault.ts';
import { UserError } from '../plan/user-error.ts';
import { completed, missingSecrets } from '../secrets/passwords.ts';
import { decrypt, encrypt } from '../secrets/vault.ts';
import { type Io, pathOf } from './io.ts';

export interface SecretsOptions {
  readonly dir: string;
  readonly 'vault-password-file': string;
}

/** Write the vault of a tree, or add what it lacks; a value that is there stays as it is. */
export async function secretsCommand(options: SecretsOptions, io: Io): Promise<number> {
  const folder = pathOf(options.dir, io);
  const passwordFile = pathOf(options['vault-password-file'], io);
  if (!existsSync(join(folder, '.sme-ha-gen.json')))
    throw new UserError(
      `${options.dir} is not a tree that sme-ha-gen made: compile an inventory into it first`,
    );
  if (!existsSync(passwordFile)) throw new UserError(`there is no file ${options['vault-password-file']}`);

  const file = join(folder, 'inventory/group_vars/all/vault.yml');
  const before = existsSync(file) ? await decrypt(file, passwordFile) : '';
  const missing = missingSecrets(before);
  if (missing.length === 0) {
    io.stdout.write(`${file} has every secret already; nothing was changed\n`);
    return 0;
  }
  const encrypted = await encrypt(completed(before, missing), passwordFile);
  await withSentence(`write ${file}`, () => replace(file, encrypted));
  io.stdout.write(`${file}: ${missing.join(', ')}\n`);
  return 0;
}

/** Put a file that only its owner reads in the place of another one, whole or not at all. */
function replace(file: string, text: string): void {
  const temporary = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(temporary, file);
}
