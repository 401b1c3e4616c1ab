import { parse as parseYaml } from 'yaml';
import { isDictionary } from './unknown.ts';

/** A tree as the compiler makes it: path to content. */
export type Tree = ReadonlyMap<string, string>;

export type Dictionary = Readonly<Record<string, unknown>>;

/** One task, handler or block, with the place where it stands. */
export interface Task {
  readonly name: string;
  /** The module without its collection: `template`, `systemd_service`. */
  readonly module: string;
  readonly args: Dictionary;
  /** All that stands in the task. */
  readonly keys: Dictionary;
  readonly file: string;
  readonly index: number;
}

export interface Role {
  readonly name: string;
  readonly defaults: Dictionary;
  readonly vars: Dictionary;
  readonly handlers: readonly Task[];
}

/** Who is in the cluster, and each host's variables as they stand in the files. */
export interface Hosts {
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly variables: ReadonlyMap<string, Dictionary>;
}

/** Words of Ansible beside the module; a task has one other key. */
const keywords = new Set(
  'name when register loop loop_control notify listen vars changed_when failed_when check_mode diff no_log until retries delay delegate_to run_once throttle tags'.split(
    ' ',
  ),
);

/** Read a file of YAML as Ansible does: YAML 1.1, and what is `!unsafe` is text. */
export function readYaml(tree: Tree, path: string): unknown {
  const text = tree.get(path);
  if (text === undefined) return undefined;
  if (!documents.has(text)) documents.set(text, parseYaml(text, { version: '1.1', customTags: [unsafe] }));
  return documents.get(text);
}

/** What a text reads as: the roles are the same in every tree, and are asked for at every turn. */
const documents = new Map<string, unknown>();

const unsafe = { tag: '!unsafe', resolve: (text: string) => new Literal(text) };

/** Text that Ansible never evaluates. */
export class Literal {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function tasksOf(tree: Tree, file: string): readonly Task[] {
  return taskList(readYaml(tree, file), file);
}

export function taskList(list: unknown, file: string): readonly Task[] {
  return Array.isArray(list) ? list.map((keys: Dictionary, index) => taskOf(keys, file, index)) : [];
}

function taskOf(keys: Dictionary, file: string, index: number): Task {
  const module = keys.block === undefined ? Object.keys(keys).find((key) => !keywords.has(key)) : 'block';
  if (module === undefined) throw new Error(`${file}: task ${index} has no module`);
  const args = keys[module];
  return {
    name: String(keys.name ?? module),
    module: module.split('.').at(-1) ?? module,
    args: isDictionary(args) ? args : { _: args },
    keys,
    file,
    index,
  };
}

export function roleOf(tree: Tree, name: string): Role {
  const folder = `roles/${name}`;
  return {
    name,
    defaults: dictionary(readYaml(tree, `${folder}/defaults/main.yml`)),
    vars: dictionary(readYaml(tree, `${folder}/vars/main.yml`)),
    handlers: tasksOf(tree, `${folder}/handlers/main.yml`),
  };
}

export function hostsOf(tree: Tree): Hosts {
  const { sme } = dictionary(readYaml(tree, 'inventory/hosts.yml')) as { sme?: { children: Dictionary } };
  const all = dictionary(readYaml(tree, 'inventory/group_vars/all/cluster.yml'));
  const groups: Record<string, string[]> = { sme: [] };
  const variables = new Map<string, Dictionary>();
  for (const [group, { hosts }] of Object.entries(sme?.children ?? {}) as [string, { hosts: Dictionary }][]) {
    groups[group] = Object.keys(hosts);
    groups.sme?.push(...Object.keys(hosts));
    for (const [host, own] of Object.entries(hosts))
      variables.set(host, {
        ...all,
        ...dictionary(own),
        ...dictionary(readYaml(tree, `inventory/host_vars/${host}.yml`)),
      });
  }
  return { groups, variables };
}

function dictionary(value: unknown): Dictionary {
  return isDictionary(value) ? value : {};
}
