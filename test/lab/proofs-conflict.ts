import { ask } from './ask.ts';
import { areEqual } from './databases.ts';
import { asApplication, guardOf, isWriter } from './guard.ts';
import { comesAbout, hold, type Proof, prose, same, sleep } from './proof.ts';
import { refuses, roles } from './proofs-refusal.ts';
import type { Story } from './story.ts';
import { endWriting, goesOn, nothingIsLost, startWriting } from './writing.ts';

/** Lets a server hear nothing of its partner's binary log, though both live and all else gets through; or ends that. */
function deafen(story: Story, host: string, verb: 'insert' | 'delete'): Promise<string> {
  const peer = story.addressOf(story.peerOf(host));
  // Both ways: what the partner sends arrives also where it is never acknowledged.
  return story.lab.sh(
    host,
    `iptables --wait --${verb} OUTPUT --destination ${peer} --protocol tcp --dport 3306 --jump DROP
     iptables --wait --${verb} INPUT --source ${peer} --protocol tcp --sport 3306 --jump DROP`,
  );
}

/** Does something on the application's side, through the virtual IP; fails unless it is acknowledged. */
async function write(story: Story, sql: string): Promise<void> {
  const { code, stderr } = await asApplication(story, story.inventory.vips.database.name, sql);
  hold(code === 0, `not acknowledged: ${sql}`, stderr);
}

/** The master acknowledges something that the standby does not receive, and loses its power; the standby takes over. */
async function leaveBehind(story: Story, late: string): Promise<{ old: string; serving: string }> {
  const { master: old, standby: serving } = await roles(story);
  await deafen(story, serving, 'insert');
  await write(story, late);
  story.lab.powerCut(old);
  await isWriter(story, serving, 20);
  return { old, serving };
}

const nameOf = (story: Story, host: string) =>
  ask(story, host, "SELECT display_name FROM users WHERE login = 'user4'", story.inventory.database.name);

/** What a takeover has left behind is compared, and applied or kept out. */
export const conflictProofs: Proof[] = [
  {
    name: 'late rows that conflict with nothing: site.yml waits until they are compared, and both servers have them',
    steps: ['G13', 'G15', 'G36'],
    async run(story) {
      const late = "INSERT INTO proof_writes (token) VALUES ('late-1'), ('late-2')";
      const { old, serving } = await leaveBehind(story, late);
      const writer = await startWriting(story, 'since');
      await story.lab.boot(old);
      same(
        (await guardOf(story, serving)).verified,
        false,
        `${serving} has compared what it has not received`,
      );
      const run = story.play('compared', ['--tags', 'replication', 'site.yml']);
      let ended = false;
      void run.then(() => (ended = true));
      await sleep(25_000);
      same(ended, false, 'the run did not wait for the comparison');
      await isWriter(story, serving, 1);
      await deafen(story, serving, 'delete');
      const { code, output } = await run;
      hold(code === 0, `the run ends with ${code}`, output);
      const { tokens, gap } = await endWriting(writer);
      await areEqual(story);
      await nothingIsLost(story, [...tokens, 'late-1', 'late-2']);
      hold(gap < 2, `the writer had to wait for ${gap.toFixed(1)} s`);
    },
  },
  {
    name: 'late rows that were changed since: the old master stays out, a file lists them, and site.yml refuses',
    steps: ['G12', 'G36'],
    async run(story) {
      const { old, serving } = await leaveBehind(
        story,
        `UPDATE users SET display_name = 'late' WHERE login = 'user4';
         INSERT INTO proof_writes (token) VALUES ('late-in-conflict')`,
      );
      await write(story, "UPDATE users SET display_name = 'newer' WHERE login = 'user4'");
      await deafen(story, serving, 'delete');
      const writer = await startWriting(story, 'conflict');
      await story.lab.boot(old);
      const listed = async () => (await guardOf(story, serving)).conflict !== null;
      hold(
        await comesAbout(listed, 40),
        `${serving} finds no conflict`,
        JSON.stringify(await guardOf(story, serving)),
      );
      const { conflict } = await guardOf(story, serving);
      const file = await story.lab.sh(serving, `stat -c '%a %U' ${conflict}; cat ${conflict}`);
      for (const word of [
        '600 root',
        'late-in-conflict',
        "'late'",
        'both changed the same row of smestorage.users',
      ])
        hold(file.includes(word), `${conflict} does not say ${word}`, file);
      const stays = async () => [await nameOf(story, serving), await nameOf(story, old)];
      same(await stays(), ['newer', 'late'], 'the row on both');
      await refuses(story, 'a conflict', [conflict ?? '', 'When a server stays out', serving]);
      same(await stays(), ['newer', 'late'], 'the row on both, later');
      await isWriter(story, serving, 1);
      await goesOn(writer, 'the application notices the conflict');
      const { tokens } = await endWriting(writer);
      story.notes.set('conflict', JSON.stringify({ old, serving, tokens }));
    },
  },
  {
    name: 'the way out of the runbook: the old master becomes a copy, never the server that serves; both are equal',
    steps: ['G11', 'G12', 'G13', 'G15', 'G36'],
    async run(story) {
      const { old, serving, tokens } = JSON.parse(story.notes.get('conflict') ?? '{}');
      const reset = (host: string) =>
        comesAbout(
          () =>
            ask(story, host, 'STOP SLAVE; RESET SLAVE ALL').then(
              () => true,
              () => false,
            ),
          5,
        );
      hold(await reset(serving), `RESET SLAVE ALL on ${serving}`);
      // Somebody forgets the other half of it.
      const consent = { vars: { sme_reseed: true } };
      const half = await story.play('the wrong half', ['site.yml'], consent);
      hold(
        half.code === 2 && prose(half.output).includes('but not the other way'),
        `it ends with ${half.code}`,
        half.output,
      );
      same(await nameOf(story, serving), 'newer', `the row on ${serving}`);
      hold(await reset(old), `RESET SLAVE ALL on ${old}`);
      await story.playWell('the way out', ['site.yml'], consent);
      await areEqual(story);
      same([await nameOf(story, serving), await nameOf(story, old)], ['newer', 'newer'], 'the row on both');
      await isWriter(story, serving, 1);
      await nothingIsLost(story, tokens);
      const kept = await story.lab.sh(old, 'zcat $(ls /var/lib/sme-ha-gen/before-copy-*.sql.gz | tail -n 1)');
      hold(kept.includes('late-in-conflict'), `${old} does not keep what it had`);
      const settled = async () => {
        const { conflict, verified } = await guardOf(story, serving);
        return conflict === null && verified;
      };
      hold(
        await comesAbout(settled, 10),
        'the guard still keeps the old master out',
        JSON.stringify(await guardOf(story, serving)),
      );
    },
  },
];
