import { resolve } from 'node:path';
import { type Compilation, compile } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { type Checked, checkAll, type Read } from '../fleet.ts';
import { readSource } from '../parse/read.ts';
import { UserError } from '../plan/user-error.ts';
import { hasColour, type Io, pathOf } from './io.ts';
import { progressOf } from './progress.ts';

export type Format = 'text' | 'json' | 'github';

/** Read and compile every inventory by itself, also after one with faults, so that one run reports them all. */
export async function compileAll(names: readonly string[], io: Io): Promise<Compilation[]> {
  const compilations: Compilation[] = [];
  for await (const { source, diagnostics } of readAll(names, io)) {
    compilations.push(source ? await compile(source) : { diagnostics });
  }
  return compilations;
}

/** Read and check every inventory, by itself and against the others; the answers are in the order of the names. */
export async function checkInventories(names: readonly string[], io: Io): Promise<Checked[]> {
  refuseTwice(names, io);
  return checkAll(readAll(names, io));
}

async function* readAll(names: readonly string[], io: Io): AsyncGenerator<Read> {
  if (names.length === 0) throw new UserError('no inventory is named');
  if (names.filter((name) => name === '-').length > 1) {
    throw new UserError('standard input can be read once only, and - is named twice');
  }
  const progress = progressOf('checking', names.length, io);
  try {
    for (const [index, name] of names.entries()) {
      progress.show(index);
      yield await readSource(pathOf(name, io));
    }
  } finally {
    progress.clear();
  }
}

/** One file under two names would collide with itself in everything, which says less than this. */
function refuseTwice(names: readonly string[], { cwd }: Io): void {
  const seen = new Map<string, string>();
  for (const name of names.filter((one) => one !== '-')) {
    const file = resolve(cwd, name);
    const other = seen.get(file);
    if (other !== undefined)
      throw new UserError(`${name} is named twice${other === name ? '' : `, once as ${other}`}`);
    seen.set(file, name);
  }
}

/** Write the faults: for people on stderr, for machines on stdout. Returns whether one of them is an error. */
export function report(checked: readonly Pick<Checked, 'diagnostics'>[], format: Format, io: Io): boolean {
  const diagnostics: Diagnostic[] = checked.flatMap((one) => one.diagnostics);
  const output = format === 'text' ? io.stderr : io.stdout;
  if (diagnostics.length > 0 || format === 'json') {
    output.write(renderDiagnostics(diagnostics, { format, colour: hasColour(output, io.env) }));
  }
  return diagnostics.some(({ severity }) => severity === 'error');
}
