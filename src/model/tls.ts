import type { Inventory } from '../generated/inventory.ts';

/** Made by the servers themselves, or brought as files of the controller. */
export type Certificates = 'made' | 'brought';

/** Files of the controller that belong to one database server. */
export interface BroughtTls {
  readonly ca: string;
  readonly certificate: string;
  /** Undefined where the key stands in the vault. */
  readonly key: string | undefined;
}

/** Where the certificates of replication come from; undefined where it goes without TLS. Pure. */
export function certificatesOf({ database: { tls } }: Inventory): Certificates | undefined {
  if (typeof tls === 'object') return 'brought';
  return tls ? 'made' : undefined;
}

/** The files of a server: its name stands in their names in place of {server}. */
export function broughtTls({ database: { tls } }: Inventory, server: string): BroughtTls | undefined {
  if (typeof tls !== 'object') return undefined;
  const own = (path: string) => path.replaceAll(serverWord, server);
  return { ca: tls.ca, certificate: own(tls.certificate), key: tls.key === null ? undefined : own(tls.key) };
}

/** Stands for the name of a database server in the name of a file. */
export const serverWord = '{server}';
