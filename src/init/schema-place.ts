import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The schema of this installation: beside dist/ in the package, or beside src/ in the repository. */
function schemaFile(): string {
  const found = ['..', '../..'].map((up) => join(import.meta.dirname, up, 'schemas/inventory.schema.json'));
  return (
    found.find((file) => existsSync(file)) ?? join(import.meta.dirname, '../schemas/inventory.schema.json')
  );
}

/**
 * Where an inventory's editor finds the schema: a relative path where both lie in one project, which still holds
 * on the next machine; else the URL of the installed one.
 */
export function schemaPlace(inventory: string, schema = schemaFile()): string {
  const [project = ''] = dirname(dirname(schema)).split(`${sep}node_modules${sep}`);
  const path = relative(dirname(inventory), schema).split(sep).join('/');
  // An editor reads the path up to the first blank.
  if (inventory.startsWith(project + sep) && /^[\w./-]+$/.test(path)) return path;
  return pathToFileURL(schema).href;
}
