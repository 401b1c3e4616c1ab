import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { withSentence } from '../apply/system-fault.ts';
import { vaultPath } from '../plan/path.ts';
import { UserError } from '../plan/user-error.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { completed, missingSecrets, secretNames } from '../secrets/passwords.ts';
import { rotated } from '../secrets/rotate.ts';
import { afterRotation } from '../secrets/after-rotation.ts';
import { decrypt, encrypt } from '../secrets/vault.ts';
import { type Io, pathOf } from './io.ts';
import { assertIsTree } from './tree-origin.ts';

export interface SecretsOptions {
  readonly dir: string;
  readonly 'vault-password-file': string;
  readonly rotate?: readonly string[] | undefined;
}

/** Write the vault of a tree, or add what it lacks; a value that is there stays as it is, unless it is to be rotated. */
export async function secretsCommand(options: SecretsOptions, io: Io): Promise<number> {
  const rotate = [...new Set(options.rotate ?? [])];
  const folder = pathOf(options.dir, io);
  const names = secretNames({ twoNode: isTwoNode(folder) });
  for (const name of rotate) checkName(name, names);
  const passwordFile = pathOf(options['vault-password-file'], io);
  assertIsTree(folder, options.dir);
  if (!existsSync(passwordFile)) throw new UserError(`there is no file ${options['vault-password-file']}`);

  const file = join(folder, vaultPath);
  if (rotate.length > 0 && !existsSync(file))
    throw new UserError('there is no vault yet: call without --rotate, which makes one with new values');
  const before = existsSync(file) ? await decrypt(file, passwordFile) : '';
  const missing = missingSecrets(before, names);
  if (missing.length + rotate.length === 0) {
    io.stdout.write(`${file} has every secret already; nothing was changed\n`);
    return 0;
  }
  const kept = rotate.filter((name) => !missing.includes(name));
  const text = rotated(before, kept);
  const encrypted = await encrypt(missing.length > 0 ? completed(text, missing) : text, passwordFile);
  await withSentence(`write ${file}`, () => replace(file, encrypted));
  io.stdout.write(`${file}: ${[...kept, ...missing].join(', ')}\n${afterRotation(kept)}`);
  return 0;
}

/** Whether a tree is that of two nodes; where there is none nothing else is known of it either. */
function isTwoNode(folder: string): boolean {
  const file = join(folder, 'inventory/group_vars/all/cluster.yml');
  return existsSync(file) && /^sme_vip_web_address:/m.test(readFileSync(file, 'utf8'));
}

function checkName(name: string, secretNames: readonly string[]): void {
  if (secretNames.includes(name)) return;
  const meant = suggest(name, secretNames) ?? secretNames.find((one) => name !== '' && one.includes(name));
  const advice = meant ? `did you mean ${meant}?` : `there are ${secretNames.join(', ')}`;
  throw new UserError(`there is no secret ${JSON.stringify(name)}: ${advice}`);
}

/** Put a file that only its owner reads in the place of another one, whole or not at all; a link to it stays one. */
function replace(named: string, text: string): void {
  const old = existsSync(named) ? statSync(named) : undefined;
  const file = old ? realpathSync(named) : named;
  const temporary = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
  if (old && old.uid !== statSync(temporary).uid) chownSync(temporary, old.uid, old.gid);
  renameSync(temporary, file);
}
