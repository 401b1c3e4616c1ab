import { type Compilation, compile } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { readSource } from '../parse/read.ts';
import { UserError } from '../plan/user-error.ts';
import { hasColour, type Io, pathOf } from './io.ts';

export type Format = 'text' | 'json' | 'github';

/** Read and compile every inventory, also after one with faults, so that one run reports them all. */
export async function compileAll(names: readonly string[], io: Io): Promise<Compilation[]> {
  if (names.length === 0) throw new UserError('no inventory is named');
  if (names.filter((name) => name === '-').length > 1) {
    throw new UserError('standard input can be read once only, and - is named twice');
  }
  const compilations: Compilation[] = [];
  for (const name of names) {
    const { source, diagnostics } = await readSource(pathOf(name, io));
    compilations.push(source ? await compile(source) : { diagnostics });
  }
  return compilations;
}

/** Write the faults: for people on stderr, for machines on stdout. Returns whether one of them is an error. */
export function report(compilations: readonly Compilation[], format: Format, io: Io): boolean {
  const diagnostics: Diagnostic[] = compilations.flatMap((one) => one.diagnostics);
  const output = format === 'text' ? io.stderr : io.stdout;
  if (diagnostics.length > 0 || format === 'json') {
    output.write(renderDiagnostics(diagnostics, { format, colour: hasColour(output, io.env) }));
  }
  return diagnostics.some(({ severity }) => severity === 'error');
}
