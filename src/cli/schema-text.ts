import { readFileSync } from 'node:fs';

// The bundle has the text in place of this file.
/** schemas/inventory.schema.json as it stands there. */
export const schemaText = readFileSync(
  new URL('../../schemas/inventory.schema.json', import.meta.url),
  'utf8',
);
