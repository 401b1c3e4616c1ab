import type { ErrorObject } from 'ajv';
import { show } from '../diagnostics/harmless.ts';
import { pathName } from '../parse/pointer.ts';

interface Reading {
  readonly message: string;
  readonly cause?: string;
  readonly fix?: string;
}

const wanted: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'a mapping of keys to values',
  string: 'text',
};

/** Say what type a value should have, and guess how it came by another. `written` is the value's own text. */
export function wrongType(
  { instancePath: at, params, data, parentSchema }: ErrorObject,
  written: string,
): Reading {
  const types = [params.type].flat().filter((one) => one !== 'null');
  const type = String(types[0]);
  const name = at === '' ? 'the inventory' : `\`${pathName(at)}\``;
  return {
    message: `${name} has to be ${types.map((one) => wanted[one]).join(' or ')}, not ${described(data)}`,
    ...advice(type, data, written, at, parentSchema),
  };
}

function described(data: unknown): string {
  if (data === null) return 'null';
  if (typeof data === 'string') return `the text ${show(data)}`;
  return typeof data === 'number' ? `the number ${data}` : show(data);
}

function advice(
  type: string,
  data: unknown,
  written: string,
  at: string,
  schema: ErrorObject['parentSchema'],
): Partial<Reading> {
  if (data === null) {
    const cause = 'Nothing, or null, stands after the key.';
    return {
      cause,
      fix: schema?.default === undefined ? 'Write its value.' : 'Remove the key to get the default.',
    };
  }
  if (type === 'boolean' && typeof data === 'string') return truth(data);
  const digits = type === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
  if (['integer', 'number'].includes(type) && typeof data === 'string' && digits.test(data)) {
    return { cause: 'Quotes make it text.', fix: `Write ${data} without quotes.` };
  }
  if (type === 'integer' && typeof data === 'number') return { fix: `Write ${Math.round(data)}.` };
  if (type === 'string' && ['number', 'boolean'].includes(typeof data)) {
    // An alias stands for the value; 1.10 and 0x1F are meant as they are written.
    const text = /^[-+.\w]+$/.test(written) ? written : String(data);
    return { cause: 'Without quotes it is no text.', fix: `Write "${text}", in quotes.` };
  }
  if (type === 'array' && typeof data === 'string') return { fix: `Write [${JSON.stringify(data)}].` };
  if (/^\/(db|app)_servers\/\d+$/.test(at) && typeof data === 'string') {
    return { cause: 'A server has a name and an address.', fix: 'Write { "name": ..., "address": ... }.' };
  }
  const example = schema?.examples?.[0];
  return example === undefined ? {} : { fix: `Write for instance ${JSON.stringify(example)}.` };
}

function truth(data: string): Partial<Reading> {
  const isYes = /^(true|yes|y|on|1)$/i.test(data);
  const isNo = /^(false|no|n|off|0)$/i.test(data);
  if (!isYes && !isNo) return { fix: 'Write true or false, without quotes.' };
  return { cause: 'Quotes make it text, and so does any other word.', fix: `Write ${isYes} without quotes.` };
}
