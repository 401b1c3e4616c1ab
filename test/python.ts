import { execaSync } from 'execa';

/** The first Python that can import a module, or undefined where none can; SME_PYTHON names the only one that counts. */
export function pythonWith(module: string): string | undefined {
  const { SME_PYTHON: only } = process.env;
  return (only === undefined ? ['/usr/bin/python3', 'python3'] : [only]).find(
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

/** Ahead of a script that templates as Ansible does, by any version of it: `trust_as_template` marks a text of ours. */
export const templating = `
import ansible.plugins.loader
# From 2.15 on nothing is loaded by its full name before this.
getattr(ansible.plugins.loader, 'init_plugin_loader', lambda: None)()
try:
    from ansible.template import trust_as_template
except ImportError:
    # Before 2.19 every text is a template.
    trust_as_template = str
`;
