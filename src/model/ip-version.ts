import type { Inventory } from '../generated/inventory.ts';

export type IpVersion = 4 | 6;

/** The family of an inventory's addresses, which are all of one. */
export function ipVersionOf({ db_servers: [first] }: Inventory): IpVersion {
  return first.address.includes(':') ? 6 : 4;
}

/** VRRP version 2 knows neither IPv6 nor parts of a second, version 3 has no authentication (G20). */
export function vrrpVersionOf(ipVersion: IpVersion, advertInterval: number): 2 | 3 {
  return ipVersion === 6 || advertInterval < 1 ? 3 : 2;
}
