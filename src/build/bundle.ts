import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { makeCodeCache } from './code-cache.ts';
import { loadScript } from './script.ts';
import { templateModule } from './templates.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

/** Modules that read the repository when they run from the source, and what stands in the bundle instead. */
const aheadOfTime: Plugin = {
  name: 'ahead of time',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /src\/render\/templates\.ts$/ }, () => ({
      contents: templateModule(join(root, 'roles-templates')),
    }));
    onLoad({ filter: /src\/cli\/schema-text\.ts$/ }, async () => {
      const text = await readFile(join(root, 'schemas/inventory.schema.json'), 'utf8');
      return { contents: `export const schemaText = ${JSON.stringify(text)};` };
    });
    onLoad({ filter: /src\/explain\/guide-text\.ts$/ }, async () => {
      const text = await readFile(join(root, 'docs/guide.md'), 'utf8');
      return { contents: `export const guideText = ${JSON.stringify(text)};` };
    });
    onResolve({ filter: /platform-shims\/esm\.mjs$/ }, () => ({
      path: join(root, 'src/build/yargs-shim.ts'),
    }));
    onResolve({ filter: /^string-width$/ }, () => ({ path: join(root, 'src/build/string-width.ts') }));
  },
};

/** The program that users call loads the rest of us from a cache of compiled code. */
const cached: Plugin = {
  name: 'cached',
  setup({ onResolve }) {
    onResolve({ filter: /cli\/run\.ts$/ }, () => ({ path: join(root, 'src/build/cached-run.ts') }));
  },
};

/** CommonJS starts faster than ES modules do. Short names take a quarter off the package; templates report their own lines. */
const options: BuildOptions = {
  bundle: true,
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  minify: true,
  platform: 'node',
  target: 'node20',
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
await build({
  ...options,
  entryPoints: [join(root, 'src/build/main.ts')],
  outfile: join(dist, 'main.js'),
  plugins: [aheadOfTime],
});
const loaded = loadScript(join(dist, 'main.js'));
await makeCodeCache(loaded);
await build({
  ...options,
  banner: { js: '#!/usr/bin/env node' },
  entryPoints: [join(root, 'src/bin.ts')],
  outfile: join(dist, 'sme-ha-gen.js'),
  plugins: [cached],
});
await chmod(join(dist, 'sme-ha-gen.js'), 0o755);
const { run: _, ...api } = loaded.main;
await writeFile(
  join(dist, 'index.mjs'),
  `import main from './main.js';\nexport const { ${Object.keys(api).sort().join(', ')} } = main;\n`,
);
