import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { timingOf } from '../../src/model/timing.ts';
import { ask, fromEach } from './ask.ts';
import { areEqual } from './databases.ts';
import { joinLaboratory, openLaboratory } from './laboratory.ts';
import { type Event, eventsOf } from './month-events.ts';
import { inUse } from './proofs-converge.ts';
import { versionsOf } from './release.ts';
import { Story, writeTree } from './story.ts';
import { endWriting, goesOn, startWriting } from './writing.ts';

/** What came of an event, as the table has it. */
interface Line {
  event: Event;
  seen: string;
  /** The longest time between two acknowledged rows, seconds; undefined where nobody wrote. */
  gap: number | undefined;
  /** Acknowledged rows that are missing on a server afterwards, of so many. */
  lost: number;
  rows: number;
  kept: boolean;
}

const inventory = resolve(import.meta.dirname, '../../fixtures/reference/inventory.json');
const begin = '<!-- What follows is made by `npm run lab -- month --note`. -->';
const end = '<!-- The end of what is made. -->';

/** `lab month`: a month of an operator's life on one cluster, and a table of it. Returns the exit code. */
export async function month(args: string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { note: { type: 'boolean' }, only: text, release: text, controller: text } as const;
  const { note, only, ...named } = parseArgs({ args, options }).values;
  const versions = versionsOf(named);
  const id = process.env.LAB;
  const lab = id ? await joinLaboratory(id, versions) : await openLaboratory(inventory, { versions });
  const folder = mkdtempSync(join(process.env.SME_LAB_LOGS ?? '/var/tmp', 'sme-ha-gen-month-'));
  try {
    const wish = JSON.parse(readFileSync(inventory, 'utf8'));
    const story = new Story(lab, await lab.image(), folder, await writeTree(wish, join(folder, 'tree')));
    if (!id) await install(story);
    const lines: Line[] = [];
    const wanted = new RegExp(only ?? '');
    for (const event of eventsOf(timingOf(story.inventory)).filter(({ name }) => wanted.test(name))) {
      const line = await live(story, event);
      lines.push(line);
      say(line.kept ? row(line) : `${row(line)}\n${line.seen}`);
    }
    const table = [...heading, ...lines.map(row)].join('\n');
    say(`\n${table}`);
    if (note) writeNote(table);
    say(`what Ansible said lies in ${folder}`);
    return lines.every(({ kept }) => kept) ? 0 : 1;
  } finally {
    if (!id) lab.close();
  }
}

/** The first day: stock appliances become a cluster. */
async function install(story: Story): Promise<void> {
  await ask(story, story.db[0], inUse, story.inventory.database.name);
  const { seconds } = await story.playWell('the installation');
  say(`installed in ${seconds.toFixed(0)} s`);
}

/** Lets an event happen while the application writes, and sees what became of its rows. */
async function live(story: Story, event: Event): Promise<Line> {
  const writer = await startWriting(story, 'month', event.web?.(story));
  const line: Line = { event, seen: '', gap: undefined, lost: 0, rows: 0, kept: true };
  let tokens: string[] = [];
  try {
    // Where the event stops the application, nobody writes meanwhile.
    if (event.quiet) ({ tokens } = await endWriting(writer));
    line.seen = await event.happen(story);
    if (!event.quiet) {
      await goesOn(writer, 'the writer does not go on', 30);
      ({ tokens, gap: line.gap } = await endWriting(writer));
    }
    await areEqual(story, 60);
    line.rows = tokens.length;
    line.lost = Math.max(...(await missing(story, tokens)));
    line.kept =
      (line.gap ?? 0) < event.longest && (event.losesAll ? line.lost === line.rows : line.lost === 0);
  } catch (error) {
    line.seen = `FAILED: ${error instanceof Error ? error.message : error}`;
    line.kept = false;
    await endWriting(writer).catch(() => undefined);
  }
  return line;
}

async function missing(story: Story, tokens: string[]): Promise<number[]> {
  const found = await fromEach(story.db, (host) =>
    ask(story, host, 'SELECT token FROM proof_writes', story.inventory.database.name),
  );
  return found.map(([, text]) => {
    const there = new Set(text.split('\n'));
    return tokens.filter((token) => !there.has(token)).length;
  });
}

const heading = [
  '| day | event | expected | seen | longest write gap | rows lost | |',
  '|---:|---|---|---|---:|---:|---|',
];

function row({ event, seen, gap, lost, rows, kept }: Line): string {
  const [first = ''] = seen.split('\n');
  const cells = [event.day, event.name, event.expected, first.replaceAll('|', '\\|')];
  const measured = [gap === undefined ? 'nobody wrote' : `${gap.toFixed(2)} s`, `${lost} of ${rows}`];
  return `| ${[...cells, ...measured, kept ? 'kept' : 'BROKEN'].join(' | ')} |`;
}

/** Puts the table between the marks of docs/operations.md. */
function writeNote(table: string): void {
  const file = join(import.meta.dirname, '../../docs/operations.md');
  const text = readFileSync(file, 'utf8');
  const [before, after] = [text.indexOf(begin), text.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${file} has lost its marks`);
  const head = text.slice(0, before + begin.length);
  writeFileSync(file, `${head}\n\n${table}\n\n${text.slice(after)}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
