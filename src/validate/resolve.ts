import type { Inventory, Server } from '../generated/inventory.ts';
import { bitsOf, canonicalAddress } from './addresses.ts';
import { vipKeys } from './hosts.ts';
import type { Context, DraftInventory } from './rule.ts';
import { ordinaryIp } from './special-addresses.ts';

/**
 * The draft with the defaults that no schema can say: a virtual IP of IPv6 without a `prefix` has one of 128, and on two
 * nodes the services of the application are restarted, for a reboot would take a database server with it.
 */
export function withDependentDefaults(draft: DraftInventory, isGiven: Context['isGiven']): DraftInventory {
  const { topology, application } = draft;
  const prefixed = withPrefixes(draft, isGiven);
  if (topology !== 'two-node' || isGiven('/application/restart')) return prefixed;
  return { ...prefixed, application: { ...application, restart: 'services' } };
}

function withPrefixes(draft: DraftInventory, isGiven: Context['isGiven']): DraftInventory {
  const { vips } = draft;
  if (!vips) return draft;
  const resolved = vipKeys(draft).flatMap((key) => {
    const vip = vips[key];
    const value = ordinaryIp(vip?.address);
    if (!vip || value === undefined || isGiven(`/vips/${key}/prefix`)) return [];
    return [[key, { ...vip, prefix: bitsOf(value) }] as const];
  });
  return { ...draft, vips: { ...vips, ...Object.fromEntries(resolved) } };
}

/** The inventory with each address in its one spelling, so that from here on equal text is an equal address. */
export function withCanonicalAddresses(inventory: Inventory): Inventory {
  const { db_servers, app_servers, vips, keepalived } = inventory;
  const [first, second] = db_servers;
  return {
    ...inventory,
    db_servers: [canonical(first), canonical(second)],
    ...(app_servers && { app_servers: app_servers.map(canonical) as [Server, ...Server[]] }),
    vips: {
      database: canonical(vips.database),
      memcached: canonical(vips.memcached),
      ...(vips.web && { web: canonical(vips.web) }),
    },
    keepalived: { ...keepalived, isolation_targets: keepalived.isolation_targets.map(canonicalAddress) },
  };
}

function canonical<Host extends { address: string }>(host: Host): Host {
  return { ...host, address: canonicalAddress(host.address) };
}
