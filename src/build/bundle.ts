import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { makeCodeCache } from './code-cache.ts';
import { loadScript } from './script.ts';
import { packedTemplates } from './templates.ts';
import { packedTexts } from './texts-cache.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

/** Packages that a compilation has no use for: each is a file of its own, so that a start does not read it. */
const apart = new Map([
  ['@huggingface/jinja', 'jinja.js'],
  ['diff', 'diff.js'],
  ['execa', 'execa.js'],
  ['yaml', 'yaml.js'],
]);
const templates = packedTemplates(join(root, 'roles-templates'));

/** Modules that read the repository when they run from the source, and what stands in the bundle instead. */
const aheadOfTime: Plugin = {
  name: 'ahead of time',
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: /src\/render\/templates\.ts$/ }, () => ({ contents: templates.module }));
    onLoad({ filter: /src\/explain\/guide-text\.ts$/ }, () => ({
      contents: `import { readFileSync } from 'node:fs';
export const guideText = readFileSync(__dirname + '/guide.md', 'utf8');`,
    }));
    onLoad({ filter: /src\/cli\/schema-text\.ts$/ }, () => ({
      contents: `import { readFileSync } from 'node:fs';
export const schemaText = readFileSync(__dirname + '/../schemas/inventory.schema.json', 'utf8');`,
    }));
    onResolve({ filter: /platform-shims\/esm\.mjs$/ }, () => ({
      path: join(root, 'src/build/yargs-shim.ts'),
    }));
    onResolve({ filter: /^string-width$/ }, () => ({ path: join(root, 'src/build/string-width.ts') }));
    // It reads modules that nobody names, with what takes a moment to load.
    onResolve({ filter: /^node:module$/ }, ({ importer }) =>
      importer.includes('yargs-parser') ? { path: join(root, 'src/build/no-module.ts') } : undefined,
    );
    onResolve({ filter: /^[@a-z]/ }, ({ path }) => {
      const file = apart.get(path);
      return file === undefined ? undefined : { path: `./${file}`, external: true };
    });
    // Its formatter, which is never called, makes tables at every start.
    onResolve({ filter: /jsonc-parser|^\.\/(impl\/)?(format|edit|string-intern)$/ }, async (found) => {
      if (found.pluginData === 'again') return undefined;
      const { kind, importer, resolveDir } = found;
      const resolved = await resolve(found.path, { kind, importer, resolveDir, pluginData: 'again' });
      return resolved.path.includes('jsonc-parser') ? { path: resolved.path, sideEffects: false } : undefined;
    });
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
  // A script that is run by node:vm cannot import; what is required then is as lazy.
  supported: { 'dynamic-import': false },
  target: 'node20',
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
await writeFile(join(dist, packedTexts), templates.texts);
await copyFile(join(root, 'docs/guide.md'), join(dist, 'guide.md'));
for (const [name, file] of apart) {
  const stdin = { contents: `export * from '${name}';`, resolveDir: root };
  await build({ ...options, stdin, outfile: join(dist, file) });
}
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
