import type { Inventory } from '../../src/generated/inventory.ts';
import { valueOf } from '../fuzz/tree.ts';

interface Argument {
  readonly type: string;
  readonly required?: boolean;
  readonly choices?: readonly unknown[];
}
type Specs = Readonly<Record<string, { readonly options: Readonly<Record<string, Argument>> }>>;

interface Task {
  readonly [module: string]: unknown;
  readonly block?: readonly Task[];
}
interface Play {
  readonly hosts: string;
  readonly roles?: readonly { readonly role: string }[];
  readonly tasks?: readonly Task[];
}

/** What site.yml's roles require and a host of theirs does not get, or not of that kind; and which entries were looked at. */
export function argumentFaults(
  { db_servers, app_servers = db_servers }: Inventory,
  tree: ReadonlyMap<string, string>,
) {
  const [faults, entries] = [[] as string[], new Set<string>()];
  const plays = valueOf('site.yml', tree) as unknown as readonly Play[];
  for (const { hosts, roles = [], tasks = [] } of plays) {
    const servers = [
      ...(/db_|sme$/.test(hosts) ? db_servers : []),
      ...(/app_servers|sme$/.test(hosts) ? app_servers : []),
    ];
    for (const [role, entry] of [...roles.map(({ role }) => [role, 'main'] as const), ...imports(tasks)]) {
      const { argument_specs } = valueOf(`roles/${role}/meta/argument_specs.yml`, tree);
      const spec = (argument_specs as Specs)[entry];
      if (spec === undefined) continue;
      entries.add(`${role} ${entry}`);
      for (const { name } of servers) {
        const given = variables(role, name, tree);
        for (const [argument, wish] of Object.entries(spec.options)) {
          const fault = faultOf(given.get(argument), wish);
          if (fault) faults.push(`${role} ${entry} on ${name}: ${argument} ${fault}`);
        }
      }
    }
  }
  return { faults, entries };
}

function imports(tasks: readonly Task[]): (readonly [role: string, entry: string])[] {
  return tasks.flatMap((task) => {
    const { name, tasks_from = 'main.yml' } = (task['ansible.builtin.import_role'] ?? {}) as Record<
      string,
      string
    >;
    return [
      ...(name ? [[name, tasks_from.replace(/\.yml$/, '')] as const] : []),
      ...imports(task.block ?? []),
    ];
  });
}

/** What the tree says of a host, in Ansible's order of precedence. */
function variables(role: string, host: string, tree: ReadonlyMap<string, string>): Map<string, unknown> {
  const files = [
    `roles/${role}/defaults/main.yml`,
    'inventory/group_vars/all/cluster.yml',
    `inventory/host_vars/${host}.yml`,
    `roles/${role}/vars/main.yml`,
  ];
  return new Map(files.flatMap((file) => (tree.has(file) ? Object.entries(valueOf(file, tree) ?? {}) : [])));
}

function faultOf(value: unknown, { type, required, choices }: Argument): string | undefined {
  if (value === undefined) return required ? 'is missing' : undefined;
  const isRight = {
    bool: typeof value === 'boolean',
    float: typeof value === 'number',
    int: Number.isInteger(value),
    list: Array.isArray(value),
    path: typeof value === 'string' && value.startsWith('/'),
    str: typeof value === 'string',
  }[type];
  if (isRight === undefined)
    throw new Error(`argument_specs.yml has a type that this test does not know: ${type}`);
  if (!isRight) return `is no ${type}: ${JSON.stringify(value)}`;
  return choices && !choices.includes(value) ? `is none of ${choices.join(', ')}: ${value}` : undefined;
}
