import { execaSync } from 'execa';

/** The first Python that can import a module, or undefined where none can. */
export function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (python) => execaSync(python, ['-c', `import ${module}`], { reject: false }).exitCode === 0,
  );
}

/** Run a script in one process: it finds `data` in `given` and puts its answer into `answer`. */
export function askPython(python: string, script: string, data: unknown): unknown {
  const frame = `import json, sys\ngiven = json.load(sys.stdin)\n${script}\njson.dump(answer, sys.stdout)\n`;
  const { stdout } = execaSync(python, ['-c', frame], {
    // Plain ASCII, so that no locale has a say.
    input: JSON.stringify(data).replaceAll(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    env: { ANSIBLE_LOCALHOST_WARNING: 'False', LC_ALL: 'C.UTF-8' },
    maxBuffer: 200_000_000,
  });
  return JSON.parse(stdout);
}
