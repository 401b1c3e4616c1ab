// What AWX does with the inventory: reads it without the vault's password, and hands it to a job as a program that prints it.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { textOf, treeOf } from './awx/tree.ts';
import { inFolder, put } from './folder.ts';
import { skip } from './skip.ts';

const tree = await treeOf('reference');
const vault = 'inventory/group_vars/all/vault.yml';
const names = ['replication', 'app_db', 'vrrp_database', 'vrrp_memcached'].map(
  (name) => `vault_sme_${name}_password`,
);
// As long and as odd as secrets are allowed to be; a quote would not be one that `secrets` makes.
const values = ['a{{ 7 * 7 }}b"\\$#%', 'p[ä]{% x %}', 'vrrp"8{{', '1234567x'];

/** The commands of the runbook that encrypt each value by itself. */
function commands(): string {
  const [, block = ''] = /^ {3}```\n( {3}vault=[\s\S]+?)^ {3}```$/m.exec(textOf(tree, 'README.md')) ?? [];
  return block.replaceAll('FILE', 'password');
}

/** What AWX sets for an inventory update (STANDARD_INVENTORY_UPDATE_ENV). */
const awx = {
  ANSIBLE_INVENTORY_UNPARSED_FAILED: 'True',
  ANSIBLE_INVENTORY_EXPORT: 'True',
  ANSIBLE_VERBOSE_TO_STDERR: 'True',
};

const job = String.raw`---
- name: See the secrets as a job does
  hosts: all
  gather_facts: false
  tasks:
    - name: See that every secret is there
      ansible.builtin.import_tasks: tasks/secrets.yml
    - name: Write them into each language
      ansible.builtin.debug:
        msg: >-
          {{ [item, item | string, item | sme_sql_literal, item | sme_keepalived_secret, item | quote,
              ('sme-guard:' ~ item) | hash('sha256'), item | string | replace('\\', '\\\\')] | to_json }}
      loop: "{{ [${names.join(', ')}] }}"
      run_once: true
`;

function run(folder: string, file: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const all = { ANSIBLE_NOCOLOR: '1', ANSIBLE_CALLBACK_RESULT_FORMAT: 'json', LC_ALL: 'C.UTF-8', ...env };
  return execaSync(file, args, { cwd: folder, env: all, reject: false });
}

/** What the job prints: a line for each secret, in the order of the names. */
function seenBy(folder: string, inventory: string): unknown[] {
  const args = [
    '-i',
    inventory,
    '--vault-password-file',
    'password',
    'playbooks/see.yml',
    '-e',
    'ansible_connection=local',
  ];
  const { exitCode, stdout, stderr } = run(folder, 'ansible-playbook', args);
  assert.is(exitCode, 0, stdout + stderr);
  return [...stdout.matchAll(/"msg": ("\[.*"|\[[\s\S]*?\n {4}\])/g)].map(([, text]) => {
    const said: unknown = JSON.parse(text!);
    return typeof said === 'string' ? JSON.parse(said) : said;
  });
}

const { exitCode } = execaSync('ansible-vault', ['--version'], { reject: false });
if (exitCode !== 0) skip('what AWX does with the inventory', 'ansible-vault is not there');
else
  test('a vault whose values are encrypted one by one goes through AWX, one that is a whole does not', () =>
    inFolder((folder) => {
      const plain = `---\n${names.map((name, index) => `${name}: !unsafe '${values[index]!}'\n`).join('')}`;
      put(folder, {
        ...Object.fromEntries(tree),
        password: 'of the vault\n',
        [vault]: plain,
        'playbooks/see.yml': job,
      });
      assert.is(
        run(folder, 'ansible-vault', ['encrypt', '--vault-password-file', 'password', vault]).exitCode,
        0,
      );

      const whole = run(folder, 'ansible-inventory', ['-i', 'inventory/hosts.yml', '--list'], awx);
      assert.is.not(whole.exitCode, 0);
      assert.match(whole.stderr, /no vault secrets/);
      const before = seenBy(folder, 'inventory/hosts.yml');
      assert.equal(
        before.map((said) => (said as string[])[0]),
        values,
      );

      assert.match(commands(), 'encrypt_string');
      const encrypted = run(folder, 'bash', ['-c', commands()]);
      assert.is(encrypted.exitCode, 0, encrypted.stderr);
      const { exitCode, stdout, stderr } = run(
        folder,
        'ansible-inventory',
        ['-i', 'inventory/hosts.yml', '--list'],
        awx,
      );
      assert.is(exitCode, 0, stderr);
      for (const value of values) assert.not.match(stdout, JSON.stringify(value).slice(1, -1));

      // A job gets neither group_vars nor host_vars of the project, only what the update has brought.
      writeFileSync(join(folder, 'hosts'), `#!/bin/sh\ncat <<'JSON'\n${stdout}\nJSON\n`);
      chmodSync(join(folder, 'hosts'), 0o755);
      assert.match(readFileSync(join(folder, vault), 'utf8'), /^vault_sme_app_db_password: !vault \|$/m);
      assert.equal(seenBy(folder, 'hosts'), before);
      assert.equal(seenBy(folder, 'inventory/hosts.yml'), before);
    }));

test.run();
