import type { Rule } from './rule.ts';

const reservedUsers = ['root', 'mysql', 'mariadb.sys', 'smestore', 'public'];
const systemDatabases = ['mysql', 'information_schema', 'performance_schema', 'sys'];
const unit: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Rules about MariaDB. */
export const databaseRules: readonly Rule[] = [
  {
    code: 'SME501',
    severity: 'error',
    sentence: 'The application and replication have different users.',
    check: ({ database }, { isGiven }) => {
      const user = database?.app_user;
      if (user === undefined || user !== database?.replication_user) return [];
      const mine = isGiven('/database/replication_user') ? 'replication_user' : 'app_user';
      return [
        {
          at: `/database/${mine}`,
          message: `"${user}" is the user of the application and of replication`,
          cause:
            'Each has a password and rights of its own, and the one would overwrite the other (G10, G16).',
          fix: 'Give them different names.',
        },
      ];
    },
  },
  {
    code: 'SME502',
    severity: 'error',
    sentence: 'The users are not those of MariaDB or of the appliance.',
    check: ({ database }) =>
      (['app_user', 'replication_user'] as const).flatMap((key) => {
        const user = database?.[key];
        if (user === undefined || !reservedUsers.includes(user.toLowerCase())) return [];
        const cause =
          'MariaDB or the appliance has this user already; its password and rights would be overwritten.';
        return {
          at: `/database/${key}`,
          message: `the user "${user}" is taken`,
          cause,
          fix: 'Choose another name.',
        };
      }),
  },
  {
    code: 'SME503',
    severity: 'error',
    sentence: "The database is the application's own.",
    check: ({ database }) =>
      systemDatabases.includes(database?.name?.toLowerCase() ?? '')
        ? [
            {
              at: '/database/name',
              message: `"${database?.name}" is a database of MariaDB itself`,
              cause: 'It would be copied over the other server (G12).',
              fix: 'Name the database of the application.',
            },
          ]
        : [],
  },
  {
    code: 'SME509',
    severity: 'warning',
    sentence: 'The database has no name that everybody may write to.',
    check: ({ database }) =>
      /^test(_|$)/i.test(database?.name ?? '')
        ? [
            {
              at: '/database/name',
              message: `everybody may write to a database named "${database?.name}"`,
              cause: "MariaDB's preset rights let any user into `test` and whatever begins with `test_`.",
              fix: 'Choose another name.',
            },
          ]
        : [],
  },
  {
    code: 'SME504',
    severity: 'error',
    sentence: 'A binary log has 4096 bytes to 1 GiB.',
    check: ({ database }) => {
      const [, digits, suffix] = /^(\d+)([KMG]?)$/.exec(database?.max_binlog_size ?? '') ?? [];
      const bytes = Number(digits) * (unit[suffix ?? ''] ?? 1);
      if (digits === undefined || (bytes >= 4096 && bytes <= 1024 ** 3)) return [];
      return [
        {
          at: '/database/max_binlog_size',
          message: `a binary log of ${database?.max_binlog_size} is out of range`,
          cause: 'MariaDB knows 4096 bytes to 1 GiB and silently moves what is outside.',
          fix: bytes < 4096 ? 'Write "4096" or more; the guide has "100M".' : 'Write "1G" or less.',
        },
      ];
    },
  },
  {
    code: 'SME508',
    severity: 'warning',
    sentence: "The application's user has rights on its own database alone.",
    check: ({ database }) =>
      database?.grants === 'global'
        ? [
            {
              at: '/database/grants',
              message: `"${database.app_user ?? 'the user'}" gets all rights on all databases, from any host`,
              cause:
                'So the guide has it (G16). Whoever learns that password owns every database and every user, and read_only does not bind it: one writer cannot be promised.',
              fix: "Leave it out: then it has all rights on the application's database, from the application servers.",
            },
          ]
        : [],
  },
  {
    code: 'SME510',
    severity: 'error',
    sentence: 'The names of database and users are in the characters that MariaDB keeps names in.',
    check: ({ database }) =>
      (['name', 'app_user', 'replication_user'] as const).flatMap((key) => {
        const name = database?.[key];
        if (name === undefined || !/[\u{10000}-\u{10ffff}]/u.test(name)) return [];
        return {
          at: `/database/${key}`,
          message: `MariaDB cannot keep the name "${name}"`,
          cause: 'It keeps names in utf8mb3, without emoji and the like, and would make another name of it.',
          fix: 'Use letters, digits and common signs.',
        };
      }),
  },
  {
    code: 'SME511',
    severity: 'error',
    sentence: "The database's name fits into a GRANT.",
    check: ({ database }) => {
      const name = database?.name ?? '';
      const escaped = name.replace(/[_%]/g, '\\$&');
      return escaped.length > 64
        ? [
            {
              at: '/database/name',
              message: 'the name of the database is too long for a GRANT',
              cause: 'There each _ and % takes two characters, and the whole has at most 64 (G16).',
              fix: `Shorten it by ${escaped.length - 64} characters.`,
            },
          ]
        : [];
    },
  },
];
