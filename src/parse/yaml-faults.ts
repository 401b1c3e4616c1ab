import type { YAMLError } from 'yaml';
import type { Fault } from '../diagnostics/fault.ts';
import type { Span } from './source.ts';
import { tooDeep } from './tree.ts';

interface Reading {
  readonly message: string;
  readonly cause?: string;
  readonly fix?: string;
}

/** What the user did, by the parser's code; for what is not here, the parser's own words. */
const readings: Partial<Record<YAMLError['code'], Reading>> = {
  BAD_DQ_ESCAPE: {
    message: 'there is an unknown escape in this text',
    fix: 'Write a backslash as \\\\, or put the text in single quotes.',
  },
  BAD_INDENT: { message: 'the indentation does not fit', fix: 'Keys of one mapping begin in one column.' },
  BAD_SCALAR_START: {
    message: 'a value cannot begin with this character',
    fix: 'Put the value in quotes.',
  },
  BLOCK_IN_FLOW: {
    message: 'a list or mapping with lines of its own cannot stand within brackets',
    fix: 'Use brackets throughout, or nowhere.',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key has to stand on one line, followed by a colon',
    cause: 'A colon or a quote is missing on this line or on the one before.',
  },
  TAB_AS_INDENT: { message: 'YAML indents with blanks, not with tabs', fix: 'Replace the tab by blanks.' },
};

/** The first fault of the parser; those after it would be guesswork. `quote` is where a text began that ends there. */
export function yamlFault(
  { code, message, pos: [start, end] }: YAMLError,
  text: string,
  quote: number | undefined,
): Fault {
  const last = Math.max(text.trimEnd().length - 1, 0);
  const offset = Math.min(start, last);
  const span = { offset, length: Math.max(end - start, 1) };
  if (code === 'RESOURCE_EXHAUSTION') return { ...tooDeep, span };
  const missing = /^Missing closing (['"])quote/.exec(message)?.[1];
  if (missing !== undefined)
    return unclosed(missing, quote === undefined ? span : { offset: quote, length: start - quote });
  const reading = code === 'BLOCK_AS_IMPLICIT_KEY' ? secondKey(text, start) : readings[code];
  const ending = start > last ? { cause: 'The text ends here.' } : {};
  return {
    code: 'SME113',
    severity: 'error',
    span,
    ...(reading ?? { message: `this is not YAML: ${sentence(message)}`, ...ending }),
  };
}

function unclosed(quote: string, span: Span): Fault {
  return {
    code: 'SME113',
    severity: 'error',
    span,
    message: `this is not YAML: a closing ${quote} is missing`,
    cause: 'From here on everything is one text.',
    fix: 'Close the quote.',
  };
}

/** A key where a value already stands: either on its own line, or on the next one, indented too far. */
function secondKey(text: string, offset: number): Reading {
  const line = text.slice(offset).split('\n', 1)[0] ?? '';
  if (/:(\s|$)/.test(line)) {
    return {
      message: 'there is a second key on this line',
      cause: 'A colon and a blank within a value make it a key.',
      fix: 'Put a value that has a colon in quotes, and each key on a line of its own.',
    };
  }
  return {
    message: 'this value goes on in the next line, where there is a key',
    cause: 'The next line is indented further than the key of this one.',
    fix: 'Keys of one mapping begin in one column.',
  };
}

function sentence(message: string): string {
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}`.split('\n')[0] ?? '';
}

export function documentFault(offset: number): Fault {
  return {
    code: 'SME114',
    severity: 'error',
    span: { offset, length: 1 },
    message: 'there is a second YAML document',
    cause: 'A line `---` ends the first one; one file is one inventory.',
    fix: 'Give each inventory a file of its own.',
  };
}

/** Words that YAML 1.1, which Ansible reads, takes for something else than YAML 1.2 does. */
export function wordFault(written: string, span: Span): Fault[] {
  const truth = /^(?:(yes|on)|no|off)$/i.exec(written);
  if (truth) {
    const value = truth[1] ? 'true' : 'false';
    const message = `\`${written}\` without quotes is ${value} to some readers of YAML and text to others`;
    const fix = `Write ${value}, or "${written}" in quotes if the text is meant.`;
    return [{ code: 'SME115', severity: 'error', span, message, fix }];
  }
  if (/^[-+]?0[0-9]+$/.test(written)) {
    const message = `\`${written}\` is octal to some readers of YAML and decimal to others`;
    const fix = 'Write it without the zero in front, or in quotes if the text is meant.';
    return [{ code: 'SME115', severity: 'error', span, message, fix }];
  }
  return [];
}

export function tagFault(tag: string, span: Span): Fault {
  const vault = tag === '!vault';
  return {
    code: 'SME116',
    severity: 'error',
    span,
    message: `the tag \`${tag}\` is not supported in an inventory`,
    ...(vault && { cause: 'An encrypted value belongs to the tree, where Ansible reads it.' }),
    fix: vault
      ? 'Put it into inventory/group_vars/all/vault.yml, and write "{{ vault_name }}" here.'
      : 'Remove the tag.',
  };
}

export function aliasFault(name: string, reason: 'unknown' | 'circle' | 'bomb', span: Span): Fault {
  const messages = {
    unknown: `no anchor \`&${name}\` stands ahead of this alias`,
    circle: `the alias \`*${name}\` contains itself`,
    bomb: `the alias \`*${name}\` makes the inventory grow beyond all measure`,
  };
  return { code: 'SME117', severity: 'error', span, message: messages[reason], fix: 'Write the value out.' };
}

export function keyFault(span: Span): Fault {
  return {
    code: 'SME120',
    severity: 'error',
    span,
    message: 'a key has to be a word',
    cause: 'A value that begins with `{` or `[` and has no quotes is read as a mapping or a list.',
    fix: 'Put the whole value in quotes: "{{ vault_name }}".',
  };
}
