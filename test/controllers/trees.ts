import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ScalarTag } from 'yaml';
import { inventoryOf } from '../covering/inventory.ts';
import { rows } from '../covering/rows.ts';
import { call } from '../folder.ts';

export interface Tree {
  readonly name: string;
  readonly folder: string;
  /** What each host's variables of ours have to be: host, name, value; in JSON. */
  readonly wanted: string;
}

/** Where the trees lie; every controller sees this folder by the same name. */
export const work = mkdtempSync('/var/tmp/sme-ha-gen-controllers-run-');
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

/** The trees of the reference, of every key another way, of two nodes, and of each row of the covering array. */
export async function writeTrees(numberOfRows: number): Promise<Tree[]> {
  const trees: Tree[] = [];
  for (const name of ['reference', 'every-key', 'two-node'])
    trees.push(await writeTree(name, readFileSync(`fixtures/${name}/inventory.json`, 'utf8')));
  for (const [index, row] of rows.slice(0, numberOfRows).entries())
    trees.push(await writeTree(`row-${index}`, JSON.stringify(inventoryOf(row))));
  return trees;
}

async function writeTree(name: string, inventory: string): Promise<Tree> {
  const [file, folder, wanted] = ['.json', '', '.wanted.json'].map((end) => join(work, `${name}${end}`)) as [
    string,
    string,
    string,
  ];
  mkdirSync(work, { recursive: true });
  writeFileSync(file, inventory);
  const { code, stderr } = await call(file, '-o', folder);
  if (code !== 0) throw new Error(`${name} does not compile: ${stderr}`);
  writeFileSync(wanted, JSON.stringify(variablesOf(folder, JSON.parse(inventory))));
  return { name, folder, wanted };
}

const unsafeTag: ScalarTag = { tag: '!unsafe', resolve: (text) => text };

/** Each host's variables that begin with sme_. */
function variablesOf(
  folder: string,
  { db_servers, app_servers = [] }: { db_servers: { name: string }[]; app_servers?: { name: string }[] },
) {
  const read = (path: string): [string, unknown][] =>
    Object.entries(
      parse(readFileSync(join(folder, path), 'utf8'), { version: '1.1', customTags: [unsafeTag] }) ?? {},
    );
  const shared = read('inventory/group_vars/all/cluster.yml');
  return Object.fromEntries(
    [...db_servers, ...app_servers].map(({ name }) => [
      name,
      Object.fromEntries(
        [...shared, ...read(`inventory/host_vars/${name}.yml`)].filter(([key]) => key.startsWith('sme_')),
      ),
    ]),
  );
}
