import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Fault, locate } from '../diagnostics/fault.ts';
import { largest, tooLarge } from './parse.ts';
import type { Source } from './source.ts';

type Reading = { bytes: Buffer } | { fault: Fault };

/** Read an inventory from a file, or from standard input for `-`. Whatever can go wrong is a diagnostic. */
export async function readSource(name: string): Promise<{ source?: Source; diagnostics: Diagnostic[] }> {
  const reading = await readBytes(name).catch(systemFault);
  const decoded = 'bytes' in reading ? decode(reading.bytes) : reading;
  if ('text' in decoded) return { source: { name, text: decoded.text }, diagnostics: [] };
  return { diagnostics: locate({ name, text: '' }, [decoded.fault]) };
}

async function readBytes(name: string): Promise<Reading> {
  return name === '-' ? readStdin() : readRegularFile(name);
}

function readRegularFile(name: string): Reading {
  // Without O_NONBLOCK opening a pipe would wait for its writer.
  const file = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) return { fault: notRegular(found.isDirectory()) };
    // A file can grow after its size was asked, so the bound stands here too.
    const buffer = Buffer.allocUnsafe(Math.min(found.size, largest) + 1);
    const length = readSync(file, buffer, 0, buffer.length, 0);
    return length > largest ? { fault: tooLarge } : { bytes: buffer.subarray(0, length) };
  } finally {
    closeSync(file);
  }
}

async function readStdin(): Promise<Reading> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largest) return { fault: tooLarge };
  }
  return { bytes: Buffer.concat(chunks) };
}

function decode(bytes: Buffer): { text: string } | { fault: Fault } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { fault: notUtf8(bytes) };
  }
}

function notUtf8(bytes: Buffer): Fault {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const before = bytes.toString('utf8').split('\ufffd', 1)[0] ?? '';
  const line = before.split('\n').length;
  return {
    code: 'SME104',
    severity: 'error',
    message: wide ? 'the file is UTF-16, not UTF-8' : `the file is not UTF-8: line ${line} has other bytes`,
    ...(!wide && { cause: 'It may be Latin-1 or Windows-1252, or no text at all.' }),
    fix: 'Save it as UTF-8.',
  };
}

function notRegular(isDirectory: boolean): Fault {
  return {
    code: 'SME102',
    severity: 'error',
    message: isDirectory ? 'this is a folder, not an inventory' : 'this is not a regular file',
    fix: isDirectory ? 'Name a file in it.' : 'Name a file, or give `-` and send the text to standard input.',
  };
}

function systemFault(error: NodeJS.ErrnoException): { fault: Fault } {
  const severity = 'error';
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR': {
      const fix = 'Check the spelling; `sme-ha-gen init` writes a first inventory.';
      return { fault: { code: 'SME101', severity, message: 'there is no such file', fix } };
    }
    case 'EACCES':
    case 'EPERM': {
      const fix = 'Run as a user who may, or change the rights of the file.';
      return { fault: { code: 'SME103', severity, message: 'you may not read this file', fix } };
    }
    case 'EISDIR':
      return { fault: notRegular(true) };
    case 'ENXIO':
      return { fault: notRegular(false) };
    default:
      if (error.code === undefined) throw error;
      return { fault: { code: 'SME121', severity, message: `the file cannot be read: ${error.code}` } };
  }
}
