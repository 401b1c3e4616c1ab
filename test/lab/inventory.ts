import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { canonicalAddress } from '../../src/validate/addresses.ts';

/** A host as the inventory wants it. */
export interface HostWish {
  name: string;
  address: string;
  interface: string;
}

interface Server {
  name: string;
  address: string;
  interface?: string;
}

/** What the laboratory reads of the product's inventory. */
export interface LabInventory {
  db_servers: Server[];
  app_servers?: Server[];
  keepalived?: { interface?: string };
}

/** The hosts of an inventory, database servers first; given as a value or as the path of a file. */
export function hostsOf(inventory: string | LabInventory): HostWish[] {
  const {
    db_servers,
    app_servers = [],
    keepalived,
  }: LabInventory = typeof inventory === 'string' ? parse(readFileSync(inventory, 'utf8')) : inventory;
  return [...db_servers, ...app_servers].map((server) => ({
    name: server.name,
    address: canonicalAddress(server.address),
    interface: server.interface ?? keepalived?.interface ?? 'eth0',
  }));
}
