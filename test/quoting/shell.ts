import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa, execaSync } from 'execa';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contents } from '../folder.ts';
import { skip } from '../skip.ts';
import { seed } from './hostile.ts';
import { files, inventory, jobsOf, roles, scripts, secrets } from './inventories.ts';
import { ansible, folder, noAnsible, renderAll, treeOf } from './tree.ts';

interface Script {
  readonly name: string;
  readonly shell: 'sh' | 'bash';
  readonly path: string;
}

const state = join(folder, 'state\' dir $(touch pwned) "`touch pwned`');
const samples = fc.sample(fc.tuple(inventory, secrets), { numRuns: 6, seed });
/** For each inventory, its rendered scripts in the order of `scripts`. */
const rendered: Script[][] = [];

/** Render everything once, and write what the paths name. */
async function prepare(): Promise<void> {
  const jobs = [];
  for (const [index, [more, vars]] of samples.entries()) {
    const tree = await treeOf(`shell-${index}`, more);
    jobs.push(...jobsOf(tree, { ...vars, replication_state_dir: state }));
    for (const path of [more.database?.config_file, more.memcached?.config_file])
      put(path ?? '', `of ${path}\n`);
  }
  renderAll(jobs).forEach(({ templates: [text = ''] }, index) => {
    const [inventoryNumber, scriptNumber] = [Math.floor(index / scripts.length), index % scripts.length];
    const { role, name } = scripts[scriptNumber] ?? { role: '', name: '' };
    const shell = shellOf(role, name, text);
    const path = join(folder, `shell-${inventoryNumber}`, `${role}-${name}.${shell}`);
    put(path, text);
    rendered[inventoryNumber] = [
      ...(rendered[inventoryNumber] ?? []),
      { name: `${role}/${name}`, shell, path },
    ];
  });
}

/** What runs a script: its own first line says, or the task that hands it to a shell. */
function shellOf(role: string, name: string, text: string): 'sh' | 'bash' {
  if (/pipefail|^#!\/bin\/bash/.test(text)) return 'bash';
  const tasks = Object.values(contents(join(roles, role, 'tasks'))).flatMap((file) => file.split('- name: '));
  return tasks.some((task) => task.includes(`'${name}'`) && task.includes('/bin/bash -s')) ? 'bash' : 'sh';
}

function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}

test('shell: every script is one for its shell, whatever the inventory says', async () => {
  if (ansible === undefined) return skip('shell scripts', noAnsible);
  await prepare();
  assert.ok(scripts.length >= 14);
  const all = rendered.flat();
  const check = 'for file; do "$0" -n "$file" || echo "$file"; done';
  for (const shell of ['bash', 'sh']) {
    const paths = all.filter((script) => shell === 'bash' || script.shell === 'sh').map(({ path }) => path);
    assert.is(execaSync('sh', ['-c', check, shell, ...paths], { all: true }).all, '');
  }
});

test('shell: shellcheck has nothing to say', () => {
  if (ansible === undefined) return skip('shellcheck', noAnsible);
  if (execaSync('shellcheck', ['--version'], { reject: false }).exitCode !== 0)
    return skip('shellcheck', 'no shellcheck here');
  for (const shell of ['bash', 'sh']) {
    const paths = rendered
      .slice(0, 2)
      .flat()
      .filter((script) => script.shell === shell);
    const options = [`--shell=${shell}`, '--severity=warning', ...paths.map(({ path }) => path)];
    assert.is(execaSync('shellcheck', options, { reject: false }).stdout, '');
  }
});

/** Programs of a host, as far as the looks and the copy ask them. */
const programs: Readonly<Record<string, string>> = {
  systemctl:
    'case $* in *is-active*) ;; *ActiveState*) echo ActiveState=active ;; *) echo UnitFileState=enabled ;; esac',
  ss: 'echo "LISTEN 0 80 0.0.0.0:3306 0.0.0.0:*"',
  getent: 'echo keepalived_script:x:990:',
  // Without --execute a client reads to the end; with it, it must leave alone what the shell itself reads.
  mariadb: `case $* in *--version*) echo 'mariadb  Ver 15.1 Distrib 10.11.6-MariaDB, for "x\\y"' ;; esac
case $* in *--execute*) echo 1 ;; *--version*) ;; *) cat > /dev/null; echo 1 ;; esac`,
  // Keeps its arguments, one a line, for the test to see.
  'mariadb-dump': `printf '%s\\n' "$@" > "$ARGUMENTS"
echo "-- CHANGE MASTER TO MASTER_LOG_FILE='log.000001', MASTER_LOG_POS=4;"
echo '-- Dump completed on 2026-01-01'`,
};

async function runScript({ shell, path }: Script, cwd: string): Promise<string> {
  const bin = join(folder, 'bin');
  for (const [name, text] of Object.entries(programs)) put(join(bin, name), `#!/bin/sh\n${text}\n`, 0o755);
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    ARGUMENTS: join(folder, 'arguments'),
  };
  // The lock is the machine's: a test of another run may hold it.
  const input = readFileSync(path, 'utf8').replaceAll('/run/sme-ha-gen-copy', join(folder, 'copy'));
  const { stdout } = await execa(shell, ['-s'], { input, cwd, env });
  return stdout;
}

test('shell: a look prints JSON, sees the very files, and changes nothing', async () => {
  if (ansible === undefined) return skip('looks', noAnsible);
  if (process.platform !== 'linux') return skip('looks', 'the tools of a Linux host are not here');
  const cwd = join(folder, 'cwd');
  mkdirSync(cwd);
  const before = contents(files);
  for (const [index, [{ database, memcached }]] of samples.entries()) {
    const seen: Record<string, Record<string, unknown>> = {};
    for (const script of rendered[index] ?? []) {
      if (script.name.endsWith('/look.sh.j2')) seen[script.name] = JSON.parse(await runScript(script, cwd));
    }
    const sha1 = createHash('sha1').update(`of ${database?.config_file}\n`).digest('hex');
    const { mariadb_config: config, memcached_config: encoded } = seen['db_server/look.sh.j2'] ?? {};
    assert.is(String(config).slice(0, 44), `${sha1} 644`, database?.config_file);
    assert.is(Buffer.from(String(encoded), 'base64').toString(), `of ${memcached?.config_file}\n`);
  }
  assert.equal(readdirSync(cwd), []);
  assert.equal(contents(files), before);
});

test("shell: the copy's database is a name, and never an option", async () => {
  if (ansible === undefined) return skip('the copy', noAnsible);
  if (process.platform !== 'linux') return skip('the copy', 'the tools of a Linux host are not here');
  const cwd = join(folder, 'cwd');
  for (const [index, [{ database }]] of samples.entries()) {
    const script = (rendered[index] ?? []).find(({ name }) => name === 'replication/copy_database.sh.j2');
    if (script === undefined) throw new Error('there is no copy_database.sh.j2');
    await runScript(script, cwd);
    const dumped = readFileSync(join(folder, 'arguments'), 'utf8').trimEnd().split('\n');
    assert.equal(dumped.slice(-3), ['--databases', '--', database?.name], JSON.stringify(database));
    const receipt = JSON.parse(readFileSync(join(state, 'receipt.json'), 'utf8'));
    assert.is(receipt.file, 'log.000001');
  }
  assert.equal(readdirSync(cwd), []);
});
