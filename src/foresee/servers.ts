import type { Inventory, Server } from '../generated/inventory.ts';

/** A server that the change adds, takes away, or gives another name or address. */
export interface ChangedServer {
  readonly group: 'db_servers' | 'app_servers';
  readonly change: 'added' | 'removed' | 'renamed' | 'moved';
  readonly name: string;
  /** The name or address that it had. */
  readonly before?: string;
}

const groups = ['db_servers', 'app_servers'] as const;

export function changedServers(before: Inventory, after: Inventory): ChangedServer[] {
  return groups.flatMap((group) => {
    const [old, now]: readonly (readonly Server[])[] = [before[group] ?? [], after[group] ?? []];
    const added = (now ?? []).flatMap((server) => addedServer(server, old ?? [], group));
    const removed = (old ?? [])
      .filter(({ name, address }) => !now?.some((one) => one.name === name || one.address === address))
      .map(({ name }): ChangedServer => ({ group, change: 'removed', name }));
    return [...added, ...removed];
  });
}

function addedServer(
  { name, address }: Server,
  old: readonly Server[],
  group: ChangedServer['group'],
): ChangedServer[] {
  const sameName = old.find((server) => server.name === name);
  const sameAddress = old.find((server) => server.address === address);
  if (sameName?.address === address) return [];
  if (sameName) return [{ group, change: 'moved', name, before: sameName.address }];
  if (sameAddress) return [{ group, change: 'renamed', name, before: sameAddress.name }];
  return [{ group, change: 'added', name }];
}

/** The old name of the machine that a host of the new inventory is: of the same name, or else at the same address. */
export function machines(before: Inventory, after: Inventory): (host: string) => string {
  const old = groups.flatMap((group): readonly Server[] => before[group] ?? []);
  const now = groups.flatMap((group): readonly Server[] => after[group] ?? []);
  return (host) => {
    if (old.some(({ name }) => name === host)) return host;
    const address = now.find(({ name }) => name === host)?.address;
    return old.find((server) => server.address === address)?.name ?? host;
  };
}
