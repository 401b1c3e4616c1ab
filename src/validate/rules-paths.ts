import type { DraftInventory, Rule } from './rule.ts';
import { tlsFiles } from './rules-tls.ts';

/** Rules about every path and database name alike. */
export const pathRules: readonly Rule[] = [
  {
    code: 'SME601',
    severity: 'error',
    sentence: 'Every path is named by one key.',
    check: (inventory, { isGiven }) => {
      const all = pathsOf(inventory);
      return all.flatMap((path, index) => {
        const other = all.slice(0, index).find(({ text }) => text === path.text);
        if (!other) return [];
        const [mine, theirs] = isGiven(path.at) ? [path, other] : [other, path];
        const message = `"${path.text}" is also the path of \`${theirs.name}\``;
        return [
          { at: mine.at, message, cause: 'The one would overwrite the other.', fix: 'Choose another path.' },
        ];
      });
    },
  },
  {
    code: 'SME614',
    severity: 'error',
    sentence: 'No name and no path is a template.',
    check: (inventory) =>
      [...pathsOf(inventory), ...filesOfTls(inventory), ...databaseNames(inventory)]
        .filter(({ text }) => /\{[{%#]/.test(text))
        .map(({ at, name }) => ({
          at,
          message: `Ansible would take \`${name}\` for a template`,
          cause: 'Between double braces it computes.',
          fix: 'Write the text itself.',
        })),
  },
];

interface Named {
  readonly at: string;
  readonly name: string;
  readonly text: string;
}

function pathsOf({ database, memcached, application }: DraftInventory): Named[] {
  return named({
    'database.config_file': database?.config_file,
    'memcached.config_file': memcached?.config_file,
    'application.config_file': application?.config_file,
    'application.backup_dir': application?.backup_dir,
    'application.branding_dir': application?.branding_dir,
  });
}

/** On the controller, not on the hosts. */
function filesOfTls(inventory: DraftInventory): Named[] {
  const { ca, certificate, key } = tlsFiles(inventory);
  return named({
    'database.tls.ca': ca,
    'database.tls.certificate': certificate,
    'database.tls.key': key,
  });
}

function databaseNames({ database }: DraftInventory): Named[] {
  return named({
    'database.name': database?.name,
    'database.app_user': database?.app_user,
    'database.replication_user': database?.replication_user,
  });
}

function named(texts: Record<string, string | undefined>): Named[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [{ at: `/${name.replaceAll('.', '/')}`, name, text }],
  );
}
