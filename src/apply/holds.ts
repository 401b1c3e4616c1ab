import { closeSync, constants, openSync, readSync } from 'node:fs';

// Of a fleet there are a hundred thousand files to compare, and almost all of them are as they should be.
let wanted = Buffer.allocUnsafeSlow(256 * 1024);
let found = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * Whether a file has this very content, in UTF-8. Any other answer than yes, a fault among them, is a no; no link is
 * followed and no pipe waited for.
 */
export function holds(path: string, content: string): boolean {
  if (content === '') return false;
  if (content.length * 3 >= wanted.length) {
    wanted = Buffer.allocUnsafeSlow(content.length * 4);
    found = Buffer.allocUnsafeSlow(content.length * 4);
  }
  const length = wanted.write(content);
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return false;
  }
  try {
    const read = readSync(file, found, 0, length + 1, 0);
    return read === length && wanted.compare(found, 0, length, 0, length) === 0;
  } catch {
    return false;
  } finally {
    closeSync(file);
  }
}
