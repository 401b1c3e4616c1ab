import { guideText } from './guide-text.ts';

/** A step of the vendor's guide, by its id such as G08. */
export interface GuideStep {
  readonly id: string;
  readonly what: string;
  /** Where the tree does something else than the guide, and why. */
  readonly reasons: readonly string[];
}

const rows = [...guideText.matchAll(/^\| (G\d\d) \| (.*?) \| (.*?) \|/gm)].map(
  ([, id = '', what = '', doneBy = '']) => ({ id, what, doneBy }),
);

const deviations = [...guideText.matchAll(/^- \*\*(G\d\d(?:, G\d\d)*)\.\*\* (.*(?:\n {2}.*)*)/gm)].map(
  ([, ids = '', text = '']) => ({ ids: ids.split(', '), text: text.replaceAll(/\s*\n\s*/g, ' ') }),
);

export function guideStep(id: string): GuideStep {
  const what = rows.find((row) => row.id === id)?.what ?? '';
  return { id, what, reasons: deviations.filter(({ ids }) => ids.includes(id)).map(({ text }) => text) };
}

/** The steps that a file of the tree carries out, as docs/guide.md has it. */
function stepsOfFile(path: string): string[] {
  return rows.filter(({ doneBy }) => doneBy.includes(`\`${path}\``)).map(({ id }) => id);
}

/** The steps that a line names: `# G08 G09`, `(G17, G36)`, `G08 to G16`. */
function stepsIn(line: string): string[] {
  return [...line.matchAll(/\bG(\d\d)(?: to G(\d\d))?/g)].flatMap(([, from = '', to = from]) =>
    rows.map(({ id }) => id).filter((id) => id >= `G${from}` && id <= `G${to}`),
  );
}

/** The steps that a line belongs to: those that its task names, or the comment above it, or else its file. */
export function stepsAt(path: string, lines: readonly string[], index: number): string[] {
  const isTasks = /^(site\.yml|playbooks\/)|\/(tasks|handlers)\//.test(path);
  const found = isTasks ? stepsOfTask(lines, index) : stepsAbove(lines, index);
  return found.length > 0 ? found : stepsOfFile(path);
}

function stepsAbove(lines: readonly string[], index: number): string[] {
  for (let at = index; at >= 0; at--) {
    if (stepsIn(lines[at] ?? '').length === 0) continue;
    // A comment may have more lines than the one that names a step.
    let start = at;
    while (isComment(lines[at]) && isComment(lines[start - 1])) start--;
    return [...new Set(lines.slice(start, at + 1).flatMap(stepsIn))];
  }
  return [];
}

function isComment(line = ''): boolean {
  return /^\s*#/.test(line);
}

/** Of the task that a line stands in, or of a block or play around it. */
function stepsOfTask(lines: readonly string[], index: number): string[] {
  let indent = Number.POSITIVE_INFINITY;
  // A comment stands ahead of the task that it is about.
  let start = index;
  while (isComment(lines[start]) && start < lines.length - 1) start++;
  for (let at = start; at >= 0; at--) {
    const own = /^( *)- name:/.exec(lines[at] ?? '')?.[1]?.length;
    if (own === undefined || own >= indent) continue;
    indent = own;
    const comments: string[] = [];
    for (let above = at - 1; isComment(lines[above]); above--) comments.push(lines[above] ?? '');
    const steps = [lines[at] ?? '', ...comments].flatMap(stepsIn);
    if (steps.length > 0) return [...new Set(steps)];
  }
  return [];
}
