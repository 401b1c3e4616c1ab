import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDtsBundle } from 'dts-bundle-generator';

const root = fileURLToPath(new URL('../..', import.meta.url));

// All declarations of the API in one file, as the package has none of the sources that they refer to.
const [declarations] = generateDtsBundle(
  [{ filePath: join(root, 'src/index.ts'), output: { exportReferencedTypes: false, noBanner: true } }],
  { preferredConfigPath: join(root, 'tsconfig.json') },
);
if (declarations === undefined) throw new Error('dts-bundle-generator made nothing');
await writeFile(join(root, 'dist/index.d.mts'), declarations);
