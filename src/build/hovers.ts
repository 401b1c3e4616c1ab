import { applyEdits, modify } from 'jsonc-parser/lib/esm/main.js';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly properties?: Record<string, Schema>;
  readonly definitions?: Record<string, Schema>;
}

type Path = readonly (string | number)[];

/**
 * The text of the schema with a `markdownDescription` at every property that has a default: its description and that
 * default, which editors show while the pointer rests on a key. All else stays as it is written.
 */
export function withHovers(text: string): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  const getInsertionIndex = (keys: string[]) => keys.indexOf('description') + 1;
  return [...hovers(JSON.parse(text), [])].reduce((before, [path, hover]) => {
    const at = [...path, 'markdownDescription'];
    return applyEdits(before, modify(before, at, hover, { formattingOptions, getInsertionIndex }));
  }, text);
}

/** What an editor says of every property, however deep, that has a default of its own. */
function* hovers(schema: Schema, path: Path): Generator<[Path, string]> {
  for (const group of ['properties', 'definitions'] as const) {
    for (const [key, part] of Object.entries(schema[group] ?? {})) {
      const inner = [...path, group, key];
      if ('default' in part && part.type !== 'object') yield [inner, hoverOf(part)];
      yield* hovers(part, inner);
    }
  }
}

function hoverOf({ description = '', default: value }: Schema): string {
  const text = description.replaceAll(/[\\`*_[\]<>]/g, String.raw`\$&`);
  return `${text}\n\nDefault: \`${JSON.stringify(value)}\``;
}
