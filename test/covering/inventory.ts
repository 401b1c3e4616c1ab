/** A value for each key of options.ts; undefined leaves the key out. */
export type Row = Readonly<Record<string, unknown>>;

type Mapping = Record<string, unknown>;

/** Eight web servers at the most; words that YAML takes for something else, and numbers that are none. */
const webNames: Readonly<Record<string, readonly string[]>> = {
  short: ['web1', 'web2', 'web3', 'web4', 'web5', 'web6', 'web7', 'web8'],
  words: ['no', 'yes', 'off', 'true', 'null', 'nan', '0x1f', '1-e'],
};
const dbNames: Readonly<Record<string, readonly string[]>> = {
  short: ['sql1', 'sql2'],
  words: ['on', '1e3'],
};
const vipNames: Readonly<Record<string, readonly string[]>> = {
  short: ['sql-vip', 'mem-vip', 'web-vip'],
  words: ['y', 'false', 'n'],
};

/** The inventory that a row describes. Keys of the other layout than its own are left out. */
export function inventoryOf(row: Row): unknown {
  const twoNode = row.topology === 'two-node';
  const style = String(row.names);
  const address = (host: number, third: number) =>
    row.addresses === 'one /22' ? `10.20.${third}.${host}` : `${row.addresses}.${host}`;
  const named = (names: typeof webNames, index: number) =>
    style === 'qualified' ? `${names.short?.[index]}.eu-1.example.com` : names[style]?.[index];
  const inventory: Mapping = {
    db_servers: [0, 1].map((index) => ({
      name: named(dbNames, index),
      address: address(11 + index, 3 * index),
    })),
    ...(!twoNode && {
      app_servers: Array.from({ length: Number(row.app_servers) }, (_, index) => ({
        ...{ name: named(webNames, index), address: address(21 + index, 40) },
      })),
    }),
    vips: {
      database: { name: named(vipNames, 0), address: address(31, 2) },
      memcached: { name: named(vipNames, 1), address: address(32, 1) },
      ...(twoNode && { web: { name: named(vipNames, 2), address: address(33, 1) } }),
    },
  };
  for (const [key, value] of Object.entries(row)) {
    if (value === undefined || ['app_servers', 'names', 'addresses'].includes(key)) continue;
    if (key.startsWith(twoNode ? 'app_servers.' : 'vips.web.')) continue;
    put(inventory, key.split('.'), value);
  }
  return inventory;
}

/** Of servers the last one gets it: the first one, and those between, keep the default. */
function put(into: Mapping, [name = '', ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name] ?? (into[name] = {});
  put((Array.isArray(inner) ? inner.at(-1) : inner) as Mapping, deeper, value);
}
