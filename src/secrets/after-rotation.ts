/** What a running cluster goes through when site.yml brings it a new value: read from the roles, in their order. */
const effects: Readonly<Record<string, string>> = {
  vault_sme_replication_password: `Both servers get the account's new password and then log in to each other with it.
  Reads and writes go on; one server after the other the replication stops and starts.`,
  vault_sme_app_db_password: `MariaDB takes the new password early in the run, config.inc.php has it only at the end:
  in between the application cannot open a new connection. Choose a time when that may be.`,
  vault_sme_vrrp_database_password: `Witnesses and guards sign with it, and the servers get it one after the other: until the
  last has it they do not hear each other, writes may stop, and both may hold the virtual IP. Choose a time when that may be.`,
  vault_sme_vrrp_memcached_password: `The servers get it one after the other: until the second has it they do not hear
  each other, and both may hold the virtual IP of memcached.`,
};

/** What must be done after secrets got new values; nothing after none. */
export function afterRotation(names: readonly string[]): string {
  if (names.length === 0) return '';
  const lines = names.map((name) => `  ${name}\n  ${effects[name]}\n`);
  return `
The cluster still has the old value. Bring it the new one with the whole of site.yml, without --tags or --limit:

  ansible-playbook site.yml

${lines.join('\n')}
Every server must be up: one that is left out keeps the old value, and the others do not understand it until the
play has run there too. A run that was interrupted is finished by running it again.
`;
}
