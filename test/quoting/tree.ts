import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compile } from '../../src/compile.ts';
import type { InventoryInput } from '../../src/generated/inventory.ts';
import { askPython, pythonWith, templating } from '../python.ts';

/** Where all that these tests write goes; removed at the end, however that comes. */
export const folder = mkdtempSync(join(tmpdir(), 'sme-quoting-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export const ansible = pythonWith('ansible.template');
export const noAnsible = 'no Python here has Ansible';

const reference = readFileSync(new URL('../../fixtures/reference/inventory.json', import.meta.url), 'utf8');

/** Compile the smallest inventory with other values in it, and write the tree; the result is its folder. */
export async function treeOf(name: string, more: Partial<InventoryInput> = {}): Promise<string> {
  const text = JSON.stringify({ ...JSON.parse(reference), ...more });
  const { tree, diagnostics } = await compile({ name: 'inventory.json', text });
  if (tree === undefined) throw new Error(`refused: ${JSON.stringify(diagnostics)}\n${text}`);
  for (const [path, content] of tree) {
    mkdirSync(join(folder, name, dirname(path)), { recursive: true });
    writeFileSync(join(folder, name, path), content);
  }
  return join(folder, name);
}

export interface Job {
  readonly tree: string;
  readonly host: string;
  readonly role: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly templates?: readonly string[];
  readonly expressions?: readonly string[];
}

export interface Rendered {
  readonly templates: readonly string[];
  readonly expressions: readonly unknown[];
}

/** Render by Ansible itself, all jobs in one process. */
export function renderAll(jobs: readonly Job[]): readonly Rendered[] {
  return (ask(jobs, []) as { jobs: Rendered[] }).jobs;
}

/** Apply our filters: pairs of a filter's name and a value. */
export function filterAll(filters: readonly (readonly [string, string])[]): readonly string[] {
  return (ask([], filters) as { filters: string[] }).filters;
}

function ask(jobs: readonly Job[], filters: readonly (readonly [string, string])[]): unknown {
  const script = readFileSync(new URL('render.py', import.meta.url), 'utf8');
  const plugins = new URL('../../roles-templates/filter_plugins', import.meta.url).pathname;
  return askPython(ansible ?? 'python3', templating + script, { jobs, filters, plugins });
}
