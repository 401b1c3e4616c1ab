import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { job, manyCases } from './accounts.ts';
import { seed } from './hostile.ts';
import type { MariaDb } from './mariadb.ts';
import { folder, type Job, renderAll } from './tree.ts';

const script = readFileSync('roles-templates/roles/replication/templates/correct.sh.j2', 'utf8');
/** The options of the client that correct.sh.j2 feeds with correct.sql.j2. */
const [, options = ''] = /replication_seen\.client \}\} (.*) "\$@"/.exec(script) ?? [];

/** What CHANGE MASTER was told is what MariaDB keeps, and what the look then finds to be as wanted. */
export async function replicationLogins(server: MariaDb, tree: string): Promise<void> {
  const [plain = []] = fc.sample(manyCases(6), { numRuns: 1, seed: seed + 2 });
  // A client that speaks latin1 would pass on such a name wrongly.
  const cases = plain.map((one) => ({
    ...one,
    replicationUser: `é${one.replicationUser.slice(0, 31)}`.trim(),
  }));
  const vars = {
    replication_is_connected: true,
    replication_seen: { client: 'mariadb', datadir: `${server.data}/` },
  };
  const rendered = renderAll(
    cases.flatMap((one) => {
      const other = { ...one, replicationPassword: `${one.replicationPassword}'` };
      return [
        withState(job(tree, one, 'correct.sql.j2')),
        withState(job(tree, one, 'look.sh.j2')),
        withState(job(tree, one, 'compare_accounts.sh.j2'), vars),
        withState(job(tree, other, 'compare_accounts.sh.j2'), vars),
      ];
    }),
  ).map(({ templates: [text = ''] }) => text);
  const judgements: Job[] = [];
  for (const [index, one] of cases.entries()) {
    const [correction = '', look = '', comparison = '', other = ''] = rendered.slice(
      4 * index,
      4 * index + 4,
    );
    // What is corrected has to be there; it is never started.
    await server.feed(
      "STOP SLAVE; RESET SLAVE ALL; CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = 1;",
      [],
    );
    await server.feed(correction, options.split(' '));
    const [user, password] = readFileSync(join(server.data, 'master.info'), 'utf8').split('\n').slice(4, 6);
    assert.is(user, one.replicationUser);
    assert.is(password, one.replicationPassword);
    assert.is((await server.run(other)).at(-1), 'password of replication', JSON.stringify(one));
    const compared = await server.run(comparison);
    const seen: unknown = JSON.parse((await server.run(look)).join('\n'));
    const found = {
      replication_seen: seen,
      replication_accounts: { stdout_lines: compared },
    };
    judgements.push({
      ...withState(job(tree, one, ''), found),
      templates: [],
      expressions: ['replication_is_as_wanted'],
    });
  }
  await server.feed('STOP SLAVE; RESET SLAVE ALL;', []);
  const verdicts = renderAll(judgements).map(({ expressions }) => expressions[0]);
  assert.equal(
    verdicts,
    cases.map(() => true),
    'nothing to correct in what was just corrected',
  );
}

const withState = (plain: Job, more: object = {}): Job => ({
  ...plain,
  vars: {
    ...plain.vars,
    replication_by_gtid: true,
    replication_state_dir: folder,
    ...more,
  },
});
