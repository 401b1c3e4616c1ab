/** What to do about a secret, wherever it stands. */
export const secretAdvice = {
  cause:
    'Inventories are committed and shared; secrets come from the encrypted inventory/group_vars/all/vault.yml.',
  fix: 'Remove it, and change it wherever it is in use; `sme-ha-gen secrets` writes new ones into the vault.',
} as const;

/** Whether a key of this name would hold a secret: a password, a token, a private key itself. */
export function smellsOfSecret(key: string): boolean {
  const word = key.toLowerCase();
  // Words about a secret, which hold none.
  if (/(file|path|dir|policy|length|age|name|prompt|exe|flags|method|mechanism|type)$/.test(word))
    return false;
  return /passw|passphrase|secret|token|api_?key|private_?key|credential|(^|_)(pass|pwd|psk)$/.test(word);
}

/** Whether the value only refers to a secret: a template whose first word is a name, such as `{{ vault_x }}`. */
export function isReference(value: string): boolean {
  return /^\s*\{\{-?\s*[A-Za-z_][^{}]*\}\}\s*$/.test(value);
}

/** Whether a text is a private key itself, under whatever name it stands. */
export function isPrivateKey(text: unknown): boolean {
  return typeof text === 'string' && /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);
}
