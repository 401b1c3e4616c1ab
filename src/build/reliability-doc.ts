import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inventory } from '../generated/inventory.ts';
import { type Measurement, reliabilityTables, type Subject, subjects } from './reliability-tables.ts';

const begin =
  '<!-- Made by `npm run generate` from src/model and docs/measured.json: change those, not what follows. -->';
const end = '<!-- The end of what is made. -->';

/** The generated validator, which fills in every default in place. */
export type Resolve = (data: unknown) => boolean;

/** docs/reliability.md with its tables made anew between the two marks; throws where a mark is missing. */
export async function reliabilityDoc(root: string, resolve: Resolve): Promise<string> {
  const text = await readFile(join(root, 'docs/reliability.md'), 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('docs/reliability.md has lost the marks around its tables');
  const tables = reliabilityTables(await inventoriesOf(root, resolve), await measurements(root));
  return `${text.slice(0, from + begin.length)}\n\n${tables}\n\n${text.slice(to)}`;
}

/** What the laboratory measured; nothing where it has not written its file yet. */
export async function measurements(root: string): Promise<Measurement[]> {
  const file = join(root, 'docs/measured.json');
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : [];
}

/** The subjects' inventories with every default resolved. */
export async function inventoriesOf(root: string, resolve: Resolve): Promise<Record<Subject, Inventory>> {
  const read = async (subject: Subject) => {
    const inventory = JSON.parse(await readFile(join(root, `fixtures/${subject}/inventory.json`), 'utf8'));
    if (!resolve(inventory)) throw new Error(`${subject} does not fit the schema`);
    return [subject, inventory];
  };
  return Object.fromEntries(await Promise.all((Object.keys(subjects) as Subject[]).map(read)));
}
