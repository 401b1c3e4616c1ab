import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pid } from 'node:process';
import { lockPath } from '../plan/path.ts';
import { UserError } from '../plan/user-error.ts';

/** Do something while no other process writes to the folder. The lock of a dead process is taken over. */
export async function withLock<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const path = join(folder, lockPath);
  take(path, folder);
  try {
    return await act();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string, folder: string): void {
  if (create(path)) return;
  refuseHeld(path, folder);
  rmSync(path, { force: true });
  if (!create(path)) throw new UserError(`another sme-ha-gen has just begun to write to ${folder}`);
}

/** Throw a UserError when a process that lives writes to the folder. */
export function assertUnlocked(folder: string): void {
  const path = join(folder, lockPath);
  if (existsSync(path)) refuseHeld(path, folder);
}

function refuseHeld(path: string, folder: string): void {
  const holder = holderOf(path);
  if (holder !== undefined && isAlive(holder)) {
    throw new UserError(
      `process ${holder} is writing to ${folder}. If it is no sme-ha-gen of yours, delete ${path} and try again.`,
    );
  }
}

function create(path: string): boolean {
  try {
    writeFileSync(path, String(pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that holds the lock; undefined when it died before it had written its number. */
function holderOf(path: string): number | undefined {
  const number = Number(readFileSync(path, 'utf8'));
  return Number.isInteger(number) && number > 0 && number !== pid ? number : undefined;
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
