import { harmless } from '../diagnostics/harmless.ts';
import type { Change } from './plan.ts';

/** More changed lines than this are not worth a screen, and comparing them would take minutes. */
const mostEdits = 2000;

/** What the changes do to the files, as one unified diff; paths begin with `prefix`. Safe to print. */
export async function diffOf(changes: readonly Change[], prefix = ''): Promise<string> {
  const texts = changes.map(({ kind, path, before, after }) => {
    const name = `${prefix}${path}`;
    const from = kind === 'create' ? '/dev/null' : `a/${name}`;
    const to = after === undefined ? '/dev/null' : `b/${name}`;
    return unified(from, to, decode(before), after ?? '');
  });
  return (await Promise.all(texts)).join('');
}

/** What a hand changed in a generated file: from what is generated now to what is on disk. */
export async function handEdit({ path, before, after }: Change, prefix = ''): Promise<string> {
  if (before === undefined || after === undefined) return '';
  return unified(`generated/${prefix}${path}`, `edited/${prefix}${path}`, after, decode(before));
}

async function unified(from: string, to: string, before: string, after: string): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
    maxEditLength: mostEdits,
  });
  const text = patch ?? `--- ${from}\n+++ ${to}\n(too much differs to show it)\n`;
  return text.replaceAll(/[^\n\t]+/g, harmless);
}

function decode(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes).toString('utf8');
}
