import { resolve } from 'node:path';
import { execaSync } from 'execa';

/** The program that users call, as `npm ci` built it. */
export const program = resolve('dist/sme-ha-gen.js');

export const isRoot = process.getuid?.() === 0;

/** Options to run a child as a user without rights; the reason when that is not possible here. */
export function unprivileged(): { uid?: number } | string {
  if (!isRoot) return {};
  const user = { uid: 65534 };
  const { exitCode } = execaSync('node', [program, '--version'], { reject: false, cwd: '/', ...user });
  return exitCode === 0 ? user : 'the user nobody may not read dist/ here';
}
