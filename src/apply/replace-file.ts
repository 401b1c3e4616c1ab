import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { pid } from 'node:process';
import { UserError } from '../plan/user-error.ts';

/** Put a file in the place of another one, whole or not at all; nothing is left behind when it throws. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${pid}.new`;
  const descriptor = openSync(temporary, 'wx');
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Write a file, where only an earlier one of the same kind may stand; `isOurs` knows one by its text, `kind` names it. */
export function replaceOurs(
  file: string,
  text: string,
  kind: string,
  isOurs: (text: string) => boolean,
): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return replaceFile(file, text);
  const before = found.isFile() ? readFileSync(file, 'utf8') : '';
  if (!isOurs(before)) {
    throw new UserError(`${file} is there already and is no ${kind} of sme-ha-gen. Nothing was written.`);
  }
  if (before !== text) replaceFile(file, text);
}
