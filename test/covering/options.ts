import { readFileSync } from 'node:fs';

interface Node {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** A key of the inventory, and the values that stand for all that it may have; undefined is to leave the key out. */
export interface Option {
  readonly key: string;
  readonly values: readonly unknown[];
}

/** Beyond the default: what is long, short, quoted, or pulls something else with it. All other keys have all their values. */
const representatives: Readonly<Record<string, readonly unknown[]>> = {
  $schema: ['../schemas/inventory.schema.json'],
  cluster: ['1e3', 'A.b_c-2'],
  'db_servers.interface': ['ens224'],
  'db_servers.ansible_vars': [
    { ansible_python_interpreter: '/usr/bin/python3', rack: 'no', live: '{{ 1 + 1 }}' },
  ],
  'app_servers.interface': ['ens224'],
  'app_servers.ansible_vars': [{ mixed: [1, null, true, { 'a b': '#' }], time: '12:30' }],
  'vips.database.prefix': [22, 24],
  'vips.database.virtual_router_id': [61, 151],
  'vips.memcached.prefix': [22, 24],
  'vips.memcached.virtual_router_id': [51, 161],
  // Of two nodes alone: what clashes with a third key there is a test of rules, not of pairs.
  'vips.web.prefix': [22],
  'vips.web.virtual_router_id': [171],
  'connection.user': ['Deploy_2.x-y'],
  'connection.port': [2222],
  'database.name': [`Größe 50% "x" 'y' _`],
  'database.app_user': [`sme app's "user"`, 'repl_user'],
  'database.replication_user': ['copy\\user'],
  'database.config_file': ['/etc/my.cnf.d/z sme.cnf'],
  'database.binlog_expire_days': [1, 99],
  'database.max_binlog_size': ['4096', '1G'],
  'memcached.port': [2222, 65535],
  'memcached.config_file': ['/etc/default/memcached'],
  'keepalived.interface': ['ens192'],
  'keepalived.priorities': [[254, 1]],
  'keepalived.check.interval': [1, 30],
  'keepalived.check.rise': [1, 60],
  'keepalived.check.fall': [1, 60],
  'keepalived.advert_interval': [0.4, 10],
  'keepalived.notification_email': [['ops@example.com', 'o+n_call%1@example.org']],
  'keepalived.isolation_targets': [['192.0.2.1'], ['192.0.2.11', '192.0.2.1']],
  'firewall.chain': ['INPUT'],
  'application.config_file': ['/srv/sme/kept/config.inc.php'],
  'application.backup_dir': ['/root', '/srv/sme/kept'],
  'application.branding_dir': ['/srv/sme/kept'],
  'application.cron_user': ['cron.user_2'],
  'application.update_command': [`dnf -y update 'smestorage*' &&\n  echo "{{ done }} $HOME # %"`],
};

/** What every inventory has: how many servers there are, and how hosts are named and addressed; see inventory.ts. */
const always: readonly Option[] = [
  { key: 'app_servers', values: [1, 2, 8] },
  { key: 'names', values: ['short', 'qualified', 'words'] },
  { key: 'addresses', values: ['192.0.2', '198.51.100', 'one /22'] },
];

/** Every key that the schema has, with its values: those of `representatives`, or all where they are few. */
export function options(): Option[] {
  const schema = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8'));
  const keys = leaves(schema, schema).filter(
    ({ key }) => !/\.(?:name|address)$/.test(key) || key === 'database.name',
  );
  const unknown = Object.keys(representatives).filter((name) => !keys.some(({ key }) => key === name));
  if (unknown.length > 0) throw new Error(`the schema has no ${unknown.join(', ')}`);
  return [
    ...always,
    ...keys.map(({ key, node, isRequired }) => ({ key, values: valuesOf(key, node, isRequired) })),
  ];
}

function valuesOf(key: string, node: Node, isRequired: boolean): readonly unknown[] {
  const all =
    node.type === 'boolean' ? [true, false] : (node.enum ?? representatives[key] ?? node.examples ?? []);
  const others = all.filter((value) => JSON.stringify(value) !== JSON.stringify(node.default));
  if (others.length === 0)
    throw new Error(`give ${key} another value than its default, in ${import.meta.filename}`);
  return isRequired ? others : [undefined, ...others];
}

interface Leaf {
  readonly key: string;
  readonly node: Node;
  readonly isRequired: boolean;
}

/** The keys of a schema that hold no keys of its own; those of a server stand under the list that it is in. */
function leaves(node: Node, root: { definitions: Record<string, Node> }, prefix = ''): Leaf[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, part]) => {
    const key = `${prefix}${name}`;
    const inner = (part.items ?? part).$ref
      ? root.definitions[(part.items ?? part).$ref?.split('/').at(-1) ?? '']
      : part;
    if (inner?.properties) return leaves(inner, root, `${key}.`);
    return [{ key, node: part, isRequired: node.required?.includes(name) ?? false }];
  });
}
