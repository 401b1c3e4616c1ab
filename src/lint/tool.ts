import { execa } from 'execa';

export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Run a tool in a folder; undefined when it is not installed. */
export async function runTool(
  file: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Ran | undefined> {
  const { code, exitCode, stdout, stderr } = await execa(file, args, {
    cwd,
    env: { ...env, ANSIBLE_FORCE_COLOR: '0', ANSIBLE_NOCOLOR: '1', NO_COLOR: '1' },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  return code === 'ENOENT' ? undefined : { exitCode, stdout, stderr };
}
