import type { ParseError } from 'jsonc-parser/lib/esm/main.js';
import type { Fault } from '../diagnostics/fault.ts';
import type { Span } from './source.ts';

/** jsonc-parser's codes; its enum exists at compile time only. */
const parseErrors = {
  invalidSymbol: 1,
  invalidNumber: 2,
  keyExpected: 3,
  valueExpected: 4,
  colonExpected: 5,
  commaExpected: 6,
  braceExpected: 7,
  bracketExpected: 8,
  endExpected: 9,
  comment: 10,
  endOfComment: 11,
  endOfString: 12,
  endOfNumber: 13,
  unicode: 14,
  escape: 15,
  character: 16,
} as const;

interface Reading {
  readonly message: string;
  readonly cause?: string;
  readonly fix?: string;
  readonly span?: Span;
  /** Whether the rest of the text can be relied on all the same. */
  readonly certain?: boolean;
}

/** What the user did, from what the parser missed. */
export function jsonFault(
  text: string,
  { error, offset, length }: ParseError,
): { fault: Fault; certain: boolean } {
  const { certain = false, ...reading } = readingOf(text, error, offset, text.slice(offset, offset + length));
  return { fault: { code: 'SME110', severity: 'error', span: { offset, length }, ...reading }, certain };
}

function readingOf(text: string, error: number, offset: number, found: string): Reading {
  const before = text.slice(0, offset).trimEnd();
  const isClosing = found === '}' || found === ']';
  switch (error) {
    case parseErrors.keyExpected:
    case parseErrors.valueExpected:
      if (isClosing && before.endsWith(',')) return trailingComma(before.length - 1);
      if (found === '') return unfinished('the text ends before the inventory does', text);
      if (error === parseErrors.keyExpected) return { message: 'a key in double quotes is missing here' };
      return { message: 'a value is missing here' };
    case parseErrors.commaExpected:
      return missingComma(text, before.length, found);
    case parseErrors.colonExpected:
      return { message: 'a colon is missing between a key and its value', fix: 'Write `"key": value`.' };
    case parseErrors.braceExpected:
      return unfinished('a closing `}` is missing', text);
    case parseErrors.bracketExpected:
      return unfinished('a closing `]` is missing', text);
    case parseErrors.endExpected:
      return {
        message: 'there is more text after the end of the inventory',
        fix: 'One file is one inventory.',
      };
    case parseErrors.comment:
    case parseErrors.endOfComment:
      return {
        message: 'JSON has no comments',
        fix: 'Remove the comment, or write the inventory in YAML, which has them.',
        certain: error === parseErrors.comment && /^\/\/|\*\/$/.test(found),
      };
    case parseErrors.endOfString:
      return { message: 'the closing double quote of this text is missing' };
    case parseErrors.unicode:
    case parseErrors.escape:
      return {
        message: 'there is an unknown escape in this text',
        cause: 'After a backslash JSON knows " \\ / b f n r t, and u with four hexadecimal digits.',
        fix: 'Write a backslash itself as \\\\.',
      };
    case parseErrors.character:
      return {
        message: 'there is a control character in this text',
        cause: 'A line end or a tab inside quotes has to be written \\n or \\t.',
        certain: true,
      };
    case parseErrors.invalidNumber:
    case parseErrors.endOfNumber:
      return { message: 'this number is not finished' };
    default:
      return strangeSymbol(found);
  }
}

function trailingComma(offset: number): Reading {
  return {
    message: 'JSON allows no comma after the last entry',
    fix: 'Remove the comma.',
    span: { offset, length: 1 },
    certain: true,
  };
}

function missingComma(text: string, offset: number, found: string): Reading {
  if (/^\d/.test(found) && /^-?0$/.test(/-?\w*$/.exec(text.slice(0, offset))?.[0] ?? '')) {
    return {
      message: 'a number has a zero in front',
      fix: 'Write it without the zero, or in quotes as text.',
    };
  }
  return {
    message: 'a comma is missing after this entry',
    fix: 'Write a comma between the entries.',
    span: { offset: offset - 1, length: 1 },
    certain: /^["{[]/.test(found),
  };
}

/** The text ended too early: the mark stands at its last character. */
function unfinished(message: string, text: string): Reading {
  const last = Math.max(text.trimEnd().length - 1, 0);
  return {
    message,
    cause: 'This is the last character; a part may be missing.',
    span: { offset: last, length: 1 },
  };
}

function strangeSymbol(found: string): Reading {
  if (found.startsWith("'"))
    return { message: 'JSON has double quotes only', fix: 'Write " in place of \'.' };
  if (found.startsWith('#')) {
    return { message: 'JSON has no comments', fix: 'Remove the comment, or write the inventory in YAML.' };
  }
  if (/^(true|false|null|none|yes|no|on|off)\b/i.test(found)) {
    return {
      message: `JSON does not know the word \`${found}\``,
      fix: 'Write true, false or null, in small letters.',
    };
  }
  if (/^[-+.\d]/.test(found)) return { message: `\`${found}\` is no number of JSON` };
  return { message: `\`${found}\` is not in double quotes`, fix: 'Put keys and text in double quotes.' };
}
