import { closeSync, lstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withSentence } from '../apply/system-fault.ts';
import { type Compilation, compile } from '../compile.ts';
import { type AnswerFlags, type Answers, type Known, knownFrom, withoutQuestions } from '../init/answers.ts';
import { firstJson, firstYaml } from '../init/first-inventory.ts';
import { askFor } from '../init/questions.ts';
import { schemaPlace } from '../init/schema-place.ts';
import { UserError } from '../plan/user-error.ts';
import { report } from './inventories.ts';
import { type Io, pathOf, type Terminal } from './io.ts';
import { forShell } from './summary.ts';

export interface InitOptions extends AnswerFlags {
  readonly file: string;
}

interface Draft {
  readonly text: string;
  readonly isExample: boolean;
}

/** Write a first inventory; what is not told by flags is asked on a terminal. Never overwrites anything. */
export async function initCommand({ file, ...flags }: InitOptions, io: Io): Promise<number> {
  const path = pathOf(file, io);
  if (file === '-') throw new UserError('init writes a file: name it');
  await refuseExisting(file, path);
  const known = knownFrom(flags);
  const terminal = isComplete(known) ? undefined : await io.terminal?.();
  try {
    const draft = terminal
      ? await draftByQuestions(terminal, known, file, io)
      : draftOf(withoutQuestions(known), file, io);
    const compilation = await compile({ name: file, text: draft.text });
    if (report([compilation], 'text', io)) {
      io.stderr.write('\nNothing was written.\n');
      return 2;
    }
    await withSentence(`write ${file}`, () => createFile(file, path, draft.text));
    io.stdout.write(nextSteps(file, draft, compilation));
    return 0;
  } finally {
    terminal?.close();
  }
}

/** Ask, and where the answers do not fit each other, show why and ask again, with what was said as the default. */
async function draftByQuestions(terminal: Terminal, known: Known, file: string, io: Io): Promise<Draft> {
  terminal.say(
    `A few questions, then ${file} is written. Enter takes what stands in brackets, Ctrl-C stops.\n`,
  );
  let answers = await askFor(terminal, known);
  while (true) {
    const draft = draftOf({ answers, isExample: false }, file, io);
    const { diagnostics } = await compile({ name: file, text: draft.text });
    if (!diagnostics.some(({ severity }) => severity === 'error')) return draft;
    report([{ diagnostics }], 'text', io);
    terminal.say('\nOnce more, please:\n');
    answers = await askFor(terminal, {}, answers);
  }
}

function isComplete({ cluster, ...addresses }: Known): boolean {
  return cluster !== undefined && Object.keys(addresses).length === 4;
}

function draftOf(
  { answers, isExample }: { answers: Answers; isExample: boolean },
  file: string,
  io: Io,
): Draft {
  const command = `Compile it: sme-ha-gen ${forShell(file)} -o ${forShell(answers.cluster)}`;
  const setting = { schemaPlace: schemaPlace(resolve(io.cwd, file)), isExample, command };
  const write = /\.json$/i.test(file) ? firstJson : firstYaml;
  return { text: write(answers, setting), isExample };
}

function nextSteps(file: string, { isExample }: Draft, { inventory }: Compilation): string {
  const { cluster = '' } = inventory ?? {};
  const first = isExample ? 'Its names and addresses are examples: put yours in their place.\n' : '';
  return `${file}: a first inventory of ${cluster}\n${first}\nNext:\n  sme-ha-gen ${forShell(file)} -o ${forShell(cluster)}\n`;
}

async function refuseExisting(file: string, path: string): Promise<void> {
  if (await withSentence(`look for ${file}`, () => lstatSync(path, { throwIfNoEntry: false })))
    throw isThere(file);
}

function isThere(file: string): UserError {
  return new UserError(
    `${file} is there already, and init never overwrites: name another file, or move that one away`,
  );
}

/** Create the file, which must not be there, not even as a dangling link; on a fault nothing of it stays. */
function createFile(file: string, path: string, text: string): void {
  const open = openNew(file, path);
  try {
    writeFileSync(open, text, { flush: true });
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(open);
  }
}

function openNew(file: string, path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? isThere(file) : error;
  }
}
