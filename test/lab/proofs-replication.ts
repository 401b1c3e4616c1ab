import { ask, fromEach, slaveStatus } from './ask.ts';
import { areEqual } from './databases.ts';
import { comesAbout, hold, type Proof, same } from './proof.ts';

/** Replication both ways, and equal databases. */
export const replicationProofs: Proof[] = [
  {
    name: 'each server replicates from the other by GTID, with both threads and without an error',
    steps: ['G13', 'G15'],
    async run(story) {
      for (const [host, peer] of [story.db, [...story.db].reverse()] as [string, string][]) {
        const seen = await slaveStatus(story, host);
        const wanted = {
          Master_Host: peer,
          Master_User: story.inventory.database.replication_user,
          Slave_IO_Running: 'Yes',
          Slave_SQL_Running: 'Yes',
          Seconds_Behind_Master: '0',
          Last_IO_Errno: '0',
          Last_SQL_Errno: '0',
          Using_Gtid: 'Slave_Pos',
          Replicate_Do_DB: '',
          Replicate_Ignore_DB: '',
        };
        const picked = Object.fromEntries(Object.keys(wanted).map((key) => [key, seen[key]]));
        same(picked, wanted, `replication on ${host}`);
      }
    },
  },
  {
    name: 'both databases are equal: tables, rows, MyISAM, routines, triggers, events, views',
    steps: ['G11', 'G12', 'G13', 'G15'],
    async run(story) {
      const content = await areEqual(story);
      const [, second] = story.db;
      for (const word of [
        'audit_log',
        'user_usage',
        'files_added',
        'purge_user',
        'purge_sessions',
        'proof_twice',
      ])
        hold(content.includes(word), `${word} is on neither server`, content);
      const query = "SELECT COUNT(*) FROM users WHERE login = 'proof' AND display_name LIKE '%山田 🗄️'";
      same(
        await ask(story, second, query, 'smestorage'),
        '1',
        `the row made ahead of the copy, on ${second}`,
      );
      same(
        await ask(story, second, 'SELECT proof_twice(21)', 'smestorage'),
        '42',
        'the function made ahead of it',
      );
    },
  },
  {
    name: 'what is written on either server arrives at the other, and they never give the same number',
    steps: ['G13', 'G15', 'G16'],
    async run(story) {
      const database = story.inventory.database.name;
      for (const [host, peer] of [story.db, [...story.db].reverse()] as [string, string][]) {
        const token = `either-way-${host}`;
        const write = `INSERT INTO proof_writes (token) VALUES ('${token}'), ('${token}-2');
          UPDATE users SET quota = quota + 1 WHERE login = 'user4';
          DELETE FROM proof_writes WHERE token = '${token}-2'; INSERT INTO audit_log (message) VALUES ('${token}');
          CREATE OR REPLACE VIEW proof_view AS SELECT '${token}' AS made_by;`;
        await ask(story, host, write, database);
        const question = `SELECT made_by FROM proof_view WHERE EXISTS (SELECT 1 FROM audit_log WHERE message = '${token}')`;
        const arrived = () =>
          ask(story, peer, question, database).then(
            (seen) => seen === token,
            () => false,
          );
        hold(await comesAbout(arrived, 10, 100), `what ${host} wrote does not arrive at ${peer}`);
      }
      const numbers = await fromEach(story.db, (host) =>
        ask(
          story,
          host,
          `SELECT DISTINCT id % 2 FROM proof_writes WHERE token = 'either-way-${host}'`,
          database,
        ),
      );
      same(
        numbers.map(([, rest]) => rest),
        ['1', '0'],
        'numbers that the two servers give',
      );
      await areEqual(story);
    },
  },
];
