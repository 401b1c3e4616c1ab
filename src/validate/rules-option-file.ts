import { dirname } from 'node:path/posix';
import type { DraftInventory, Finding, Rule } from './rule.ts';

const mainFiles = ['/etc/my.cnf', '/etc/mysql/my.cnf', '/etc/mysql/mariadb.cnf'];
const includedFolders = ['/etc/my.cnf.d', '/etc/mysql/conf.d', '/etc/mysql/mariadb.conf.d'];

/** Rules about MariaDB's option file. */
export const optionFileRules: readonly Rule[] = [
  {
    code: 'SME505',
    severity: 'error',
    sentence: 'The option file ends in .cnf.',
    check: (inventory) => {
      const file = optionFile(inventory);
      if (file === undefined || file.endsWith('.cnf')) return [];
      const better = /\.[^./]*$/.test(file) ? file.replace(/\.[^./]*$/, '.cnf') : `${file}.cnf`;
      const cause = 'MariaDB includes only what ends in .cnf; any other file has no effect.';
      return [optionFault(`"${file}" does not end in .cnf`, cause, `Write "${better}".`)];
    },
  },
  {
    code: 'SME506',
    severity: 'error',
    sentence: "The option file is not MariaDB's main file.",
    check: (inventory) => {
      const file = optionFile(inventory) ?? '';
      if (!mainFiles.includes(file)) return [];
      const cause =
        'The file is replaced whole (G08), and the line that includes all the others would be lost.';
      return [optionFault(`"${file}" is MariaDB's main file`, cause, 'Write "/etc/my.cnf.d/localhost.cnf".')];
    },
  },
  {
    code: 'SME507',
    severity: 'warning',
    sentence: 'The option file is in a folder that MariaDB reads.',
    check: (inventory) => {
      const file = optionFile(inventory);
      if (file === undefined || mainFiles.includes(file) || includedFolders.includes(dirname(file)))
        return [];
      const cause =
        'Its main file includes /etc/my.cnf.d, on Debian folders of /etc/mysql, unless somebody changed it.';
      return [
        optionFault(
          `MariaDB may not read "${file}"`,
          cause,
          'Use /etc/my.cnf.d, or see that it is included.',
        ),
      ];
    },
  },
];

/** The option file, once it is a path at all. */
function optionFile({ database }: DraftInventory): string | undefined {
  const file = database?.config_file;
  return file?.startsWith('/') && !file.endsWith('/') ? file : undefined;
}

function optionFault(message: string, cause: string, fix: string): Finding {
  return { at: '/database/config_file', message, cause, fix };
}
