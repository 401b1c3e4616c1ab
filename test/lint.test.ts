import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from '../src/cli/run.ts';
import { faultIn } from '../src/lint/syntax-check.ts';
import { call, contents, inFolder, put } from './folder.ts';
import { skip } from './skip.ts';

const reference = resolve('fixtures/reference/inventory.json');

/** Run the command over a compiled tree, with the tools that are on the PATH given. */
async function lint(folder: string, path: string | undefined, ...more: string[]) {
  const said = { out: '', err: '' };
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    cwd: folder,
    env: { ...process.env, PATH: path },
  };
  return { code: await run(['lint', 'tree', ...more], io), ...said };
}

async function inTree(act: (folder: string) => unknown): Promise<void> {
  await inFolder(async (folder) => {
    await call(reference, '-o', join(folder, 'tree'));
    await act(folder);
  });
}

/** A program that says something on stdout and stderr and ends with a code. */
function fake(folder: string, name: string, code: number, stdout: string, stderr = ''): void {
  put(folder, { [`bin/${name}.out`]: stdout, [`bin/${name}.err`]: stderr });
  const file = join(folder, 'bin', name);
  const { PATH } = process.env;
  writeFileSync(file, `#!/bin/sh\nPATH='${PATH}'\ncat "$0.out"\ncat "$0.err" >&2\nexit ${code}\n`);
  chmodSync(file, 0o755);
}

const rows = JSON.stringify([
  {
    check_name: 'name[casing]',
    description: 'All names should start with an uppercase letter.',
    level: 'error',
    location: { path: 'roles/db_server/tasks/main.yml', positions: { begin: { line: 2, column: 3 } } },
  },
  {
    check_name: 'jinja[spacing]',
    description: 'Jinja2 spacing',
    level: 'warning',
    url: 'https://example.org/jinja',
    content: { body: 'x' },
    location: { path: 'site.yml', lines: { begin: 1 } },
  },
]);

test('findings of ansible-lint: in both of its forms, with the template, and exit 1', () =>
  inTree(async (folder) => {
    fake(folder, 'ansible-playbook', 0, '');
    fake(folder, 'ansible-lint', 2, rows);
    const { code, err } = await lint(folder, join(folder, 'bin'));
    assert.is(code, 1);
    assert.match(err, 'tree/roles/db_server/tasks/main.yml:2:');
    assert.match(err, 'made by roles-templates/roles/db_server/tasks/main.yml:2\n');
    assert.match(err, 'tree/site.yml:1:1: warning jinja[spacing]: Jinja2 spacing (x)\n');
    assert.match(err, 'made by roles-templates/site.yml.ejs\n');

    const json = await lint(folder, join(folder, 'bin'), '--format', 'json');
    assert.equal(
      [json.code, JSON.parse(json.out).map(({ code, line }: Record<string, unknown>) => [code, line])],
      [
        1,
        [
          ['name[casing]', 2],
          ['jinja[spacing]', 1],
        ],
      ],
    );
    const github = await lint(folder, join(folder, 'bin'), '--format', 'github');
    assert.match(github.out, /^::error file=tree\/roles\/db_server\/tasks\/main\.yml,line=2,/);
  }));

test('what the tools do not find is fine, and with --format json an empty list', () =>
  inTree(async (folder) => {
    fake(folder, 'ansible-playbook', 0, '');
    fake(folder, 'ansible-lint', 0, '[]');
    assert.equal(await lint(folder, join(folder, 'bin')), {
      code: 0,
      out: 'tree has nothing to mend\n',
      err: '',
    });
    assert.is((await lint(folder, join(folder, 'bin'), '--format', 'json')).out, '[]\n');
  }));

test('without one tool the other one does its part, and what was not done is said', () =>
  inTree(async (folder) => {
    fake(folder, 'ansible-playbook', 0, '');
    const syntaxAlone = await lint(folder, join(folder, 'bin'));
    assert.is(syntaxAlone.code, 0);
    assert.match(syntaxAlone.err, 'ansible-lint is not there: only the syntax was checked');
    rmSync(join(folder, 'bin/ansible-playbook'));
    fake(folder, 'ansible-lint', 2, rows);
    const styleAlone = await lint(folder, join(folder, 'bin'));
    assert.is(styleAlone.code, 1);
    assert.match(styleAlone.err, 'ansible-playbook is not there: the syntax was not checked');
    rmSync(join(folder, 'bin/ansible-lint'));
    const neither = await lint(folder, join(folder, 'bin'));
    assert.is(neither.code, 2);
    assert.match(neither.err, 'neither ansible-playbook nor ansible-lint is there');
  }));

test('an ansible-lint that fails without a finding is no clean tree', () =>
  inTree(async (folder) => {
    fake(folder, 'ansible-playbook', 0, '');
    for (const stdout of ['', '[]', 'Traceback']) {
      fake(folder, 'ansible-lint', 1, stdout, 'it broke\n');
      const { code, err } = await lint(folder, join(folder, 'bin'));
      assert.equal([code, err], [2, 'sme-ha-gen: ansible-lint failed: it broke\n']);
    }
  }));

