import { readFileSync } from 'node:fs';

// The bundle has the text in place of this file.
/** docs/guide.md as it stands there. */
export const guideText = readFileSync(new URL('../../docs/guide.md', import.meta.url), 'utf8');
