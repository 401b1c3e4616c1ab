import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from '../src/cli/run.ts';
import { UserError } from '../src/plan/user-error.ts';
import { completed, missingSecrets, secretNames } from '../src/secrets/passwords.ts';
import { rotated } from '../src/secrets/rotate.ts';
import { isRoot } from './program.ts';
import { skip } from './skip.ts';

const names = [
  'vault_sme_replication_password',
  'vault_sme_app_db_password',
  'vault_sme_vrrp_database_password',
  'vault_sme_vrrp_memcached_password',
];

test('two nodes have one secret more, that of the third virtual IP', () => {
  assert.equal(secretNames({ twoNode: false }), names);
  assert.equal(secretNames({ twoNode: true }), [...names, 'vault_sme_vrrp_web_password']);
});

test('a vault is completed, and what it had stays as it was', () => {
  const had = "# mine\nvault_sme_app_db_password: !unsafe 'k{{ept'\nother: 1";
  const text = completed(had, missingSecrets(had, names));
  assert.ok(text.startsWith(`${had}\n`));
  assert.equal(missingSecrets(text, names), []);
  assert.is(text.match(/^vault_sme_app_db_password/gm)?.length, 1);
});

const flow = '{ "vault_sme_replication_password": "keepme", "mine": 1 }\n';

test('what a vault sets is read as YAML, however it is written', () => {
  for (const had of [flow, '  "vault_sme_replication_password" : keepme\n  mine: 1\n'])
    assert.equal(missingSecrets(had, names), names.slice(1), had);
  const quoted = 'mine: |\n  a\n\n  vault_sme_app_db_password: x\n';
  assert.equal(missingSecrets(quoted, names), names);
  assert.equal(missingSecrets('# nothing yet\n', names), names);
  assert.equal(missingSecrets('a: 1\na: 2\n', names), names, 'Ansible takes the last one');
});

test('a vault that would not read any more is not completed', () => {
  for (const had of [flow, '  mine: 1\n', '{}\n', 'mine: 1\n...\n', '- mine\n', 'mine: [\n'])
    assert.throws(
      () => completed(had, names),
      (error: Error) => error instanceof UserError && error.message.startsWith('the vault is not changed'),
      had,
    );
});

test('new values have the length that their place takes, and are never twice the same', () => {
  const [first, second] = [completed('', names), completed('', names)];
  const values = (text: string) =>
    [...text.matchAll(/!unsafe '([A-Za-z0-9]+)'$/gm)].map((m) => m[1] as string);
  assert.equal(
    values(first).map(({ length }) => length),
    [32, 32, 8, 8],
  );
  assert.is(new Set([...values(first), ...values(second)]).size, 8);
});

const value = "!unsafe '[A-Za-z0-9]+'";
const forms: [what: string, before: string, after: RegExp][] = [
  ['a quoted value', "a: 1\nNAME: !unsafe 'x'  # mine\nb: 2\n", `a: 1\nNAME: ${value}  # mine\nb: 2\n`],
  ['a plain value at the end', '# top\n---\nNAME: x', `# top\n---\nNAME: ${value}`],
  ['a quoted key', '"NAME" : x\n', `"NAME" : ${value}\n`],
  ['a block', 'NAME: |-\n  x\n  y\n# tail\nb: 2\n', `NAME: ${value}\n# tail\nb: 2\n`],
  [
    'a vault of its own',
    'NAME: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  61\nb: 2\n',
    `NAME: ${value}\nb: 2\n`,
  ],
  ['an empty value', 'NAME:\nb: 2\n', `NAME: ${value}\nb: 2\n`],
  ['a name in another mapping too', 'b:\n  NAME: keep\nNAME: x\n', `b:\n  NAME: keep\nNAME: ${value}\n`],
].map(([what = '', before = '', after = '']) => [
  what,
  before,
  new RegExp(`^${after.replaceAll('$', '\\$')}$`),
]);

for (const [what, before, after] of forms) {
  test(`one value is rotated, and every other character stays: ${what}`, () => {
    const name = 'vault_sme_vrrp_database_password';
    const text = rotated(before.replaceAll('NAME', name), [name]);
    assert.match(text.replaceAll(name, 'NAME'), after);
  });
}

test('what cannot be rotated without loss is refused', () => {
  for (const text of ['other: 1\n', 'a: [\n', 'a: 1\na: 2\n', 'NAME: &x y\nb: *x\n'])
    assert.throws(
      () => rotated(text.replace('NAME', 'vault_sme_app_db_password'), ['vault_sme_app_db_password']),
      (error: Error) => error instanceof UserError,
      text,
    );
});

