import { randomInt } from 'node:crypto';
import { UserError } from '../plan/user-error.ts';
import { vaultKeys } from './vault-keys.ts';

/** The secrets that a tree refers to, and how many characters a new one gets: VRRP takes 8, MASTER_PASSWORD 32. */
const lengths = {
  vault_sme_replication_password: 32,
  vault_sme_app_db_password: 32,
  vault_sme_vrrp_database_password: 8,
  vault_sme_vrrp_memcached_password: 8,
  vault_sme_vrrp_web_password: 8,
} as const;

// Letters and digits stand for themselves in YAML, SQL, PHP, a shell and keepalived.conf, and can be read out aloud.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** The secrets of a layout; the third virtual IP has a password as well. */
export function secretNames({ twoNode }: { readonly twoNode: boolean }): readonly string[] {
  return Object.keys(lengths).filter((name) => twoNode || name !== 'vault_sme_vrrp_web_password');
}

/** Those of these names that the text of a vault does not set. Throws a UserError when it does not read as one mapping. */
export function missingSecrets(vault: string, names: readonly string[]): string[] {
  const keys = vaultKeys(vault);
  return names.filter((name) => !keys.includes(name));
}

/**
 * A vault's text with a new random value for each of the names, and every line that it had.
 * Throws a UserError where lines behind the text would not belong to the same mapping.
 */
export function completed(vault: string, names: readonly string[]): string {
  const start =
    vault === '' ? '---\n# Made once by sme-ha-gen secrets; yours from then on.\n' : endLine(vault);
  const text = start + names.map((name) => `${name}: !unsafe '${newValue(name)}'\n`).join('');
  if (!sets(text, [...vaultKeys(vault), ...names]))
    throw new UserError(
      `the vault is not changed: it lacks ${names.join(', ')}, and no line can be put behind it; write it as one key a line, each from the first column on`,
    );
  return text;
}

function sets(vault: string, names: readonly string[]): boolean {
  try {
    return missingSecrets(vault, names).length === 0;
  } catch (fault) {
    if (fault instanceof UserError) return false;
    throw fault;
  }
}

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** A random value of the length that a secret's place takes. */
export function newValue(name: string): string {
  return randomWord(lengths[name as keyof typeof lengths]);
}

function randomWord(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
