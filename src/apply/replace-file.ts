import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { pid } from 'node:process';

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
