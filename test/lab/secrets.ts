/** The secrets a tree refers to. */
export interface Secrets {
  vault_sme_replication_password: string;
  vault_sme_app_db_password: string;
  vault_sme_vrrp_database_password: string;
  vault_sme_vrrp_memcached_password: string;
  /** Of two nodes alone. */
  vault_sme_vrrp_web_password: string;
}

/** Secrets made of what breaks careless quoting in YAML, Jinja, shell, SQL, PHP and keepalived.conf. */
export const hostileSecrets: Secrets = {
  vault_sme_replication_password: `r"e'p\\l$HOME#{{x}}%s é&|;<*`,
  vault_sme_app_db_password: `a'p"p\\n$db {%x%} #ü?>=:!@~\``,
  // Eight bytes at the most, the last one with an accent that takes two.
  vault_sme_vrrp_database_password: `d"\\$#{{%`,
  vault_sme_vrrp_memcached_password: `m'#$!}é`,
  vault_sme_vrrp_web_password: `w{{"#\\'$`,
};

/** Secrets as a file of variables for ansible-playbook. `!unsafe` keeps Jinja away from them. */
export function secretsFile(secrets: Secrets): string {
  const lines = Object.entries(secrets).map(([name, value]) => `${name}: !unsafe ${JSON.stringify(value)}`);
  return `${lines.join('\n')}\n`;
}
