import { iniValue } from './ini.ts';
import { markdownText } from './markdown.ts';
import { xmlText } from './xml.ts';
import { yaml } from './yaml.ts';

/** What `<%= %>` does with a value, by the ending of the file it is written into. */
const escapes: Readonly<Record<string, (value: unknown) => string>> = {
  '.cfg': iniValue,
  '.json': json,
  '.md': markdownText,
  '.svg': xmlText,
  '.yml': yaml,
};

/** The escape of a file, by its path. Where none is known it throws at the first value: `<%- %>` writes raw. */
export function escapeFor(path: string): (value: unknown) => string {
  const ending = path.slice(path.lastIndexOf('.'));
  return escapes[ending] ?? (() => refuse(path));
}

function refuse(path: string): never {
  throw new Error(`<%= %> knows no escape for ${path}; <%- %> writes the value as it is`);
}

function json(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new Error('there is no value to write');
  return text;
}
