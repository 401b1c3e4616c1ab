import type { Diagnostic } from './diagnostic.ts';
import { harmless } from './harmless.ts';

/** For GitHub Actions: one workflow command a diagnostic, which shows as an annotation of the line. */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((one) => `${annotation(one)}\n`).join('');
}

function annotation({ severity, code, message, file, place, cause, fix }: Diagnostic): string {
  const properties = {
    // Standard input is no file of the repository.
    ...(file !== '-' && { file }),
    ...(place && { line: place.line, col: place.column, endColumn: place.column + place.length }),
    title: code,
  };
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const text = [message, cause && `cause: ${cause}`, fix && `fix: ${fix}`]
    .filter((line) => typeof line === 'string')
    .map(harmless)
    .join('\n');
  return `::${severity} ${listed.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