test('a folder that is no tree is refused', () =>
  inFolder(async (folder) => {
    const { code, err } = await lint(folder, process.env.PATH);
    assert.is(code, 2);
    assert.match(err, 'tree is not a tree that sme-ha-gen made');
  }));

test('what Ansible 2.14 and 2.19 say of a fault is read alike', () => {
  const old = `ERROR! couldn't resolve module/action 'x'. This often indicates a misspelling.

The error appears to be in '/t/roles/a/tasks/main.yml': line 4, column 7, but may
be elsewhere in the file depending on the exact syntax problem.
`;
  const recent = `[ERROR]: couldn't resolve module/action 'x'. This often indicates a misspelling.
Origin: /t/roles/a/tasks/main.yml:4:7
`;
  for (const stderr of [old, recent])
    assert.equal(faultIn(stderr, 'site.yml', '/t'), {
      rule: 'syntax-check',
      severity: 'error',
      message: "couldn't resolve module/action 'x'. This often indicates a misspelling.",
      path: 'roles/a/tasks/main.yml',
      line: 4,
    });
  assert.is(faultIn('ERROR! no place\n', 'site.yml', '/t').path, 'site.yml');
});

test('a finding leads to the line of its template, and of the inventory beside the tree', () =>
  inTree(async (folder) => {
    const row = (path: string, begin: number) => ({
      ...{ check_name: 'x', description: 'y', level: 'error' },
      location: { path, lines: { begin } },
    });
    const hosts = readFileSync(join(folder, 'tree/inventory/hosts.yml'), 'utf8').split('\n');
    const at = hosts.findIndex((text) => text.includes('ansible_host: 192.0.2.12')) + 1;
    const copied = 'roles/db_server/tasks/main.yml';
    fake(folder, 'ansible-playbook', 0, '');
    fake(folder, 'ansible-lint', 2, JSON.stringify([row(copied, 2), row('inventory/hosts.yml', at)]));
    const lines = readFileSync('roles-templates/inventory/hosts.yml.ejs', 'utf8').split('\n');
    const template = lines.findIndex((text) => text.includes('ansible_host: <%= server.address %>')) + 1;
    assert.ok(at > 0 && template > 0);

    const alone = await lint(folder, join(folder, 'bin'));
    assert.match(alone.err, `made by roles-templates/${copied}:2\n`);
    assert.match(alone.err, 'made by roles-templates/inventory/hosts.yml.ejs\n');
    copyFileSync(reference, join(folder, 'inventory.json'));
    const beside = await lint(folder, join(folder, 'bin'));
    const [, from] =
      new RegExp(`hosts\\.yml\\.ejs:${template} from \\S*inventory\\.json:(\\d+):`).exec(beside.err) ?? [];
    assert.ok(from, beside.err);
    assert.match(readFileSync(reference, 'utf8').split('\n')[Number(from) - 1] ?? '', '192.0.2.12');
  }));

const tools = ['ansible-playbook', 'ansible-lint'];
const missing = tools.filter((name) => execaSync(name, ['--version'], { reject: false }).exitCode !== 0);
if (missing.length > 0) skip('lint with the real tools', `${missing.join(' and ')} not installed`);
else {
  test('the real tools find nothing in our tree, with a vault whose password they do not have, and write nothing', () =>
    inTree(async (folder) => {
      const vault = '$ANSIBLE_VAULT;1.1;AES256\n6162\n';
      put(folder, { 'tree/inventory/group_vars/all/vault.yml': vault });
      const before = contents(folder);
      const { code, out, err } = await lint(folder, process.env.PATH);
      assert.equal([code, out], [0, 'tree has nothing to mend\n'], err);
      assert.equal(contents(folder), before);
    }));

  test('the real tools find a broken task and an unclean one, each at its line', () =>
    inTree(async (folder) => {
      const path = 'tree/playbooks/tasks/names.yml';
      const text = readFileSync(join(folder, path), 'utf8');
      const line = text.split('\n').length;
      put(folder, { [path]: `${text}- name: Do what no module does\n  no.such.module:\n` });
      const { code, err } = await lint(folder, process.env.PATH);
      assert.is(code, 1);
      assert.match(err, `names.yml:${line}:1: error syntax-check: couldn't resolve module/action`);

      put(folder, { [path]: text.replace('- name: ', '- name: un') });
      const unclean = await lint(folder, process.env.PATH);
      assert.is(unclean.code, 1);
      assert.match(unclean.err, /names\.yml:\d+:\d+: error name\[casing\]: /);
    }));
}

test('without a folder for temporary files there is a sentence', () =>
  inTree(async (folder) => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = join(folder, 'nowhere');
    try {
      const { code, err } = await lint(folder, process.env.PATH);
      assert.is(code, 2);
      assert.match(err, `cannot make a folder in ${join(folder, 'nowhere')}: there is no such folder`);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  }));

test.run();
