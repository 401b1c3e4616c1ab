import { createHash } from 'node:crypto';

/** The texts of the templates, compressed, in dist/. */
export const packedTexts = 'templates.bin';

/** The name of a file with the same texts unpacked; other texts have another name, so that none is stale. */
export function textsCache(texts: string | Uint8Array): string {
  return `templates.${createHash('sha256').update(texts).digest('hex').slice(0, 16)}.cache`;
}
