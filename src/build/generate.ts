import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';
import { diagnosticsManual } from '../diagnostics/manual.ts';
import { withHovers } from './hovers.ts';
import { reliabilityDoc } from './reliability-doc.ts';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const banner =
  '// Made by `npm run generate` from schemas/inventory.schema.json: change that file, not this one.\n';

/** Every file that is made from a source of ours, by its path from the root of the repository. */
export async function generateSources(): Promise<Map<string, string>> {
  const schemaText = withHovers(await readFile(join(root, 'schemas/inventory.schema.json'), 'utf8'));
  const schema: Schema = JSON.parse(schemaText);
  const validator = await inventoryValidator(schema);
  // The validator that is made now, for that on disk may be stale.
  const { default: resolve } = await import(
    `data:text/javascript;base64,${Buffer.from(validator).toString('base64')}`
  );
  return new Map([
    ['schemas/inventory.schema.json', schemaText],
    ['src/generated/inventory.ts', await inventoryTypes(schema)],
    ['src/generated/validate-inventory.js', validator],
    ['src/generated/validate-inventory.d.ts', validatorTypes],
    ['docs/diagnostics.md', diagnosticsManual()],
    ['docs/reliability.md', await reliabilityDoc(root, resolve)],
  ]);
}

async function writeSources(): Promise<void> {
  for (const [path, text] of await generateSources()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

const options = {
  additionalProperties: false,
  bannerComment: '',
  style: { singleQuote: true, printWidth: 110 },
};

/** Two sets of types: `Inventory` with every default resolved, and `InventoryInput` as a user types it. */
async function inventoryTypes(schema: Schema): Promise<string> {
  const resolved = await compile(named(resolvedShape(schema), ''), 'Inventory', options);
  const input = await compile(named(schema, 'Input'), 'InventoryInput', options);
  return [banner, resolved, input]
    .join('\n')
    .replaceAll(/^ \*\n \* This interface was referenced.*\n.*\n/gm, '');
}

/** The shape after the defaults are in: whatever has a default is there, and the editor's `$schema` is not. */
function resolvedShape(schema: Schema): Schema {
  return everyObject(schema, ({ $schema: _, ...properties }, object) => {
    const present = Object.keys(properties).filter(
      (key) => object.required?.includes(key) || 'default' in (properties[key] ?? {}),
    );
    return { ...object, properties, required: present };
  });
}

/** Objects get a type of their own, named by their title; other titles would each become an alias. */
function named(schema: Schema, suffix: string): Schema {
  const { title, ...rest } = mapValues(schema, (part) => named(part, suffix));
  const isObject = rest.type === 'object' && typeof title === 'string';
  return isObject ? { ...rest, title: `${title}${suffix}` } : rest;
}

function everyObject(
  schema: Schema,
  change: (properties: Record<string, Schema>, object: Schema) => Schema,
): Schema {
  const mapped = mapValues(schema, (part) => everyObject(part, change));
  return mapped.properties ? change(mapped.properties, mapped) : mapped;
}

/** Apply `change` to every direct subschema. */
function mapValues(schema: Schema, change: (part: Schema) => Schema): Schema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (keyword === 'properties' || keyword === 'definitions') {
      const parts = Object.entries(value as Record<string, Schema>);
      return [keyword, Object.fromEntries(parts.map(([key, part]) => [key, change(part)]))];
    }
    return [keyword, keyword === 'items' ? change(value as Schema) : value];
  });
  return Object.fromEntries(entries);
}

/** What only editors read: strict Ajv has to be told of these keywords, and a validator has no use for them. */
export const editorKeywords = [
  'defaultSnippets',
  'deprecationMessage',
  'enumDescriptions',
  'markdownDescription',
];

function withoutEditorKeywords(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !editorKeywords.includes(keyword));
  return mapValues(Object.fromEntries(kept), withoutEditorKeywords);
}

/** The types beside the generated validator, which TypeScript cannot read out of it. */
const validatorTypes = `${banner}import type { ErrorObject } from 'ajv';

/** Fill in every default in place; false when \`errors\` then says what does not fit the schema. */
declare const validate: {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
};
export default validate;
`;

/**
 * The validator as one ES module that loads nothing at run time.
 * Compiling the schema ahead of time saves some 100 ms of every run.
 */
async function inventoryValidator(schema: Schema): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    code: { esm: true, source: true },
    strict: true,
    useDefaults: true,
    verbose: true,
  });
  const code = standalone.default(ajv, ajv.compile(withoutEditorKeywords(schema)));
  const bundled = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
    minifySyntax: true,
    platform: 'node',
    write: false,
  });
  return `${banner}${bundled.outputFiles[0]?.text ?? ''}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeSources();
