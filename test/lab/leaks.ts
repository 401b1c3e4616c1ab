import { createHash } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** What stands on the wire for a VRRP password: itself, or a digest where keepalived.conf cannot hold it. */
export function onTheWire(secret: string): string {
  const expressible = !/"|\\$|\$\{/.test(secret);
  return expressible ? secret : createHash('sha256').update(secret).digest('hex').slice(0, 8);
}

/** What guards and witnesses of a cluster sign with; a secret itself, made of another one. */
export function guardKey(cluster: string, secrets: Secrets): string {
  const words = ['sme-guard', cluster, secrets.vault_sme_replication_password];
  return createHash('sha256').update(words.join(':')).digest('hex');
}

/** The words that give secrets away: each one as it is, as several languages quote it, and its longest plain part. */
export function tellTales(secrets: Secrets, cluster: string): string[] {
  const wire = [secrets.vault_sme_vrrp_database_password, secrets.vault_sme_vrrp_memcached_password];
  const words = [...(Object.values(secrets) as string[]), ...wire.map(onTheWire)].flatMap((secret) => {
    const longest = secret.split(/["'\\`]|[^\x20-\x7e]/).sort((a, b) => b.length - a.length)[0] ?? '';
    return [...quotings(secret), ...(longest.length >= 4 ? [longest] : [])];
  });
  return [...new Set([...words, guardKey(cluster, secrets)])];
}

function quotings(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  return [
    text,
    json,
    json.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    text.replace(/[\\']/g, '\\$&'),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll("'", "''"),
    Buffer.from(text).toString('base64'),
  ];
}
