import { replaceOurs } from '../apply/replace-file.ts';
import { withSentence } from '../apply/system-fault.ts';
import { type Io, pathOf } from './io.ts';
import { schemaText } from './schema-text.ts';

export interface SchemaOptions {
  readonly output?: string | undefined;
}

/** Print the JSON Schema of an inventory, or write it to a file, where only an earlier schema of ours may stand. */
export async function schemaCommand({ output }: SchemaOptions, io: Io): Promise<number> {
  if (output === undefined || output === '-') io.stdout.write(schemaText);
  else
    await withSentence(`write ${output}`, () =>
      replaceOurs(pathOf(output, io), schemaText, 'schema', isOurSchema),
    );
  return 0;
}

/** Whether a text is this schema, as any version of ours wrote it. */
function isOurSchema(text: string): boolean {
  try {
    const { title, required } = JSON.parse(text);
    return title === JSON.parse(schemaText).title && required.includes('db_servers');
  } catch {
    return false;
  }
}
