import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a tree by their paths in it. */
export function filesOf(tree: string): [path: string, text: string][] {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(tree, file), readFileSync(file, 'utf8')]);
}

/**
 * Write a script that writes the files of a tree, one after the other and with nothing else in mind, into as many folders as it
 * is told: `node loop.cjs <folder> <count>`.
 */
export function putLoop(script: string, tree: string): void {
  writeFileSync(
    script,
    `const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const [folder, count] = process.argv.slice(2);
const files = ${JSON.stringify(filesOf(tree))};
for (let index = 0; index < Number(count); index += 1) {
  for (const [path, text] of files) {
    const file = join(folder, String(index).padStart(8, '0'), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
`,
  );
}

/** Write a script that reads and hashes every file of the trees in a folder: `node hash.cjs <folder>`. */
export function putHash(script: string, trees: string): void {
  const paths = readdirSync(trees).flatMap((name) =>
    filesOf(join(trees, name)).map(([path]) => join(name, path)),
  );
  writeFileSync(`${script}.json`, JSON.stringify(paths));
  writeFileSync(
    script,
    `const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
for (const path of JSON.parse(readFileSync(process.argv[1] + '.json', 'utf8'))) {
  createHash('sha256').update(readFileSync(process.argv[2] + '/' + path)).digest('hex');
}
`,
  );
}
