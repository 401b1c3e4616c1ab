/** What a running cluster goes through when playbooks/rotate-secrets.yml brings it a new value, read from its plays. */
const effects: Readonly<Record<string, string>> = {
  vault_sme_replication_password: `Guards and witnesses take the old and the new key until all sign with the new one. Both accounts take the old and the new one until each server has logged in to the other one anew. Reads
  and writes go on; one server after the other the replication rests for about a second.`,
  vault_sme_app_db_password: `MariaDB takes the old and the new one until each application server has the new one in config.inc.php
  and has restarted (application.restart), one after the other. Before MariaDB 10.4 an account takes one alone: then the
  playbook asks for a consent, and new connections fail for some seconds.`,
  vault_sme_vrrp_database_password: `keepalived loads it on both servers while the standby leaves the virtual IPs alone. Writes go on.`,
  vault_sme_vrrp_memcached_password: `keepalived loads it on both servers while the standby leaves the virtual IPs alone.`,
  vault_sme_vrrp_web_password: `keepalived loads it on both servers while one leaves the virtual IP of the web to the other.`,
};

/** What must be done after secrets got new values; nothing after none. */
export function afterRotation(names: readonly string[]): string {
  if (names.length === 0) return '';
  const lines = names.map((name) => `  ${name}\n  ${effects[name]}\n`);
  return `
The cluster still has the old value. Bring it the new one ahead of any other run, for site.yml would change it without such care:

  ansible-playbook playbooks/rotate-secrets.yml

${lines.join('\n')}
Every server must be up. A run that was interrupted is finished by running it again.
`;
}