test('an unknown name is refused with the one that was meant, and --rotate needs a vault', async () => {
  const folder = treeFolder();
  try {
    for (const wrong of ['vault_sme_app_db_pasword', 'app_db_password']) {
      const { code, err } = await secrets(folder, '--rotate', wrong);
      assert.is(code, 2);
      assert.match(err, 'did you mean vault_sme_app_db_password?');
    }
    const { code, err } = await secrets(folder, '--rotate', 'vault_sme_app_db_password');
    assert.is(code, 2);
    assert.match(err, 'there is no vault yet');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Run the command in a folder that looks like a tree. */
async function secrets(folder: string, ...more: string[]) {
  const said = { out: '', err: '' };
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    cwd: folder,
    env: process.env,
  };
  const code = await run(['secrets', '.', '--vault-password-file', 'password', ...more], io);
  return { code, ...said };
}

function treeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-'));
  mkdirSync(join(folder, 'inventory/group_vars/all'), { recursive: true });
  writeFileSync(join(folder, '.sme-ha-gen.json'), '{}');
  writeFileSync(join(folder, 'password'), 'x\n', { mode: 0o600 });
  return folder;
}

test('without ansible-vault there is a sentence, and no file', async () => {
  const folder = treeFolder();
  const path = process.env.PATH;
  try {
    process.env.PATH = '/nowhere';
    const { code, err } = await secrets(folder);
    assert.is(code, 2);
    assert.match(err, 'install ansible-core');
    assert.not(existsSync(join(folder, 'inventory/group_vars/all/vault.yml')));
  } finally {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  }
});

const vaultIsThere = execaSync('ansible-vault', ['--version'], { reject: false }).exitCode === 0;
if (vaultIsThere) {
  test('the real ansible-vault reads what was written; a second call changes nothing', async () => {
    const folder = treeFolder();
    const file = join(folder, 'inventory/group_vars/all/vault.yml');
    try {
      assert.is((await secrets(folder)).code, 0);
      const encrypted = readFileSync(file, 'utf8');
      assert.match(encrypted, /^\$ANSIBLE_VAULT;/);
      assert.is(statSync(file).mode & 0o777, 0o600);
      const view = execaSync('ansible-vault', ['view', '--vault-password-file', 'password', file], {
        cwd: folder,
      });
      assert.equal(missingSecrets(view.stdout, names), []);
      assert.match((await secrets(folder)).out, 'nothing was changed');
      assert.is(readFileSync(file, 'utf8'), encrypted);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a vault that cannot be completed stays as it is, and the sentence says what to do', async () => {
    const folder = treeFolder();
    const file = join(folder, 'inventory/group_vars/all/vault.yml');
    try {
      const args = ['encrypt', '--vault-password-file', 'password', '--output', file];
      execaSync('ansible-vault', args, { cwd: folder, input: flow });
      const encrypted = readFileSync(file, 'utf8');
      const { code, err } = await secrets(folder);
      assert.is(code, 2);
      assert.match(err, 'write it as one key a line');
      assert.not.match(err, 'vault_sme_replication_password');
      assert.is(readFileSync(file, 'utf8'), encrypted);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('--rotate gives the names new values, keeps the rest, the mode and the owner, and says what to do next', async () => {
    const folder = treeFolder();
    const file = join(folder, 'inventory/group_vars/all/vault.yml');
    const view = () =>
      execaSync('ansible-vault', ['view', '--vault-password-file', 'password', file], {
        cwd: folder,
      }).stdout.split('\n');
    try {
      await secrets(folder);
      const before = view();
      if (isRoot) chownSync(file, 65534, 65534);
      const { code, out } = await secrets(
        folder,
        ...['--rotate', 'vault_sme_app_db_password', '--rotate', 'vault_sme_vrrp_memcached_password'],
      );
      assert.is(code, 0);
      const changed = view().filter((line, index) => line !== before[index]);
      assert.equal(
        changed.map((line) => line.split(':')[0]),
        ['vault_sme_app_db_password', 'vault_sme_vrrp_memcached_password'],
      );
      assert.match(out, 'ansible-playbook playbooks/rotate-secrets.yml\n');
      assert.match(out, 'has the new one in config.inc.php');
      for (const line of view().slice(2)) assert.not.match(out, /'(.+)'/.exec(line)?.[1] ?? 'no value');
      assert.is(statSync(file).mode & 0o777, 0o600);
      if (isRoot) assert.is(statSync(file).uid, 65534);
      assert.equal(readdirSync(join(folder, 'inventory/group_vars/all')), ['vault.yml']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
} else skip('secrets through the real ansible-vault', 'ansible-vault is not installed');

test.run();
