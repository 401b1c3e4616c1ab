import { type Ran, runTool } from '../../src/lint/tool.ts';
import { hold } from '../lab/proof.ts';
import type { Controller } from './controller.ts';

/** Run a program of a controller in a folder that it sees; behind another command where that is to come first. */
export async function runIn(
  controller: Controller,
  [program = '', ...args]: readonly string[],
  folder: string,
  behind: readonly string[] = [],
): Promise<Ran> {
  const [first = program, ...words] = [...behind, `${controller.bin}/${program}`, ...args];
  const ran = await runTool(first, words, folder, environment(controller));
  if (ran === undefined) throw new Error(`the controller has no ${program}`);
  return ran;
}

export function environment({ bin }: Controller): NodeJS.ProcessEnv {
  return {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: '/root',
    LC_ALL: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    ANSIBLE_DEPRECATION_WARNINGS: '1',
    ANSIBLE_DEVEL_WARNING: '0',
    TMPDIR: '/var/tmp',
  };
}

export function holdNothingDeprecated(name: string, { stdout, stderr }: Ran): void {
  const text = stdout + stderr;
  hold(!/DEPRECAT/i.test(text), `${name} has what is deprecated`, text);
}
