import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { faultIn } from '../../src/lint/syntax-check.ts';
import { runTool } from '../../src/lint/tool.ts';
import { callWith } from '../folder.ts';
import { hold } from '../lab/proof.ts';
import { skipMark } from '../skip.ts';
import { judgesBareHosts } from './bare-hosts.ts';
import { type Controller, project } from './controller.ts';
import { environment, holdNothingDeprecated, runIn } from './run-in.ts';
import type { Tree } from './trees.ts';

/** One thing that must hold of a controller; what it throws or returns is shown. */
export interface Check {
  readonly name: string;
  readonly run: (controller: Controller, trees: readonly Tree[]) => Promise<string>;
}

/** The Debian with the oldest Ansible that we support. */
const oldest = 'bookworm';

export const checks: readonly Check[] = [
  { name: 'it has the collections that requirements.yml asks for', run: hasCollections },
  {
    name: 'it takes the syntax of every playbook of every tree, and calls nothing deprecated',
    run: takesSyntax,
  },
  {
    name: 'it reads every variable as it was written, and finds every argument of a role',
    run: readsVariables,
  },
  { name: 'verify.yml and preflight.yml say of bare hosts what the oldest one says', run: judgesBareHosts },
  { name: 'its Python and its templates do what the tests ask of any', run: passesTests },
  { name: 'sme-ha-gen lint finds nothing, by the profile production', run: findsNothing },
];

/** The lowest versions that a tree asks for, by collection. */
function lowerBounds(folder: string): Map<string, string> {
  const { collections } = parse(readFileSync(join(folder, 'requirements.yml'), 'utf8'));
  return new Map(
    collections.map(({ name, version }: Record<string, string>) => [name, version?.replace(/^>=/, '') ?? '']),
  );
}

/** The version of a collection that Debian's package `ansible` brings. */
function versionOf({ root }: Controller, collection: string): string {
  const folder = `usr/lib/python3/dist-packages/ansible_collections/${collection.replace('.', '/')}`;
  return JSON.parse(readFileSync(join(root, folder, 'MANIFEST.json'), 'utf8')).collection_info.version;
}

async function hasCollections(controller: Controller, [tree]: readonly Tree[]): Promise<string> {
  const [{ stdout }, { stdout: linter }] = await Promise.all([
    runIn(controller, ['ansible', '--version'], '/var/tmp'),
    runIn(controller, ['ansible-lint', '--version', '--nocolor', '--offline'], '/var/tmp'),
  ]);
  const bounds = [...lowerBounds(tree?.folder ?? '')];
  hold(bounds.length > 0, 'requirements.yml names no collection');
  const seen = bounds.map(([name, bound]) => {
    const version = versionOf(controller, name);
    hold(!isLower(version, bound), `${name} ${version} is older than ${bound}`);
    // A bound below what the oldest controller has would promise what nobody has tried.
    hold(
      controller.suite !== oldest || version === bound,
      `${name}: ${bound} is asked for, ${version} was tried`,
    );
    return `${name} ${version}`;
  });
  const [core, python] = [/core ([\w.]+)/.exec(stdout)?.[1], /python version = ([\d.]+)/.exec(stdout)?.[1]];
  const lint = /ansible-lint ([\w.]+)/.exec(linter)?.[1];
  hold(core !== undefined && lint !== undefined, 'the programs do not say their versions', stdout + linter);
  return [`ansible-core ${core}`, `ansible-lint ${lint}`, `Python ${python}`, ...seen].join(', ');
}

/** Whether a version of numbers and dots comes before another one. */
function isLower(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) < 0;
}

async function takesSyntax(controller: Controller, trees: readonly Tree[]): Promise<string> {
  let number = 0;
  for (const { name, folder } of trees) {
    const playbooks = readdirSync(join(folder, 'playbooks')).filter((file) => file.endsWith('.yml'));
    const all = ['site.yml', ...playbooks.map((file) => `playbooks/${file}`)];
    hold(all.length > 10, `${name} has ${all.length} playbooks`);
    const ran = await runIn(controller, ['ansible-playbook', '--syntax-check', ...all], folder);
    const { path, line, message } = faultIn(ran.stderr, 'a playbook', folder);
    hold(ran.exitCode === 0, `${name}: ${path}:${line}: ${message}`, ran.stderr);
    holdNothingDeprecated(name, ran);
    number += all.length;
  }
  return `${number} playbooks of ${trees.length} trees`;
}

async function readsVariables(controller: Controller, trees: readonly Tree[]): Promise<string> {
  const playbook = join(import.meta.dirname, 'arguments.yml');
  for (const { name, folder, wanted } of trees) {
    const given = ['-e', `wanted_file=${wanted}`, '-e', `tree_folder=${folder}`];
    const ran = await runIn(controller, ['ansible-playbook', ...given, playbook], folder);
    hold(ran.exitCode === 0, `${name} is read otherwise`, ran.stdout + ran.stderr);
    holdNothingDeprecated(name, ran);
  }
  return `${trees.length} trees`;
}

/** Those of our tests that have Python or Ansible do something: filters, modules, templates, quoting. */
async function passesTests(controller: Controller): Promise<string> {
  const files = ['operator', 'escape', 'quoting', 'modules', 'fuzz', 'guard'];
  const env = {
    PATH: process.env.PATH,
    TMPDIR: '/var/tmp',
    FUZZ_RUNS: '1000',
    SME_PYTHON: join(controller.bin, 'python3'),
  };
  const ran = await runTool('node', ['--import', 'tsx', 'test/run.ts', ...files], project, env);
  const [, passed, failed] = /^(\d+) passed, (\d+) failed, \d+ skipped$/m.exec(ran?.stdout ?? '') ?? [];
  hold(
    ran?.exitCode === 0 && failed === '0' && Number(passed) > 100,
    'a test fails',
    ran && ran.stdout + ran.stderr,
  );
  const skipped = ran.stdout.split('\n').filter((line) => line.startsWith(skipMark));
  hold(!skipped.some((line) => /python|ansible/i.test(line)), 'a test finds no Python', skipped.join('\n'));
  return [`${passed} passed`, ...new Set(skipped)].join('; ');
}

async function findsNothing(controller: Controller, trees: readonly Tree[]): Promise<string> {
  const linted = trees.filter(({ name }) => !name.startsWith('row-'));
  for (const { folder } of linted) {
    const { code, stdout, stderr } = await callWith({ env: environment(controller) }, ['lint', folder]);
    hold(code === 0 && stderr === '', `lint ends with ${code}`, stdout + stderr);
  }
  return linted.map(({ name }) => name).join(', ');
}
