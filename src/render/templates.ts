import { fileURLToPath } from 'node:url';
import { templateModule } from '../build/templates.ts';
import type { Template } from './template.ts';

// The bundle has the compiled templates in place of this file; from the source they are compiled at every start.
const folder = fileURLToPath(new URL('../../roles-templates', import.meta.url));
const code = templateModule(folder);

/** Every file of roles-templates/, compiled, in the order of the paths. */
export const templates: readonly Template[] = (
  await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
).templates;
