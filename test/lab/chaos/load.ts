import { join } from 'node:path';
import { ask } from '../ask.ts';
import { fromEach } from '../ask.ts';
import { comesAbout, hold } from '../proof.ts';
import type { Story } from '../story.ts';
import { Feed } from './feed.ts';
import { isGuarded, view } from './pair.ts';
import { Ledger } from './ledger.ts';
import { type Sample, Sampler } from './sampler.ts';

/** Longer than any step lasts: a load whose controller is gone ends by itself then. */
const lifetime = 900;

/** A load of eight writers on the application servers, and a sampler on each database server. */
export class Load {
  readonly ledger = new Ledger();
  readonly table: string;
  private feeds: Feed[] = [];
  private samplers: Sampler[] = [];
  private starts = 0;
  private readonly story: Story;
  private readonly folder: string;

  constructor(story: Story, table: string, folder: string) {
    this.story = story;
    this.table = table;
    this.folder = folder;
  }

  /** Makes the table at the server that holds the virtual IP. */
  async prepare(): Promise<void> {
    const { name } = this.story.inventory.database;
    const make = `CREATE TABLE ${this.table} (id BIGINT AUTO_INCREMENT PRIMARY KEY, token VARCHAR(60) NOT NULL UNIQUE,
      writer VARCHAR(30) NOT NULL, payload VARCHAR(200) NOT NULL) ENGINE=InnoDB`;
    await ask(this.story, await masterOf(this.story), make, name);
    const arrived = async () =>
      (
        await fromEach(this.story.db, (host) =>
          ask(this.story, host, `SHOW TABLES LIKE '${this.table}'`, name),
        )
      )
        .map(([, seen]) => seen)
        .every((seen) => seen === this.table);
    hold(await comesAbout(arrived, 20), `the table ${this.table} does not arrive at both servers`);
    this.samplers = this.story.db.map(
      (host) => new Sampler(this.story, host, join(this.folder, `samples-${host}.log`)),
    );
  }

  async drop(): Promise<void> {
    const master = await masterOf(this.story);
    // A session whose end was lost on the wire holds the table for as long as MariaDB believes in it.
    const { name } = this.story.inventory.database;
    await ask(this.story, master, `SET lock_wait_timeout = 60; DROP TABLE IF EXISTS ${this.table}`, name);
  }

  start(): void {
    this.starts++;
    this.feeds = this.story.app.map((host) => this.writers(host, `${host}.${this.starts}`));
  }

  private writers(host: string, name: string): Feed {
    const listen = (line: string) => this.ledger.note(line);
    const args = [name, String(8 / this.story.app.length), this.table, String(lifetime)];
    return new Feed(this.story, host, 'load.php', args, listen, join(this.folder, `load-${host}.log`));
  }

  async stop(): Promise<void> {
    await Promise.all(this.feeds.map((feed) => feed.end()));
  }

  /** What each database server said to whether it accepts writes. */
  get samples(): [Sample[], Sample[]] {
    const [first, second] = this.samplers;
    return [first?.samples ?? [], second?.samples ?? []];
  }

  async end(): Promise<void> {
    await this.stop();
    await Promise.all(this.samplers.map((sampler) => sampler.end()));
  }
}

/** The server the application's writes go to: the holder of the virtual IP; with two of them, the first. */
export async function masterOf(story: Story): Promise<string> {
  const { address } = story.inventory.vips.database;
  let found: string | undefined;
  const guarded = await isGuarded(story).catch(() => false);
  await comesAbout(async () => {
    const views = (await fromEach(story.db, (host) => view(story, host))).map(([, seen]) => seen);
    const fit = views.filter(({ readOnly }) => !guarded || readOnly === false);
    found = fit.find(({ addresses }) => addresses.includes(address))?.host;
    return found !== undefined;
  }, 40);
  if (!found) throw new Error('no server holds the virtual IP of the database and accepts writes');
  return found;
}
