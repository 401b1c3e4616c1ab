import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

export type Data = Record<string, unknown>;

const read = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8');

/** YAML as people write it: comments, an anchor and its alias, blocks, flows, quotes of both kinds. */
export const handWritten = `# The cluster of the second site.
cluster: "sme-prod"   # as in the runbook
db_servers:
  - name: smesql01
    address: 192.0.2.11
    interface: &nic ens192
    ansible_vars: &vars
      ansible_python_interpreter: /usr/bin/python3
      motd: |
        Two lines,
        the second one.
  - { name: smesql02, address: 192.0.2.12, interface: *nic, ansible_vars: *vars }
app_servers:
  - { name: smeweb01, address: 192.0.2.21 }
  - name: 'smeweb02'
    address: >-
      192.0.2.22
vips:
  database: &vip { name: smesql-vip, address: 192.0.2.31, prefix: 24 }
  memcached: { name: smemem-vip, address: 192.0.2.32, prefix: 24 }
database:
  app_user: 'it''s the app'
keepalived:
  check: {interval: 1, rise: 2, fall: 3}
  isolation_targets: [192.0.2.1]
application:
  update_command: "dnf -y update 'smestorage*'"
`;

/** Good inventories, as data. */
export const starts: readonly Data[] = [
  JSON.parse(read('reference/inventory.json')),
  JSON.parse(read('every-key/inventory.json')),
  JSON.parse(read('tuned/inventory.json')),
  JSON.parse(read('two-node/inventory.json')),
  parse(handWritten),
];

/** The ways in which one inventory is written: the name of the file, and its text. */
export const forms: readonly ((data: unknown) => readonly [name: string, text: string])[] = [
  (data) => ['a.json', JSON.stringify(data, null, 2) ?? ''],
  (data) => ['a.json', JSON.stringify(data) ?? ''],
  (data) => ['a.json', JSON.stringify(data, null, '\t')?.replaceAll('\n', '\r\n') ?? ''],
  (data) => ['-', JSON.stringify(data, null, 1) ?? ''],
  (data) => ['a.yml', stringify(data)],
  (data) => [
    'a.yaml',
    `# written by hand\n---\n${stringify(data, { defaultStringType: 'QUOTE_SINGLE', indent: 4 })}`,
  ],
  (data) => ['a.yml', stringify(data, { collectionStyle: 'flow' })],
];
