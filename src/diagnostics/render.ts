import type { Diagnostic } from './diagnostic.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderText } from './text.ts';

/** How diagnostics are written: for people, for machines, or as annotations of a GitHub workflow. */
export interface RenderOptions {
  readonly format: 'text' | 'json' | 'github';
  /** Whether text has terminal colours; the other formats never have. */
  readonly colour: boolean;
}

/** Write diagnostics in the order given; ends in a line end, and no character of a user's does anything. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  { format, colour }: RenderOptions,
): string {
  if (format === 'json') return renderJson(diagnostics);
  if (format === 'github') return renderGithub(diagnostics);
  return renderText(diagnostics, colour);
}
