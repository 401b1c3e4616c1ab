import { existsSync, statSync } from 'node:fs';
import { suggest } from '../diagnostics/suggest.ts';
import { UserError } from '../plan/user-error.ts';
import { type Command, nameOf, takesNext } from './command.ts';
import { type Io, pathOf } from './io.ts';

/** Throw a UserError for a command that is misspelt or not the first word, which would be taken as an inventory. */
export function refuseMisplaced(
  words: readonly string[],
  called: Command,
  commands: readonly Command[],
  io: Io,
): void {
  const word = firstPlain(words, commands);
  if (nameOf(called) !== '' || word === undefined || asksForHelp(words) || isInventory(word, io)) return;
  const names = commands.map(nameOf).filter((name) => name !== '');
  if (names.includes(word)) throw new UserError(`the command comes first: sme-ha-gen ${word} ...`);
  if (word === 'help') throw new UserError('there is no command help: call sme-ha-gen <command> --help');
  const meant = suggest(word, names);
  if (meant !== undefined) throw new UserError(`there is no command ${word}: did you mean ${meant}?`);
}

/** The first word that is neither a flag nor, as any command has them, the value of one. */
function firstPlain(words: readonly string[], commands: readonly Command[]): string | undefined {
  const flags = Object.assign({}, ...commands.map((one) => one.flags));
  return words.find((word, index) => !word.startsWith('-') && !takesNext(words[index - 1] ?? '', flags));
}

function asksForHelp(words: readonly string[]): boolean {
  return words.some((word) => ['--help', '-h', '--version'].includes(word));
}

function isInventory(word: string, io: Io): boolean {
  if (/\.(?:json|ya?ml)$/i.test(word)) return true;
  const path = pathOf(word, io);
  return existsSync(path) && statSync(path).isFile();
}
