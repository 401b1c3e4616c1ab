import { harmless } from '../diagnostics/harmless.ts';
import type { Cause, Explanation } from './explain.ts';

/** More causes than this are no explanation. */
const most = 8;

/** One line's explanation for a person. Safe to print. */
export function explanationText(one: Explanation): string {
  const { path, line, text, template, templateLine, causes, steps, readBy } = one;
  const head = `${path}:${line}: ${text}\n`;
  if (one.is === 'not ours')
    return safe(
      `${head}  not written by this version of sme-ha-gen from this inventory: a hand, or another version, has\n`,
    );
  const where =
    templateLine === undefined
      ? `${template} (name the inventory for its line: --from FILE)`
      : `${template}:${templateLine}`;
  const parts = [
    `  template   ${where}`,
    ...causes.slice(0, most).map((cause) => `  inventory  ${causeText(cause)}`),
    ...(causes.length > most ? [`  inventory  and ${causes.length - most} more values`] : []),
    ...steps.flatMap(({ id, what, reasons }) => [
      `  guide      ${id} ${what}`,
      ...reasons.map((reason) => `             ${reason}`),
    ]),
    ...(readBy.length > 0 ? [`  read by    ${readBy.join(', ')}`] : []),
  ];
  return safe(`${head}${parts.map((part) => `${part}\n`).join('')}`);
}

function causeText({ key, value, place }: Cause): string {
  if (place) return `${place.file}:${place.line}:${place.column} ${key}`;
  return `the default of ${key}, ${JSON.stringify(value)}`;
}

function safe(text: string): string {
  return text.replaceAll(/[^\n]+/g, harmless);
}
