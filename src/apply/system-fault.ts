import { UserError } from '../plan/user-error.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not do that there',
  EDQUOT: 'your quota on that disk is used up',
  EIO: 'the disk reported a fault',
  ELOOP: 'its symbolic links form a loop',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a file is in the way of a folder',
  EISDIR: 'a folder has that name',
  ENOENT: 'there is no such folder',
  EEXIST: 'a file is in the way of a folder',
  ENOTEMPTY: 'something has just been put in the way of a folder',
  EPERM: 'you may not do that there',
  EROFS: 'that disk can only be read',
  EXDEV: 'a folder in it is on another disk',
};

/** Do something with files; a fault of the system becomes a sentence: what was tried, why it failed, what follows. */
export async function withSentence<T>(what: string, act: () => T | Promise<T>, after = ''): Promise<T> {
  try {
    return await act();
  } catch (error) {
    // Without a system call it is no fault of the system but a bug of ours.
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new UserError(`cannot ${what}: ${reasonOf(String(error.code))}${after}`);
  }
}

/** In words, why the system refused something. */
export function reasonOf(code: string): string {
  return reasons[code] ?? code;
}
