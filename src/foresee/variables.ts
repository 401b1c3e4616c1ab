import { type Dictionary, hostsOf, Literal, type Tree } from './playbook.ts';
import { textOf } from './unknown.ts';

/** A variable of the inventory that has another value. */
export interface ChangedVariable {
  readonly name: string;
  /** The hosts for which it differs. */
  readonly hosts: readonly string[];
  readonly before: string;
  readonly after: string;
  /** Files of the tree that read it, also by way of a variable of a role. */
  readonly readBy: readonly string[];
}

/** The variables that differ for a host that both inventories have, in the order in which they stand in the files. */
export function changedVariables(before: Tree, after: Tree): ChangedVariable[] {
  const [old, now] = [hostsOf(before).variables, hostsOf(after).variables];
  const found = new Map<string, ChangedVariable>();
  for (const [host, variables] of now) {
    const earlier = old.get(host);
    if (!earlier) continue;
    for (const name of new Set([...Object.keys(earlier), ...Object.keys(variables)])) {
      const [was, is] = [earlier, variables].map((one: Dictionary) => shown(one[name])) as [string, string];
      const key = `${name} ${was} ${is}`;
      if (was === is) continue;
      const hosts = [...(found.get(key)?.hosts ?? []), host];
      found.set(key, { name, hosts, before: was, after: is, readBy: readersOf(after, name) });
    }
  }
  return [...found.values()];
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return textOf(value instanceof Literal ? value.text : value);
}

/** The files of the tree that read a variable, also by way of a role's own variables, in the order of the paths. */
export function readersOf(tree: Tree, name: string): string[] {
  const names = new Set([name]);
  const sources = [...tree].filter(([path]) => isSource(path));
  for (const variable of names) {
    for (const [path, text] of sources) {
      if (!/\/(defaults|vars)\/main\.yml$/.test(path)) continue;
      for (const [definition, defined] of text.matchAll(/^(\w+):(?:.*\n(?:[ ]+.*\n|\n(?=[ ]))*)/gm))
        if (defined !== undefined && word(variable).test(definition.slice(defined.length)))
          names.add(defined);
    }
  }
  const words = [...names].map(word);
  return sources.filter(([, text]) => words.some((one) => one.test(text))).map(([path]) => path);
}

/** What Ansible runs: not the inventory itself, nor what only describes a role. */
function isSource(path: string): boolean {
  return /^(site\.yml|playbooks\/|roles\/.*\/(tasks|handlers|templates|vars|defaults)\/)/.test(path);
}

function word(name: string): RegExp {
  return new RegExp(`\\b${name.replaceAll(/\W/g, '\\$&')}\\b`);
}
