import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../src/cli/io.ts';
import { run } from '../src/cli/run.ts';

/** Do something with a folder that is empty before and gone afterwards. */
export async function inFolder(act: (folder: string) => unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-test-'));
  try {
    await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Write files, given as path and text, and the folders above them. */
export function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Everything below a folder by its path: the text of a file, `/` for a folder, `link` for a link, which is not followed. */
export function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(entries.map((path) => [path, describe(join(folder, path))]));
}

function describe(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return 'link';
  return stat.isDirectory() ? '/' : readFileSync(path, 'utf8');
}

export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Run a command line in this process: its exit code and what it wrote. */
export function call(...argv: string[]): Promise<Called> {
  return callWith({}, argv);
}

/** As `call`, in a world that differs in something. */
export async function callWith(world: Partial<Io>, argv: readonly string[]): Promise<Called> {
  const texts = { stdout: '', stderr: '' };
  const stdout = { write: (text: string) => (texts.stdout += text) };
  const stderr = { write: (text: string) => (texts.stderr += text) };
  const code = await run(argv, { stdout, stderr, cwd: process.cwd(), env: {}, ...world });
  return { code, ...texts };
}
