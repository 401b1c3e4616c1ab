import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withSentence } from '../apply/system-fault.ts';
import { compile } from '../compile.ts';
import { type Origin, templateOf } from '../explain/explain.ts';
import { parse } from '../parse/parse.ts';
import { readSource } from '../parse/read.ts';
import { type Manifest, readManifest, sha256 } from '../plan/manifest.ts';
import { manifestPath } from '../plan/path.ts';
import { UserError } from '../plan/user-error.ts';
import { type Io, pathOf } from './io.ts';

/** Throws a UserError where a folder that a user named holds no tree of ours. */
export function assertIsTree(folder: string, typed: string): void {
  if (!existsSync(join(folder, manifestPath)))
    throw new UserError(
      `${typed} is not a tree that sme-ha-gen made (it has no ${manifestPath}): compile an inventory into it first`,
    );
}

/** The manifest of a tree that a user named. */
export async function manifestOf(folder: string, typed: string): Promise<Manifest> {
  assertIsTree(folder, typed);
  const file = join(folder, manifestPath);
  const manifest = readManifest(await withSentence(`read ${file}`, () => readFileSync(file, 'utf8')));
  if (typeof manifest === 'string') throw new UserError(`${file}: ${manifest}`);
  return manifest;
}

/** What of the tree is made by templates, as it stands on disk and as far as it can be read. */
export async function templatedFilesOf(folder: string): Promise<Map<string, string>> {
  const all = await withSentence(`read ${folder}`, () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }),
  );
  const paths = all.filter((path) => templateOf(path));
  return new Map(
    paths.sort().flatMap((path): [string, string][] => {
      const text = ifReadable(() => textOf(join(folder, path)));
      return text === undefined ? [] : [[path, text]];
    }),
  );
}

function textOf(file: string): string | undefined {
  return statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
}

/** What a look at files gives; undefined where the system has something against it, as for a dangling link of an editor. */
function ifReadable<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}

/** The inventory that is named, or else one beside the tree or here that compiles to this very tree. */
export async function originOf(
  from: string | undefined,
  folder: string,
  manifest: Manifest,
  io: Io,
): Promise<Origin | undefined> {
  if (from !== undefined) {
    if (from !== '-' && !existsSync(pathOf(from, io))) throw new UserError(`there is no file ${from}`);
    const origin = await readOrigin(pathOf(from, io));
    if (!origin) throw new UserError(`${from} has faults: sme-ha-gen validate shows them`);
    return origin.origin;
  }
  // Of `.` and `..` dirname does not know what is above.
  for (const name of candidates([folder, join(folder, '..'), io.cwd])) {
    const found = await readOrigin(name);
    if (found && [...found.tree].every(([path, text]) => manifest.get(path) === sha256(text)))
      return found.origin;
  }
  return undefined;
}

function candidates(folders: readonly string[]): string[] {
  const names = [...new Set(folders)].flatMap((folder) =>
    (ifReadable(() => readdirSync(folder, { withFileTypes: true })) ?? [])
      .filter((entry) => entry.isFile() && /\.(json|ya?ml)$/i.test(entry.name))
      .map((entry) => join(folder, entry.name)),
  );
  const mayBe = (name: string) =>
    statSync(name).size < 100_000 && readFileSync(name, 'utf8').includes('app_servers');
  return names.filter((name) => ifReadable(() => mayBe(name)));
}

async function readOrigin(
  name: string,
): Promise<{ origin: Origin; tree: ReadonlyMap<string, string> } | undefined> {
  const { source } = await readSource(name);
  if (!source) return undefined;
  const { value } = await parse(source);
  const { inventory, tree } = await compile(source);
  return value && inventory && tree ? { origin: { source, parsed: value, inventory }, tree } : undefined;
}
