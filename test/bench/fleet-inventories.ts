import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The inventory of one cluster of a fleet, each in a /24 of its own; all have the same number of characters. */
export function clusterInventory(index: number): string {
  const number = String(index).padStart(4, '0');
  const address = (host: number) => `10.${100 + Math.floor(index / 100)}.${100 + (index % 100)}.${host}`;
  const server = (name: string, host: number) => ({ name: `${name}-${number}`, address: address(host) });
  const inventory = {
    cluster: `sme-${number}`,
    db_servers: [server('sql1', 11), server('sql2', 12)],
    app_servers: [server('web1', 21), server('web2', 22)],
    vips: { database: server('sqlvip', 31), memcached: server('memvip', 32) },
  };
  const text = JSON.stringify(inventory, null, 2);
  // A server on a line, as people write it.
  return `${text.replaceAll(/\{\s+("name": [^\n]+)\s+("address": [^\n]+)\s+\}/g, '{ $1 $2 }')}\n`;
}

/** Write the inventories of a fleet, and return their files. */
export function putFleet(folder: string, clusters: number): string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: clusters }, (_, index) => {
    const file = join(folder, `${String(index).padStart(4, '0')}.json`);
    writeFileSync(file, clusterInventory(index));
    return file;
  });
}
