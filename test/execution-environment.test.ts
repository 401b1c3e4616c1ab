// The image for AWX and ansible-navigator: what its definition may say, and that it has what the playbooks need on the controller.
import { Ajv } from 'ajv';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeOf, textOf, treeOf, yamlOf } from './awx/tree.ts';

const tree = await treeOf('reference');

const text = { type: 'string', minLength: 1 };
const texts = { anyOf: [text, { type: 'array', items: text }] };
const only = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

/** Version 3 of ansible-builder's definition, as its documentation has it (docs.ansible.com/projects/builder, Definition). */
const definition = only(
  {
    version: { const: 3 },
    build_arg_defaults: { type: 'object' },
    dependencies: only({
      python: texts,
      galaxy: text,
      system: texts,
      python_interpreter: only({ package_system: text, python_path: text }),
      ansible_core: only({ package_pip: text }, ['package_pip']),
      ansible_runner: only({ package_pip: text }, ['package_pip']),
      exclude: { type: 'object' },
    }),
    images: only({ base_image: only({ name: text, signature_original_name: text }, ['name']) }),
    additional_build_files: { type: 'array' },
    additional_build_steps: { type: 'object' },
    options: { type: 'object' },
  },
  ['version', 'images', 'dependencies'],
);

/** What we use of ansible-navigator's settings, as their documentation has them. */
const settings = only({
  'ansible-navigator': only({
    mode: { enum: ['stdout', 'interactive'] },
    'playbook-artifact': only({ enable: { type: 'boolean' } }),
    'execution-environment': only({
      image: text,
      pull: only({ policy: { enum: ['always', 'missing', 'never', 'tag'] } }),
    }),
  }),
});

/** Why a value does not fit a schema; undefined where it does. */
function misfit(schema: object, value: unknown): string | undefined {
  const ajv = new Ajv({ allErrors: true });
  return ajv.validate(schema, value) ? undefined : ajv.errorsText();
}

interface Definition {
  readonly dependencies: { readonly galaxy: string; readonly system: readonly string[] };
}

test('execution-environment.yml is a definition of version 3, and its collections are those of the tree', () => {
  const found = yamlOf(tree, 'execution-environment.yml') as Definition;
  assert.is(misfit(definition, found), undefined);
  assert.match(misfit(definition, { ...found, version: 1 }) ?? '', 'version');
  assert.ok(tree.has(found.dependencies.galaxy));
  for (const { name } of (yamlOf(tree, found.dependencies.galaxy) as { collections: { name: string }[] })
    .collections)
    assert.not.match(textOf(tree, 'execution-environment.yml'), name);
  for (const line of found.dependencies.system) assert.match(line, /^[a-z-]+ \[platform:rpm\]$/);
});

test('ansible-navigator takes the image that the runbook builds for it, and asks for passwords', () => {
  const found = yamlOf(tree, 'ansible-navigator.yml') as Record<
    'ansible-navigator',
    Record<string, { image?: string }>
  >;
  assert.is(misfit(settings, found), undefined);
  const { image } = found['ansible-navigator']['execution-environment']!;
  assert.match(textOf(tree, 'README.md'), `build with \`--tag ${image}\``);
  assert.equal(found['ansible-navigator'].mode, 'stdout');
});

test('the controller needs no Python package beside Ansible', () => {
  const plugins = [...tree.keys()].filter((path) => path.startsWith('filter_plugins/'));
  assert.ok(plugins.length > 3);
  const imported = plugins.flatMap((path) =>
    [...textOf(tree, path).matchAll(/^ *(?:import|from) ([\w.]+)/gm)].map(([, name]) => name),
  );
  assert.equal([...new Set(imported)].sort(), ['__future__', 'hashlib', 're']);
  const lookups = [...tree.keys()]
    .filter((path) => /^(playbooks|roles|site)/.test(path))
    .flatMap((path) =>
      [...codeOf(tree, path).matchAll(/(?:lookup|query)\('([\w.]+)'/g)].map(([, name]) => name!),
    );
  assert.equal(
    [...new Set(lookups)].filter((name) => !name.startsWith('ansible.builtin.')),
    ['awx.awx.controller_api'],
  );
});

test('the programs that run on the controller are those of any base image, and find', () => {
  const tasks = [...tree.keys()].filter((path) => /^(playbooks|roles)\/.*\.yml$/.test(path));
  const local = tasks
    .flatMap((path) => codeOf(tree, path).split(/^ *- name: /m))
    .filter((task) => /delegate_to: localhost/.test(task));
  assert.ok(local.length > 5);
  const programs = local.flatMap((task) =>
    [...task.matchAll(/(?:cmd: (?:>-\s+)?|argv: \[)([\w/]+)/g)].map(([, program]) => program!),
  );
  assert.equal([...new Set(programs)].sort(), ['/bin/bash', 'dd']);
  const scripts = local.flatMap((task) => [...task.matchAll(/'(\w+\.sh\.j2)'/g)].map(([, name]) => name!));
  assert.equal(scripts.sort(), ['find_backup.sh.j2', 'keep_backup.sh.j2']);
  const { system } = (yamlOf(tree, 'execution-environment.yml') as Definition).dependencies;
  assert.ok(scripts.some((name) => /(^|\W)find "?[.$]/m.test(codeOf(tree, `playbooks/templates/${name}`))));
  assert.ok(
    ['openssh-clients', 'sshpass', 'findutils'].every((name) => system.includes(`${name} [platform:rpm]`)),
  );
});

test.run();
