import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withSentence } from '../apply/system-fault.ts';
import { explainer, type Explanation, type Origin } from '../explain/explain.ts';
import { purposeOf } from '../explain/purpose.ts';
import { explanationText } from '../explain/text.ts';
import { type Manifest, sha256 } from '../plan/manifest.ts';
import { isTreePath } from '../plan/path.ts';
import { UserError } from '../plan/user-error.ts';
import { type Io, pathOf } from './io.ts';
import { manifestOf, originOf, templatedFilesOf } from './tree-origin.ts';

export interface ExplainOptions {
  readonly dir: string;
  readonly file?: string | undefined;
  readonly from?: string | undefined;
  readonly format?: 'text' | 'json' | undefined;
}

/** Say where a line of a tree comes from, or a whole file's lines, or what each file is for. */
export async function explainCommand(options: ExplainOptions, io: Io): Promise<number> {
  const folder = pathOf(options.dir, io);
  const manifest = await manifestOf(folder, options.dir);
  const isJson = options.format === 'json';
  const print = (answer: unknown, text: string) =>
    io.stdout.write(isJson ? `${JSON.stringify(answer, null, 2)}\n` : text);
  if (options.file === undefined) {
    const files = await filesOf(folder, manifest);
    const width = Math.max(...files.map(({ path }) => path.length));
    print(
      files,
      files
        .map(({ path, is, purpose }) => `${path.padEnd(width)}  ${is === 'ours' ? purpose : is}\n`)
        .join(''),
    );
    return 0;
  }
  const { path, line } = placeOf(options.file, folder);
  const origin = await originOf(options.from, folder, manifest, io);
  const text = await readText(join(folder, path));
  const tree = await templatedFilesOf(folder);
  const explanations = explainFile(path, line, text, tree, origin);
  print(explanations, note(path, text, manifest) + explanations.map(explanationText).join('\n'));
  return 0;
}

interface FileOfTree {
  readonly path: string;
  readonly is: 'ours' | 'edited by hand' | 'missing';
  readonly purpose: string;
}

function filesOf(folder: string, manifest: Manifest): Promise<FileOfTree[]> {
  return Promise.all(
    [...manifest].map(async ([path, hash]): Promise<FileOfTree> => {
      const file = join(folder, path);
      if (!existsSync(file)) return { path, is: 'missing', purpose: '' };
      const text = await readText(file);
      return { path, is: sha256(text) === hash ? 'ours' : 'edited by hand', purpose: purposeOf(path, text) };
    }),
  );
}

function readText(file: string): Promise<string> {
  return withSentence(`read ${file}`, () => readFileSync(file, 'utf8'));
}

/** `roles/x/tasks/main.yml:12`, relative to the tree; the line is optional. */
function placeOf(typed: string, folder: string): { path: string; line: number | undefined } {
  const [, name = typed, line] = /^(.*?)(?::(\d+))?$/.exec(typed) ?? [];
  const path = name.replace(/^\.\//, '');
  if (!isTreePath(path) || !existsSync(join(folder, path)) || !statSync(join(folder, path)).isFile())
    throw new UserError(`there is no file ${path} in ${folder} that sme-ha-gen could explain`);
  return { path, line: line === undefined ? undefined : Number(line) };
}

function explainFile(
  path: string,
  line: number | undefined,
  text: string,
  tree: ReadonlyMap<string, string>,
  origin: Origin | undefined,
): Explanation[] {
  const count = text.replace(/\n$/, '').split('\n').length;
  if (line !== undefined && (line < 1 || line > count))
    throw new UserError(`${path} has ${count} lines, and no line ${line}`);
  const explain = explainer(path, text, tree, origin);
  if (!explain) throw new UserError(`${path} is not generated: no template of sme-ha-gen makes such a file`);
  const lines = line === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [line];
  return lines.map(explain);
}

function note(path: string, text: string, manifest: Manifest): string {
  const hash = manifest.get(path);
  if (hash === sha256(text)) return '';
  const what = hash === undefined ? 'is not in the manifest' : 'was edited by hand';
  return `${path} ${what}; lines are found again by their text.\n\n`;
}
