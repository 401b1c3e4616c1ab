import type { CodeEntry } from './codes.ts';

/** SME5xx: MariaDB. */
export const databaseCodes = {
  SME501: {
    severity: 'error',
    title: 'The application and replication share a user',
    explanation: 'Each has a password and rights of its own; the one would overwrite the other (G10, G16).',
    example: '"app_user": "repl_user"',
    fix: 'Give them different names.',
  },
  SME502: {
    severity: 'error',
    title: 'The user belongs to MariaDB or to the appliance',
    explanation: 'Its password and rights would be overwritten.',
    example: '"app_user": "root"',
    fix: 'Choose a name of its own; the defaults are smestoreremote and repl_user.',
  },
  SME503: {
    severity: 'error',
    title: 'The database is one of MariaDB itself',
    explanation: 'It would be copied over the other server, and the users with it.',
    example: '"name": "mysql"',
    fix: 'Name the database of the application.',
  },
  SME504: {
    severity: 'error',
    title: 'The size of the binary log is out of range',
    explanation: 'MariaDB takes 4096 bytes to 1 GiB and silently moves what is outside.',
    example: '"max_binlog_size": "2G"',
    fix: 'Write a size from 4096 to 1G.',
  },
  SME505: {
    severity: 'error',
    title: 'MariaDB reads only files that end in .cnf',
    explanation: 'The includedir line of its main file skips every other name.',
    example: '"config_file": "/etc/my.cnf.d/localhost.conf"',
    fix: 'Give the file the ending .cnf.',
  },
  SME506: {
    severity: 'error',
    title: 'The main option file would be lost',
    explanation: 'The file is replaced whole (G08); the main file has the line that includes all others.',
    example: '"config_file": "/etc/my.cnf"',
    fix: 'Name a file of its own, such as /etc/my.cnf.d/localhost.cnf.',
  },
  SME507: {
    severity: 'warning',
    title: 'MariaDB may not read this folder',
    explanation:
      'Its main file includes /etc/my.cnf.d, or on Debian folders of /etc/mysql, unless somebody changed it.',
    example: '"config_file": "/opt/mariadb/sme.cnf"',
    fix: 'Use /etc/my.cnf.d, or make sure that the folder is included.',
  },
  SME508: {
    severity: 'warning',
    title: "The application's user gets all rights",
    explanation:
      'ALL ON *.* from any host WITH GRANT OPTION is what the guide has (G16). Whoever learns that password owns every database and user. Such an account may also write to a server that is read_only, so one writer at a time cannot be promised (docs/reliability.md).',
    example: '"grants": "global"',
    fix: "Leave it out: `schema` gives all rights on the application's database, from the application servers alone.",
  },
  SME509: {
    severity: 'warning',
    title: 'Everybody may write to a database of this name',
    explanation: "MariaDB's preset rights let any user into `test` and into whatever begins with `test_`.",
    example: '"name": "test"',
    fix: 'Choose another name.',
  },
  SME510: {
    severity: 'error',
    title: 'A name that MariaDB cannot keep',
    explanation:
      'MariaDB keeps names in utf8mb3; of an emoji it makes a question mark, which is another name.',
    example: '"name": "files😀"',
    fix: 'Use letters, digits and common signs.',
  },
  SME511: {
    severity: 'error',
    title: 'The name of the database is too long for a GRANT',
    explanation: 'In a GRANT each _ and % takes two characters, and the whole has at most 64.',
    example: '"name": "_________________________________"',
    fix: 'Shorten the name, or use fewer underscores.',
  },
  SME520: {
    severity: 'error',
    title: 'Both database servers would have one certificate or key',
    explanation: 'Whoever gets the key of one server could then pass for the other one (G13, G15).',
    example: '"tls": { "ca": "/srv/pki/ca.pem", "certificate": "/srv/pki/db.pem", "key": "/srv/pki/db.key" }',
    fix: 'Write {server} where the name of the server stands: "/srv/pki/{server}.key".',
  },
  SME521: {
    severity: 'error',
    title: 'One file for two things of TLS',
    explanation:
      'The other server is given the certificate of the authority, and nobody but its owner the key.',
    example:
      '"tls": { "ca": "/srv/pki/ca.pem", "certificate": "/srv/pki/{server}.pem", "key": "/srv/pki/{server}.pem" }',
    fix: 'Put each into a file of its own.',
  },
} as const satisfies Record<string, CodeEntry>;
