import { hold, prose, type Proof, same } from './proof.ts';
import { changedNothing } from './proofs-rerun.ts';
import type { Story } from './story.ts';

/** Everything of the branding that must be the same on all application servers. */
async function brandingOf(story: Story, host: string): Promise<string> {
  const folder = story.inventory.application.branding_dir;
  return story.lab.sh(
    host,
    `cd ${folder} && find . | sort | tr '\\n' '\\0' | xargs -0 stat --format='%n %a %U %G %s' &&
     find . -type f | sort | tr '\\n' '\\0' | xargs -0 sha1sum`,
  );
}

/** The playbook branding.yml. */
export const brandingProofs: Proof[] = [
  {
    name: 'branding.yml brings what was added, changed and removed, with owner and mode; --check only says so; twice changes nothing',
    steps: ['G30'],
    async run(story) {
      const [first = '', ...others] = story.app;
      const folder = story.inventory.application.branding_dir;
      await story.lab.sh(
        first,
        `cd ${folder}; mkdir -p "with space/deep"; echo new > "with space/deep/it's new.css"; rm -f footer.tpl
         echo more >> style.css; chmod 640 style.css; chown root:smestorage style.css; ln -sfn style.css link.css`,
      );
      for (const host of others) await story.lab.sh(host, `echo stale > ${folder}/stale.css`);
      const wanted = await brandingOf(story, first);
      const stale = await brandingOf(story, others[0] ?? '');
      const looked = await story.playWell('branding --check', ['--check', 'playbooks/branding.yml']);
      hold(
        /: 4 to add, 2 to remove, 1 to change/.test(prose(looked.output)),
        'it does not say what differs',
        looked.output,
      );
      same(await brandingOf(story, others[0] ?? ''), stale, '--check changed the branding');
      await story.playWell('branding', ['playbooks/branding.yml']);
      for (const host of story.app) same(await brandingOf(story, host), wanted, `the branding of ${host}`);
      changedNothing(
        await story.play('branding again', ['playbooks/branding.yml']),
        story.app,
        'a second run',
      );
      const kept = await story.lab.sh(
        others[0] ?? '',
        'tar tzf /var/lib/sme-ha-gen/branding-before.tar.gz; ls -A "$(dirname "$0")" | grep sme-branding || true',
      );
      hold(kept.includes('./stale.css'), 'what stood there before is not kept', kept);
      hold(!kept.includes('.sme-branding'), 'something half made is left', kept);
    },
  },
  {
    name: 'branding.yml refuses a first server whose branding is empty or gone: the others keep theirs',
    steps: ['G30'],
    async run(story) {
      const [first = '', second = ''] = story.app;
      const folder = story.inventory.application.branding_dir;
      const before = await brandingOf(story, second);
      await story.lab.sh(first, `mv ${folder} ${folder}.away`);
      try {
        const { code, output } = await story.play('branding gone', ['playbooks/branding.yml']);
        same(code, 2, `branding.yml ends with ${code}`);
        hold(prose(output).includes(`on ${first} is missing`), 'it does not say why', output);
      } finally {
        await story.lab.sh(first, `mv ${folder}.away ${folder}`);
      }
      same(await brandingOf(story, second), before, `the branding of ${second}`);
    },
  },
];
