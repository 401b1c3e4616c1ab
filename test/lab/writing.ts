import { ask } from './ask.ts';
import { accompany, type Companion } from './inside.ts';
import { comesAbout, hold } from './proof.ts';
import type { Story } from './story.ts';

/** What a writer wrote: its acknowledged rows, and how long it had to wait for one at the most. */
export interface Written {
  tokens: string[];
  /** Seconds between one acknowledged row and the next, the longest there was. */
  gap: number;
}

/** Starts a writer on a web server, the first one unless said, through the virtual IP, and waits until it gets on. */
export async function startWriting(
  story: Story,
  name: string,
  web: string = story.app[0] ?? '',
): Promise<Companion> {
  const writer = await accompany(story, web, 'writer.php', [`${name}-${Date.now()}`, '{log}']);
  await goesOn(writer, `the writer of ${name} does not begin`);
  return writer;
}

/** Waits until a writer has some more rows acknowledged. */
export async function goesOn(writer: Companion, otherwise: string, seconds = 20): Promise<void> {
  const count = async () => (await writer.lines()).length;
  const before = await count();
  hold(await comesAbout(async () => (await count()) > before + 5, seconds), otherwise);
}

export async function endWriting(writer: Companion): Promise<Written> {
  const rows = (await writer.end()).map((line) => line.split(' '));
  const times = rows.map(([, , time]) => Number(time));
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  return { tokens: rows.map(([token = '']) => token), gap: Math.max(0, ...gaps) };
}

/** Fails unless every acknowledged row stands on both servers. */
export async function nothingIsLost(story: Story, tokens: string[]): Promise<void> {
  for (const host of story.db) {
    const text = await ask(story, host, 'SELECT token FROM proof_writes', story.inventory.database.name);
    const there = new Set(text.split('\n'));
    const lost = tokens.filter((token) => !there.has(token));
    hold(
      lost.length === 0,
      `${lost.length} of ${tokens.length} rows are missing on ${host}`,
      lost.join('\n'),
    );
  }
}
