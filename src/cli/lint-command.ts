import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withSentence } from '../apply/system-fault.ts';
import { readTarget } from '../apply/target.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { ansibleLint } from '../lint/ansible-lint.ts';
import { type Explainer, explainer } from '../explain/explain.ts';
import type { Finding } from '../lint/finding.ts';
import { syntaxCheck } from '../lint/syntax-check.ts';
import type { Manifest } from '../plan/manifest.ts';
import { UserError } from '../plan/user-error.ts';
import type { Format } from './inventories.ts';
import { hasColour, type Io, pathOf } from './io.ts';
import { manifestOf, originOf, templatedFilesOf } from './tree-origin.ts';

export interface LintOptions {
  readonly dir: string;
  readonly format?: Format | undefined;
}

/** Check the generated files of a tree with Ansible's own tools; 0 when they find nothing, else 1. */
export async function lintCommand({ dir, format = 'text' }: LintOptions, io: Io): Promise<number> {
  const folder = pathOf(dir, io);
  const manifest = await manifestOf(folder, dir);
  const paths = await generatedFiles(folder);
  const findings = await inCopy(folder, paths, (copy) => findAll(copy, paths, io));
  const madeBy = findings.length > 0 ? await originsIn(folder, manifest, io) : () => undefined;
  const diagnostics = findings.map((one) => diagnosticOf(one, dir, folder, madeBy));

  const output = format === 'text' ? io.stderr : io.stdout;
  if (diagnostics.length > 0 || format === 'json')
    output.write(renderDiagnostics(diagnostics, { format, colour: hasColour(output, io.env) }));
  if (diagnostics.length === 0 && format === 'text') io.stdout.write(`${dir} has nothing to mend\n`);
  return diagnostics.length === 0 ? 0 : 1;
}

/** The files of the manifest that are there: neither the vault nor what else a user keeps beside them. */
async function generatedFiles(folder: string): Promise<string[]> {
  const { known, disk } = await withSentence(`read ${folder}`, () => readTarget(folder, new Map()));
  return [...known.keys()].filter((path) => disk.get(path)?.kind === 'file').sort();
}

/** Do something with a copy of files: the tools leave caches behind where they run. */
async function inCopy<T>(
  folder: string,
  paths: readonly string[],
  act: (copy: string) => Promise<T>,
): Promise<T> {
  const copy = await withSentence(`make a folder in ${tmpdir()}`, () =>
    mkdtempSync(join(tmpdir(), 'sme-ha-gen-lint-')),
  );
  try {
    await withSentence(`copy ${folder}`, () => {
      for (const path of paths) {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        copyFileSync(join(folder, path), join(copy, path));
      }
    });
    return await act(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function findAll(copy: string, paths: readonly string[], { env, stderr }: Io): Promise<Finding[]> {
  const playbooks = paths.filter((path) => /^(?:site|playbooks\/[^/]+)\.yml$/.test(path));
  const syntax = await syntaxCheck(copy, playbooks, env);
  const style = await ansibleLint(copy, env);
  if (syntax === undefined && style === undefined)
    throw new UserError(
      'neither ansible-playbook nor ansible-lint is there: install ansible-core and ansible-lint',
    );
  if (syntax === undefined) stderr.write('ansible-playbook is not there: the syntax was not checked\n');
  if (style === undefined) stderr.write('ansible-lint is not there: only the syntax was checked\n');
  // ansible-lint checks the syntax too, and says it again.
  const isNew = ({ rule }: Finding) => !(rule.startsWith('syntax-check') && (syntax ?? []).length > 0);
  return [...(syntax ?? []), ...(style ?? []).filter(isNew)];
}

function diagnosticOf(
  { rule, severity, message, path, line, url }: Finding,
  dir: string,
  folder: string,
  madeBy: MadeBy,
): Diagnostic {
  const cause = madeBy(path, line);
  const place = line === undefined ? undefined : placeOf(join(folder, path), line);
  return {
    code: rule,
    severity,
    message,
    file: join(dir, path),
    ...(place && { place }),
    ...(cause && { cause }),
    ...(url && { fix: url }),
  };
}

/** In words: the template's line and the inventory's that made a line of the tree, as far as they are known. */
type MadeBy = (path: string, line: number | undefined) => string | undefined;

async function originsIn(folder: string, manifest: Manifest, io: Io): Promise<MadeBy> {
  const tree = await templatedFilesOf(folder);
  const origin = await originOf(undefined, folder, manifest, io);
  const made = new Map<string, Explainer | undefined>();
  return (path, line) => {
    if (!made.has(path)) made.set(path, explainer(path, tree.get(path) ?? '', tree, origin));
    const found = made.get(path)?.(line ?? 1);
    if (!found) return undefined;
    const template = line && found.templateLine ? `${found.template}:${found.templateLine}` : found.template;
    const places = line ? found.causes.flatMap(({ place }) => (place ? [place] : [])) : [];
    const from = places.map((place) => `${place.file}:${place.line}:${place.column}`);
    return `made by ${[template, ...from.slice(0, 3)].join(' from ')}`;
  };
}

/** The line from its first character on. */
function placeOf(file: string, line: number): Diagnostic['place'] {
  const lineText = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/)[line - 1] : undefined;
  if (lineText === undefined) return undefined;
  const column = lineText.search(/\S|$/) + 1;
  return { line, column, length: Math.max(1, lineText.trim().length), lineText };
}
