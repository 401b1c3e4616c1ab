import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { InventoryInput } from '../../src/generated/inventory.ts';
import { databaseName, hostilePath, password, printable, userName } from './hostile.ts';
import { folder, type Job } from './tree.ts';

/** Below it lie the files that the hostile paths name. */
export const files = join(folder, 'files');

/** An inventory that the schema and the rules accept, with whatever a shell could take for its own. */
export const inventory: fc.Arbitrary<Partial<InventoryInput>> = fc
  .record({
    paths: fc.tuple(hostilePath, hostilePath, hostilePath, hostilePath, hostilePath),
    name: databaseName,
    users: fc.uniqueArray(userName, { minLength: 2, maxLength: 2 }),
    update: printable(60).filter((text) => text.trim() !== ''),
    targets: fc.subarray(['192.0.2.1', '198.51.100.1']),
    interface: fc.constantFrom('eth0', 'a_b-c.1', '0'),
  })
  .map(({ paths, name, users, update, targets, interface: device }) => ({
    database: {
      name,
      app_user: users[0] ?? '',
      replication_user: users[1] ?? '',
      config_file: `${files}/database${paths[0]}.cnf`,
    },
    memcached: { config_file: `${files}/memcached${paths[1]}` },
    application: {
      config_file: `${files}/application${paths[2]}`,
      backup_dir: `${files}/backup${paths[3]}`,
      branding_dir: `${files}/branding${paths[4]}`,
      update_command: update,
    },
    keepalived: {
      interface: device,
      isolation_targets: targets,
      notification_email: ['a_b+c%d@example.com'],
    },
  }));

/** What a play has seen and been told when it renders a script. */
export const secrets = fc.record({
  vault_sme_replication_password: password,
  vault_sme_app_db_password: password,
});

const seen = {
  ansible_facts: { python: { executable: '/usr/bin/python3' } },
  replication_seen: {
    client: 'mariadb',
    dump: 'mariadb-dump',
    version: '10.11.6-MariaDB',
    datadir: '/var/lib/mysql/',
    trusts: '',
    certificate: '',
  },
  db_server_seen: { client: 'mariadb' },
  db_server_tls_judged: { stdout: 'a certificate' },
  replication_is_connected: true,
  replication_new_receipt: {
    id: 'a',
    gtid: '0-1-2',
    file: 'log.000001',
    position: '4',
  },
  replication_copy_password: 'abcDEF123',
  replication_copy_job: { results_file: '/run/sme-ha-gen-jobs/j1.2' },
  replication_copy_wait: 3,
  replication_client: 'mariadb',
  replication_lag: { wait: 3 },
  replication_original: { stdout: 'b' },
  replication_rows: { stdout: '41\t0cc175b9c0f1b6a831c399e269772661' },
  replication_rows_limit: 20,
};

export const roles = 'roles-templates/roles';

/** Every shell script of every role. */
export const scripts = readdirSync(roles).flatMap((role) =>
  readdirSync(join(roles, role, 'templates'))
    .filter((name) => name.endsWith('.sh.j2'))
    .map((name) => ({ role, name })),
);

/** Render all of them in the tree of one inventory. */
export const jobsOf = (tree: string, vars: object): Job[] =>
  scripts.map(({ role, name }) => ({
    tree,
    host: role === 'app_server' ? 'smeweb01' : 'smesql01',
    role,
    templates: [name],
    vars: { ...seen, ...vars },
  }));
