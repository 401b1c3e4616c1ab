// The generated tree as AWX is told of it: job templates with their surveys, and what each playbook reads.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compile } from '../../src/compile.ts';

export interface Question {
  readonly variable: string;
  readonly question_name: string;
  readonly question_description: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: string | number;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

export interface Entry {
  readonly name: string;
  readonly [parameter: string]: unknown;
}

export interface JobTemplate extends Entry {
  readonly playbook: string;
  readonly credentials: readonly string[];
  readonly survey_spec?: { readonly name: string; readonly description: string; readonly spec: Question[] };
}

/** The lists of awx/*.yml by their names. */
export interface Lists {
  readonly controller_execution_environments: readonly Entry[];
  readonly controller_projects: readonly Entry[];
  readonly controller_inventories: readonly Entry[];
  readonly controller_inventory_sources: readonly Entry[];
  readonly controller_templates: readonly JobTemplate[];
  readonly controller_schedules: readonly Entry[];
}

export type Tree = ReadonlyMap<string, string>;

/** Compile a fixture's inventory, with another name of the cluster if given. */
export async function treeOf(fixture: string, cluster?: string): Promise<Tree> {
  const inventory = JSON.parse(readFileSync(`fixtures/${fixture}/inventory.json`, 'utf8'));
  const text = JSON.stringify(cluster === undefined ? inventory : { ...inventory, cluster });
  const { tree, diagnostics } = await compile({ name: 'inventory.json', text });
  if (tree === undefined) throw new Error(JSON.stringify(diagnostics));
  return tree;
}

export function textOf(tree: Tree, path: string): string {
  const text = tree.get(path);
  if (text === undefined) throw new Error(`the tree has no ${path}`);
  return text;
}

/** A YAML file as Ansible reads it: YAML 1.1, merge keys resolved. */
export function yamlOf(tree: Tree, path: string): unknown {
  return parse(textOf(tree, path), { version: '1.1', merge: true, logLevel: 'silent' });
}

export function listsOf(tree: Tree): Lists {
  const files = ['awx/controller.yml', 'awx/job_templates.yml'].map((path) => yamlOf(tree, path) as object);
  return Object.assign({}, ...files) as Lists;
}

export function questionsOf(template: JobTemplate): readonly Question[] {
  return template.survey_spec?.spec ?? [];
}

/** The playbooks of the tree that run on the cluster; awx.yml is about AWX itself. */
export function playbooksOf(tree: Tree): readonly string[] {
  return [...tree.keys()].filter(
    (path) => path === 'site.yml' || (/^playbooks\/[^/]+\.yml$/.test(path) && path !== 'playbooks/awx.yml'),
  );
}

/** A file without its comments, in which a variable may be named without being read. */
export function codeOf(tree: Tree, path: string): string {
  return textOf(tree, path)
    .replaceAll(/^\s*#.*$/gm, '')
    .replaceAll(/\{#[\s\S]*?#\}/g, '');
}

/** Every file that a playbook reads: tasks, templates, and the whole of each role that it uses. */
export function filesOf(tree: Tree, playbook: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [playbook];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    queue.push(...namedIn(tree, path));
  }
  return seen;
}

function namedIn(tree: Tree, path: string): string[] {
  const code = codeOf(tree, path);
  const paths = [...tree.keys()];
  const roles = [...code.matchAll(/_role:\s+name: (\w+)|- role: (\w+)/g)].map(
    ([, one, other]) => one ?? other,
  );
  return [
    ...[...code.matchAll(/_tasks: (?:playbooks\/)?(?:tasks\/)?([\w-]+\.yml)/g)].map(([, name]) =>
      path.startsWith('roles/') ? path.replace(/[^/]+$/, name!) : `playbooks/tasks/${name}`,
    ),
    ...[...code.matchAll(/([\w.-]+\.j2)/g)].flatMap(([, name]) =>
      paths.filter((one) => one.endsWith(`templates/${name}`)),
    ),
    ...roles.flatMap((role) => paths.filter((one) => one.startsWith(`roles/${role}/`))),
  ].filter((one) => tree.has(one));
}
