import fc from 'fast-check';
import { databaseName, password, userName } from './hostile.ts';
import { type Job, renderAll } from './tree.ts';

/** The accounts of one cluster, with values that each could mean something else to SQL. */
export interface Case {
  readonly database: string;
  readonly applicationUser: string;
  readonly replicationUser: string;
  readonly applicationHosts: readonly string[];
  readonly peer: string;
  readonly strangers: readonly string[];
  readonly grants: 'schema' | 'global';
  readonly applicationPassword: string;
  readonly replicationPassword: string;
}

// MariaDB writes hosts in small letters, takes an empty one for every host, and allows no @ in them.
const host = fc.oneof(
  fc.constantFrom('192.0.2.21', '198.51.100.%', "it's", 'a"b', 'a`b', 'a\\b', "x' or '1'='1", '; drop -- #'),
  fc
    .string({ minLength: 1, maxLength: 20 })
    .map((text) => `h${text.toLowerCase().replaceAll('@', '').trim()}`),
);

const anyCase = (users: readonly [string, string]): fc.Arbitrary<Case> =>
  fc
    .record({
      // Each character of the first ones is any character, or any number of them, to GRANT.
      database: fc.oneof(fc.constantFrom('_', 'a_b', 'x%y_'), databaseName),
      applicationUser: fc.constant(users[0]),
      replicationUser: fc.constant(users[1]),
      hosts: fc.uniqueArray(host, { minLength: 5, maxLength: 5 }),
      grants: fc.constantFrom('schema' as const, 'schema' as const, 'global' as const),
      applicationPassword: password,
      replicationPassword: password,
    })
    .map(({ hosts: [peer = '', ...others], ...rest }) => ({
      ...rest,
      peer,
      // From localhost, so that the test can log in.
      applicationHosts: rest.grants === 'global' ? ['%'] : ['localhost', ...others.slice(0, 1)],
      strangers: others.slice(2),
    }));

/** To information_schema such letters are the same, as they are nowhere else. */
const unaccented = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 's').toUpperCase();

/** So many clusters on one server, no two with a user in common. */
export const manyCases = (count: number): fc.Arbitrary<readonly Case[]> =>
  fc
    .uniqueArray(userName, {
      minLength: 2 * count,
      maxLength: 2 * count,
      selector: unaccented,
    })
    .chain((users) =>
      fc.tuple(
        ...Array.from({ length: count }, (_, i) => anyCase([users[2 * i] ?? '', users[2 * i + 1] ?? ''])),
      ),
    );

/** What the templates find: the values as a vault and an inventory give them, and the result of the comparison. */
export function job(tree: string, one: Case, template: string, seen: readonly string[] = []): Job {
  return {
    tree,
    host: 'smesql01',
    role: 'replication',
    templates: [template],
    vars: {
      sme_database_name: one.database,
      sme_database_app_user: one.applicationUser,
      sme_database_replication_user: one.replicationUser,
      sme_database_grants: one.grants,
      sme_peer_address: one.peer,
      replication_app_hosts: one.applicationHosts,
      vault_sme_app_db_password: one.applicationPassword,
      vault_sme_replication_password: one.replicationPassword,
      replication_accounts: { stdout_lines: seen },
      replication_seen: { version: '10.11.6-MariaDB', client: 'mariadb', trusts: '', certificate: '' },
      replication_is_connected: false,
    },
  };
}

/** The rendered comparison or correction of each case. */
export function render(
  tree: string,
  cases: readonly Case[],
  template: string,
  seen?: readonly string[][],
): string[] {
  const jobs = cases.map((one, index) => job(tree, one, template, seen?.[index]));
  return renderAll(jobs).map(({ templates: [text = ''] }) => text);
}

/** Which accounts there have to be, as hexadecimal user and host. */
export function wanted(cases: readonly Case[]): string[] {
  return cases.flatMap(({ applicationUser, applicationHosts, replicationUser, peer }) => [
    account(replicationUser, peer),
    ...applicationHosts.map((host) => account(applicationUser, host)),
  ]);
}

export const account = (user: string, host: string): string => `${hex(user)}@${hex(host)}`;
export const hex = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();

/** Any text as SQL, by other means than ours. */
export const sql = (text: string): string => `CONVERT(X'${hex(text)}' USING utf8mb4)`;
