import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from '../src/cli/run.ts';
import { completed, missingSecrets } from '../src/secrets/passwords.ts';
import { skip } from './skip.ts';

const names = [
  'vault_sme_replication_password',
  'vault_sme_app_db_password',
  'vault_sme_vrrp_database_password',
  'vault_sme_vrrp_memcached_password',
];

test('a vault is completed, and what it had stays as it was', () => {
  const had = "# mine\nvault_sme_app_db_password: !unsafe 'k{{ept'\nother: 1";
  const text = completed(had, missingSecrets(had));
  assert.ok(text.startsWith(`${had}\n`));
  assert.equal(missingSecrets(text), []);
  assert.is(text.match(/^vault_sme_app_db_password/gm)?.length, 1);
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

/** Run the command in a folder that looks like a tree. */
async function secrets(folder: string, env: NodeJS.ProcessEnv = process.env) {
  const said = { out: '', err: '' };
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    cwd: folder,
    env,
  };
  const code = await run(['secrets', '.', '--vault-password-file', 'password'], io);
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
      assert.equal(missingSecrets(view.stdout), []);
      assert.match((await secrets(folder)).out, 'nothing was changed');
      assert.is(readFileSync(file, 'utf8'), encrypted);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
} else skip('secrets through the real ansible-vault', 'ansible-vault is not installed');

test.run();
