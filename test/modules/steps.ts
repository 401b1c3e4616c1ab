import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askPython, pythonWith } from '../python.ts';

/** Where these tests keep their files; removed at the end, however that comes. */
export const folder = mkdtempSync(join(tmpdir(), 'sme-modules-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A Python that can run a module of Ansible. */
export const python = pythonWith('ansible.module_utils.basic');
export const noPython = 'no Python here has ansible.module_utils';

/** One thing to do, and the name of its result; texts of files hold one character a byte. */
export type Step = { as?: string } & (
  | { step: 'module'; name: string; args: object; check?: boolean; env?: Record<string, string> }
  | { step: 'run'; argv: readonly string[]; input?: string }
  | { step: 'write'; path: string; content: string; mode?: number; owner?: number }
  | { step: 'read' | 'stat'; path: string }
);

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Access {
  readonly mode: number;
  readonly owner: number;
  readonly inode: number;
}

/** What a module answered. */
export interface Answer {
  readonly changed?: boolean;
  readonly failed?: boolean;
  readonly msg?: string;
  readonly active_jobs?: number;
  readonly properties?: readonly string[];
  readonly parent?: string;
}

/** Do all steps of all cases in one process, each case in a network namespace of its own where that is asked for. */
export function doSteps<Results>(cases: readonly (readonly Step[])[], network = false): Results[] {
  const script = readFileSync(new URL('steps.py', import.meta.url), 'utf8');
  const library = new URL('../../roles-templates/library', import.meta.url).pathname;
  const tmp = join(folder, 'ansible-tmp');
  mkdirSync(tmp, { recursive: true });
  return askPython(python ?? 'python3', script, { library, tmp, network, cases }) as Results[];
}

/** Text as the bytes of its UTF-8, one character each. */
export const bytes = (text: string): string => Buffer.from(text).toString('latin1');
