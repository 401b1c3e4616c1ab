import { writeFileSync } from 'node:fs';
import { withSentence } from '../apply/system-fault.ts';
import { type Io, pathOf } from './io.ts';
import { schemaText } from './schema-text.ts';

export interface SchemaOptions {
  readonly output?: string | undefined;
}

/** Print the JSON Schema of an inventory, or write it to a file. */
export async function schemaCommand({ output }: SchemaOptions, io: Io): Promise<number> {
  if (output === undefined) io.stdout.write(schemaText);
  else await withSentence(`write ${output}`, () => writeFileSync(pathOf(output, io), schemaText));
  return 0;
}
