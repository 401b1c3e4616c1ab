import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromEach } from '../ask.ts';
import { joinLaboratory, type Laboratory, openLaboratory } from '../laboratory.ts';
import { mendAll } from '../network.ts';
import { isAlive, startTime } from '../processes.ts';
import { comesAbout, told } from '../proof.ts';
import type { Versions } from '../release.ts';
import { Story, writeTree } from '../story.ts';
import { tell } from './clock.ts';
import { ownDisks } from './disk.ts';
import { attempt } from './fault.ts';
import { Load } from './load.ts';
import { ailments, isGuarded } from './pair.ts';
import { keep, restore } from './snapshot.ts';

export interface ArenaOptions {
  /** The cluster; the tree is made of it unless one is given. */
  inventory: string;
  tree?: string | undefined;
  /** On a laboratory that is up, and stays up. */
  id?: string | undefined;
  versions: Versions;
  /** Keeps the disks of the database servers at the beginning, to put them back when a fault has crippled the pair. */
  restore: boolean;
  /** site.yml has run on it. */
  converged?: boolean | undefined;
}

/** A converged laboratory for faults to strike, which is made anew when one has crippled it. */
export class Arena {
  private opened: Laboratory | undefined;
  private current: Story | undefined;
  private steps = 0;
  private kept = false;
  guarded = false;
  readonly folder: string;
  private readonly options: ArenaOptions;

  constructor(options: ArenaOptions) {
    this.options = options;
    const stamp = new Date().toISOString().replace(/[-:]|\..*/g, '');
    this.folder = join(process.env.SME_LAB_LOGS ?? '/var/tmp', `sme-ha-gen-chaos-${stamp}-${process.pid}`);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  get story(): Story {
    if (!this.current) throw new Error('the laboratory is not open');
    return this.current;
  }

  get tree(): string {
    return this.options.tree ?? this.story.tree;
  }

  /** Opens and converges a laboratory, or takes the one that was named. */
  async open(): Promise<void> {
    const { inventory, id, versions, tree, converged } = this.options;
    this.opened = id === undefined ? await openLaboratory(inventory, { versions }) : undefined;
    const lab = this.opened ?? (await joinLaboratory(id!, versions));
    claim(join(lab.state.folder, 'chaos.pid'));
    const wish = JSON.parse(readFileSync(inventory, 'utf8'));
    const compiled = await writeTree(wish, join(this.folder, 'tree'));
    this.current = new Story(lab, await lab.image(), this.folder, compiled);
    await this.heal();
    await ownDisks(this.current);
    if (!(id && converged)) await this.converge(tree ?? this.current.tree);
    this.guarded = await isGuarded(this.current);
    if (!(await this.settles())) throw new Error('the laboratory is not well: run site.yml, or make it anew');
    await this.keep();
    if (!this.guarded) tell('there is no guard here: that one server alone accepts writes is not asked for');
  }

  private async converge(tree: string): Promise<void> {
    const { code, output, seconds } = await this.story.lab.play(resolve(tree));
    if (code !== 0) throw new Error(`site.yml ends with ${code}\n${told(output).slice(-3000)}`);
    tell(`site.yml ran in ${seconds.toFixed(0)} s`);
  }

  /** The disks as they are now are what a crippled laboratory is made anew of. */
  private async keep(): Promise<void> {
    if (!this.options.restore) return;
    await keep(this.story);
    this.kept = true;
    if (!(await this.settles()))
      throw new Error('the laboratory is not well after its hosts were off and on');
  }

  /** Takes away what faults of an earlier run may have left. */
  private async heal(): Promise<void> {
    const { lab, db, hosts } = this.story;
    mendAll(lab.state.namespace);
    for (const host of hosts) {
      lab.thaw(host);
      if (!lab.isOn(host)) await lab.boot(host);
      lab.plug(host);
    }
    await fromEach(db, (host) =>
      attempt(this.story, host, 'rm -f /var/lib/mysql/.ballast* /run/sme-guard/clock_offset'),
    );
  }

  /** A fresh table, with the samplers at work. */
  async load(): Promise<Load> {
    const load = new Load(this.story, `chaos_${Date.now() % 1e8}_${++this.steps}`, this.folder);
    await load.prepare();
    return load;
  }

  /** Makes sure that all is well ahead of the next step: what was crippled is made anew. */
  async renew(): Promise<void> {
    if (await this.settles(15)) return;
    tell('the laboratory is crippled: putting the disks of the database servers back');
    await this.heal();
    if (!this.kept) throw new Error('there are no disks to put back');
    await restore(this.story);
    if (await this.settles()) return;
    if (!this.opened) throw new Error('the laboratory does not come to health from the disks that were kept');
    tell('it does not come to health: making all of it anew');
    this.opened.close();
    await this.open();
  }

  private settles(seconds = 120): Promise<boolean> {
    return comesAbout(async () => (await ailments(this.story, this.guarded)).length === 0, seconds, 1000);
  }

  close(): void {
    this.opened?.close();
  }
}

/** One at a time: two that strike the same hosts would blame them for each other's faults. */
function claim(file: string): void {
  const [pid, start] = existsSync(file) ? readFileSync(file, 'utf8').split(' ') : [];
  if (Number(pid) !== process.pid && pid && isAlive(Number(pid), start))
    throw new Error(`process ${pid} strikes this laboratory already`);
  writeFileSync(file, `${process.pid} ${startTime(process.pid)}`);
}
