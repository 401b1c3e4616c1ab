import { fingerprints } from './fingerprint.ts';
import type { PlayResult } from './laboratory.ts';
import { hold, type Proof, same } from './proof.ts';
import type { Story } from './story.ts';

/** Fails when a run has changed something, and says what. */
export function changedNothing({ code, recap, output }: PlayResult, hosts: string[], what: string): void {
  hold(code === 0, `${what} ends with ${code}`, output);
  for (const host of hosts) {
    hold(recap[host] !== undefined, `${what} left out ${host}`, output);
    hold(recap[host].changed === 0, `${what} changes ${host}`, aroundChanges(output));
  }
}

function aroundChanges(output: string): string {
  const tasks = output.split(/^(?=TASK|RUNNING HANDLER)/m);
  return tasks.filter((text) => /^changed: /m.test(text)).join('');
}

/** A part of the play alone, that has nothing to do on hosts which are as they should be. */
function partProof(args: string[], hostsOf: (story: Story) => string[], thorough = true): Proof {
  return {
    thorough,
    name: `site.yml ${args.join(' ')} passes by itself and changes nothing`,
    steps: [],
    async run(story) {
      const result = await story.play(`site.yml ${args.join(' ')}`, [...args, 'site.yml']);
      changedNothing(result, hostsOf(story), args.join(' '));
    },
  };
}

/** Running again changes nothing, in whole or in part. */
export const rerunProofs: Proof[] = [
  {
    name: 'a second run changes nothing and restarts nothing',
    steps: [],
    async run(story) {
      const before = await fingerprints(story);
      changedNothing(
        await story.play('the second run', ['site.yml'], { bySsh: true }),
        story.hosts,
        'the second run',
      );
      same(await fingerprints(story), before, 'the second run changed something without saying so');
    },
  },
];

/** These do not get in each other's way: nothing changes, so they may run at the same time. */
export const partProofs: Proof[] = [
  partProof(['--check', '--diff'], ({ hosts }) => hosts, false),
  partProof(['--limit', 'app_servers'], ({ app }) => app),
  partProof(['--limit', 'db_servers'], ({ db }) => db),
  ...['db_server', 'replication'].map((tag) => partProof(['--tags', tag], ({ db }) => db)),
  partProof(['--tags', 'keepalived'], ({ hosts }) => hosts),
  partProof(['--tags', 'app_server'], ({ app }) => app),
];
