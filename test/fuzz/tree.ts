import * as assert from 'uvu/assert';
import { isScalar, parseDocument, type ScalarTag, visit } from 'yaml';
import type { Inventory } from '../../src/generated/inventory.ts';
import { isTreePath } from '../../src/plan/path.ts';
import { templates } from '../../src/render/templates.ts';

type Mapping = Record<string, unknown>;

/** What was read and found good already, by path and text: most files of most trees are the same. */
const known = new Map<string, unknown>();
const copied = new Set(templates.flatMap(([path, content]) => (typeof content === 'string' ? [path] : [])));
const unsafeTag: ScalarTag = { tag: '!unsafe', resolve: (text) => text };

/** What Ansible needs of a tree, and what an inventory means by it. */
export function assertSound(inventory: Inventory, tree: ReadonlyMap<string, string>): void {
  for (const [path, text] of tree) {
    assert.ok(isTreePath(path), `${path} may be written`);
    if (known.has(`${path}\n${text}`)) continue;
    assert.not.ok(/\p{Cs}/u.test(text), `${path} can be written as UTF-8`);
    // A file that is copied as it is may say what Ansible calls undefined.
    if (!copied.has(path))
      assert.not.match(
        text.replaceAll(/^sme_\w+: .*$|"[^"]*"/gm, ''),
        /\bundefined\b|\[object |\bNaN\b/,
        path,
      );
    known.set(`${path}\n${text}`, path.endsWith('.yml') ? readYaml(path, text) : undefined);
  }
  assertHosts(inventory, valueOf('inventory/hosts.yml', tree));
  assertCluster(inventory, tree);
  assertHostVars(inventory, tree);
}

/** Read a file as Ansible does, as YAML 1.1; every key is text that was not taken for something else. */
function readYaml(path: string, text: string): unknown {
  const document = parseDocument(text, { customTags: [unsafeTag], logLevel: 'silent', version: '1.1' });
  assert.equal(
    [...document.errors, ...document.warnings].map(({ message }) => message),
    [],
    path,
  );
  visit(document, {
    Pair: (_, { key }) => {
      const value = isScalar(key) ? key.value : key;
      assert.ok(typeof value === 'string' || isOurMerge(path, value), `${path}: a key is text`);
    },
  });
  return document.toJS();
}

/** The one file that has merge keys (`<<`) of its own; anywhere else a name would have become one. */
function isOurMerge(path: string, key: unknown): boolean {
  return path === 'awx/job_templates.yml' && typeof key === 'symbol';
}

/** What Ansible reads in a file of a tree that was found sound. */
export function valueOf(path: string, tree: ReadonlyMap<string, string>): Mapping {
  return known.get(`${path}\n${tree.get(path)}`) as Mapping;
}

function assertHosts({ db_servers, app_servers = db_servers }: Inventory, hosts: Mapping): void {
  const group = (servers: readonly { name: string; address: string }[]) => ({
    hosts: Object.fromEntries(servers.map(({ name, address }) => [name, { ansible_host: address }])),
  });
  const children = { db_servers: group(db_servers), app_servers: group(app_servers) };
  assert.is(JSON.stringify(hosts), JSON.stringify({ sme: { children } }), 'hosts.yml');
}

/** `database.name` is `sme_database_name`, and so on; the few that are elsewhere are not in this file. */
function assertCluster(inventory: Inventory, tree: ReadonlyMap<string, string>): void {
  const path = 'inventory/group_vars/all/cluster.yml';
  const variables = valueOf(path, tree);
  const { database, memcached, keepalived, firewall, application, selinux, cluster, connection } = inventory;
  const { interface: _interface, priorities: _priorities, ...shared } = keepalived;
  const { tls, ...plain } = database;
  const wanted = flat('sme', {
    database: plain,
    memcached,
    keepalived: shared,
    firewall,
    application,
    selinux,
    cluster,
  });
  for (const [name, value] of wanted) assert.equal(variables[name], value, `${name} in ${path}`);
  assert.is(variables.sme_database_tls, isBrought(tls) ? 'brought' : tls ? 'made' : undefined);
  assert.is(variables.ansible_user, connection.user);
  assert.is(variables.ansible_port, connection.port);
}

function flat(prefix: string, value: unknown): [name: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[prefix, value]];
  return Object.entries(value).flatMap(([key, inner]) => flat(`${prefix}_${key}`, inner));
}

function assertHostVars(
  { db_servers, app_servers = [] as never, database }: Inventory,
  tree: ReadonlyMap<string, string>,
): void {
  for (const { name, ansible_vars } of [...db_servers, ...app_servers]) {
    const path = `inventory/host_vars/${name}.yml`;
    const variables = valueOf(path, tree);
    for (const [key, value] of Object.entries(ansible_vars)) {
      // -0 and 0 are one number to YAML.
      assert.is(JSON.stringify(variables[key]), JSON.stringify(value), `${key} in ${path}`);
    }
  }
  const { tls } = database;
  for (const { name } of db_servers) {
    const path = `inventory/host_vars/${name}.yml`;
    const { ca, certificate, key } = isBrought(tls) ? tls : ({} as Record<string, string>);
    for (const [file, wanted] of Object.entries({ ca, certificate, key }))
      assert.is(valueOf(path, tree)[`sme_database_tls_${file}`], wanted?.replaceAll('{server}', name), path);
  }
}

function isBrought(tls: Inventory['database']['tls']) {
  return typeof tls === 'object';
}
