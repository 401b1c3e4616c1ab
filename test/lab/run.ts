import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Count, prove, say } from '../prove.ts';
import { joinLaboratory, type Laboratory, openLaboratory } from './laboratory.ts';
import type { Proof } from './proof.ts';
import { story } from './proofs.ts';
import { everyKeyStory } from './proofs-every-key.ts';
import { ipv6Story } from './proofs-ipv6.ts';
import { operatorStory } from './proofs-operator.ts';
import { controllers, releases, versionsOf } from './release.ts';
import { twoNodeStory } from './proofs-two-node.ts';
import { Story, writeTree } from './story.ts';

const usage = `npm run test:lab -- [options]   (as root)
  --every-key      the other story: a cluster with every key of the inventory another way
  --ipv6           a cluster of IPv6: converged, run again, through failovers
  --two-node       both roles on two hosts: converged, run again, through failovers
  --operator       the playbooks of day two, on a cluster of their own
  --only PATTERN   only the proofs whose steps or name match, and what has to come ahead of them
  --short          without what takes minutes and shows little beyond the rest; it is named, and counts as skipped
  --release NAME   hosts made of another Debian release, with its MariaDB: ${releases.join(', ')}
  --controller NAME   the Ansible of another Debian release: ${controllers.join(', ')}
  --within MINUTES what has not begun by then is named, and counts as skipped; a slow machine ends in time so
  --keep           leave the laboratory up; \`npm run lab -- down\` takes it away
  --on ID          on a laboratory that a run with --keep has left: without what comes ahead`;

function fixture(name: string): string {
  return resolve(import.meta.dirname, `../../fixtures/${name}/inventory.json`);
}

interface Options {
  only?: string | undefined;
  short?: boolean | undefined;
  release?: string | undefined;
  controller?: string | undefined;
  within?: string | undefined;
  keep?: boolean | undefined;
  on?: string | undefined;
}

const count: Count = { passed: 0, failed: 0, skipped: 0 };

function titleOf({ steps, name }: Proof): string {
  return [...steps, name].join(' ');
}

/** Tells the whole story. When a vital proof fails, all that would follow has failed with it. */
async function tell(story: Story, wanted: (proof: Proof) => boolean, until: number): Promise<void> {
  const chosen = proofs.map((step) => [step].flat().filter(wanted));
  count.skipped += proofs.flat().length - chosen.flat().length;
  for (const [index, step] of chosen.entries()) {
    const late = Date.now() > until ? step.filter(({ closing }) => !closing) : [];
    const group = step.filter((proof) => !late.includes(proof));
    count.skipped += late.length;
    for (const proof of late) say(`skipped: the time is up: ${titleOf(proof)}`);
    const results = await Promise.all(
      group.map((proof) => prove(titleOf(proof), () => proof.run(story), count)),
    );
    if (!group.some(({ vital }, i) => vital && !results[i])) continue;
    const untold = chosen.slice(index + 1).flat().length;
    count.failed += untold;
    if (untold > 0) say(`FAILED      -    with it the ${untold} proofs that would follow`);
    return;
  }
}

/** The proofs that `--only` asks for; a fresh laboratory needs the vital ones too. */
function choose({ only, on, short }: Options): (proof: Proof) => boolean {
  const pattern = new RegExp(only ?? '', 'i');
  return (proof) => {
    if (on !== undefined && proof.vital) return false;
    if (short && proof.thorough) {
      say(`skipped: too long for --short: ${titleOf(proof)}`);
      return false;
    }
    return pattern.test(titleOf(proof)) || (proof.vital === true && on === undefined);
  };
}

async function open({ keep, on, ...named }: Options): Promise<Laboratory> {
  const versions = versionsOf(named);
  return on === undefined
    ? openLaboratory(inventoryFile, { keep: keep ?? false, versions })
    : joinLaboratory(on, versions);
}

async function main(options: Options): Promise<void> {
  const lab = await open(options);
  const folder = resolve(process.env.SME_LAB_LOGS ?? '/var/tmp', `sme-ha-gen-proof-${lab.state.id}`);
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { default: wish } = await import(inventoryFile, { with: { type: 'json' } });
    const inventory = await writeTree(wish, `${folder}/tree`);
    const until = options.within ? started + Number(options.within) * 60_000 : Infinity;
    const story = new Story(lab, await lab.image(), folder, inventory, options.short);
    await tell(story, choose(options), until);
  } finally {
    if (options.keep || options.on) say(`the laboratory ${lab.state.id} stays up`);
    else lab.close();
  }
  if (count.failed > 0 || options.keep || options.on) say(`what Ansible said lies in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

const started = Date.now();
const { values } = parseArgs({
  options: {
    'every-key': { type: 'boolean' },
    ipv6: { type: 'boolean' },
    'two-node': { type: 'boolean' },
    operator: { type: 'boolean' },
    only: { type: 'string' },
    short: { type: 'boolean' },
    release: { type: 'string' },
    controller: { type: 'string' },
    within: { type: 'string' },
    keep: { type: 'boolean' },
    on: { type: 'string' },
    help: { type: 'boolean' },
  },
});
/** The story that was asked for, and the fixture that it plays on. */
const [proofs, inventoryFile] = values['every-key']
  ? [everyKeyStory, fixture('every-key')]
  : values.ipv6
    ? [ipv6Story, fixture('ipv6')]
    : values['two-node']
      ? [twoNodeStory, fixture('two-node')]
      : [values.operator ? operatorStory : story, fixture('reference')];
const number = proofs.flat().length;
if (values.help) {
  say(usage);
} else if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  say('skip: the laboratory boots whole hosts and needs root on Linux');
  count.skipped = number;
} else {
  await main(values).catch((error) => {
    say(`FAILED the laboratory: ${error instanceof Error ? error.stack : error}`);
    count.failed = number - count.passed - count.skipped;
  });
}
const minutes = (Date.now() - started) / 60_000;
say(`${Math.floor(minutes)} min ${Math.round((minutes % 1) * 60)} s`);
say(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 ? 0 : 1;
