import { template, type Scope } from './evaluate.ts';
import { render } from './evaluate.ts';
import { jinja, withIncludes } from './jinja.ts';
import { type Dictionary, type Hosts, Literal, type Role, type Tree } from './playbook.ts';
import { computed, isDictionary, textOf, Unknown } from './unknown.ts';

/** What a play knows while it runs: groups may be added, and each host's facts grow. */
export interface Situation {
  readonly tree: Tree;
  readonly hosts: Hosts;
  readonly groups: Record<string, readonly string[]>;
  readonly facts: ReadonlyMap<string, Map<string, unknown>>;
  /** What a new name stands for in the old tree: the same machine. */
  readonly machineOf: (host: string) => string;
  readonly compared: Scope['compared'];
  /** Values that were computed since the last change of a fact, by host, role and name. */
  readonly known: Map<string, unknown>;
}

/** The host's facts: the addresses that it has are known, of all else only that it stays as it is. */
export class Facts extends Unknown {
  readonly addresses: readonly string[];

  constructor(host: string, addresses: readonly string[]) {
    super(`facts of ${host}`);
    this.addresses = addresses;
  }

  override part(key: unknown): unknown {
    if (key === 'all_ipv4_addresses') return this.addresses.filter((address) => !address.includes(':'));
    if (key === 'all_ipv6_addresses') return this.addresses.filter((address) => address.includes(':'));
    return super.part(key);
  }
}

/** The scope of a task on a host, by Ansible's precedence: of the task, facts, of the role, of the inventory, defaults. */
export function scopeOf(
  situation: Situation,
  host: string,
  role: Role | undefined,
  own: Dictionary = {},
): Scope {
  const scope: Scope = { compared: situation.compared, lookup };
  const magic = magicOf(situation, host, role, () => scope);

  function lookup(name: string): unknown {
    // Only where each replicates from the other does a run of site.yml change nothing.
    if (name === 'replication_is_connected') return true;
    if (Object.hasOwn(own, name)) return resolved(own[name], scope);
    const facts = situation.facts.get(host);
    if (facts?.has(name)) return facts.get(name);
    const variables = situation.hosts.variables.get(host) ?? {};
    for (const layer of [role?.vars ?? {}, variables, role?.defaults ?? {}])
      if (Object.hasOwn(layer, name)) return remembered(name, layer[name]);
    if (name.startsWith('vault_')) return new Unknown(name);
    return magic[name]?.();
  }

  function remembered(name: string, raw: unknown): unknown {
    // A value may depend on variables of the task.
    if (Object.keys(own).length > 0) return resolved(raw, scope);
    const key = `${host} ${role?.name} ${name}`;
    if (!situation.known.has(key)) situation.known.set(key, resolved(raw, scope));
    return situation.known.get(key);
  }

  return scope;
}

/** Evaluate whatever Jinja stands in a value of YAML. */
export function resolved(raw: unknown, scope: Scope): unknown {
  if (typeof raw === 'string') return template(raw, scope);
  if (raw instanceof Literal) return raw.text;
  if (Array.isArray(raw)) return raw.map((item) => resolved(item, scope));
  if (!isDictionary(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, resolved(item, scope)]));
}

function magicOf(
  situation: Situation,
  host: string,
  role: Role | undefined,
  scope: () => Scope,
): Record<string, () => unknown> {
  const { groups, hosts, facts } = situation;
  const all = () => [...hosts.variables.keys()];
  const text = (name: unknown) => templateText(situation.tree, role, textOf(name), scope());
  return {
    ansible_check_mode: () => false,
    ansible_facts: () => facts.get(host)?.get('ansible_facts'),
    ansible_play_hosts: all,
    ansible_play_hosts_all: all,
    dict: () => (args: readonly unknown[]) => computed('dict', ...args),
    groups: () => groups,
    hostvars: () =>
      Object.fromEntries(
        all().map((name) => [
          name,
          { ...hosts.variables.get(name), ...Object.fromEntries(facts.get(name) ?? []) },
        ]),
      ),
    inventory_hostname: () => host,
    lookup: () => (args: readonly unknown[]) =>
      textOf(args[0]).endsWith('template') ? text(args[1]) : computed('lookup', ...args),
    query: () => (args: readonly unknown[]) => args.slice(1).map(text),
  };
}

/** A template of a role, filled in. */
export function templateText(tree: Tree, role: Role | undefined, name: string, scope: Scope): string {
  const read = (file: string) => {
    const path = `roles/${role?.name}/templates/${file}`.replace('/templates/../', '/');
    const found = tree.get(path);
    if (found === undefined) throw new Error(`there is no template ${path}`);
    return found;
  };
  return render(jinja(withIncludes(read(name), read)), scope);
}
