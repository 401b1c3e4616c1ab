import type { Story } from '../story.ts';
import { at, seconds } from './clock.ts';
import { Feed } from './feed.ts';

/** One answer of a server to whether it accepts writes; microseconds. */
export interface Sample {
  start: number;
  end: number;
  writable: boolean;
}

/** An answer that took longer says nothing of a moment; microseconds. */
const patience = 100_000;

/** Asks a database server all the time whether it accepts writes; goes on by itself when the host is back. */
export class Sampler {
  readonly samples: Sample[] = [];
  private feed: Feed | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(story: Story, host: string, file: string) {
    const listen = (line: string) => {
      const [start, end, answer] = line.split(' ');
      this.samples.push({ start: Number(start), end: Number(end), writable: answer === '0' });
    };
    const watch = () => {
      if (this.feed?.runs || !story.lab.isOn(host)) return;
      try {
        this.feed = new Feed(story, host, 'sampler.php', ['900'], listen, file);
      } catch {
        // Its power was cut in this moment.
      }
    };
    watch();
    this.timer = setInterval(watch, 300);
  }

  get writable(): boolean | undefined {
    return this.samples.at(-1)?.writable;
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.feed?.end();
  }
}

/** The samples without those asked before a moment and answered soon after it, and how many of these said "accepted". */
export function withoutEchoes(
  samples: [Sample[], Sample[]],
  from: number,
  to: number,
): [echoes: number, sound: [Sample[], Sample[]]] {
  const isEcho = ({ start, end }: Sample) => start < from && end >= from && end < to;
  const sound = (each: Sample[]) => each.filter((sample) => !isEcho(sample));
  const [first, second] = samples;
  const echoes = [...first, ...second].filter((sample) => isEcho(sample) && sample.writable).length;
  return [echoes, [sound(first), sound(second)]];
}

/**
 * Spells in which both servers accepted writes: one said so between two answers of the other that say so, too, less
 * than half a second apart, and with none in between that says otherwise.
 */
export function bothWritable(first: Sample[], second: Sample[], from: number): string[] {
  const moments = [...between(first, second, from), ...between(second, first, from)].sort((a, b) => a - b);
  const spells: [number, number][] = [];
  for (const moment of moments) {
    const last = spells.at(-1);
    if (last && moment - last[1] < 1_000_000) last[1] = moment;
    else spells.push([moment, moment]);
  }
  return spells.map(
    ([start, end]) => `both servers accept writes at ${at(start)}, for ${seconds(end - start)} s or so`,
  );
}

function between(mine: Sample[], others: Sample[], from: number): number[] {
  const found: number[] = [];
  let next = 0;
  for (const { start, end, writable } of mine) {
    while (next < others.length && others[next]!.start < end) next++;
    // The other's last answer that had begun by then is a good one only if it had also ended.
    const after = others[next];
    let before = next - 1;
    while (before >= 0 && others[before]!.end > start) before--;
    const overlap = next - 1 - before;
    const previous = others[before];
    if (!writable || start < from || end - start > patience || overlap > 0) continue;
    if (previous?.writable && after?.writable && after.end - previous.start < 500_000) found.push(start);
  }
  return found;
}
