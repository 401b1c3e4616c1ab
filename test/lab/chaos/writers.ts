import { at, seconds } from './clock.ts';
import type { Ack } from './ledger.ts';

/** No cluster hands writing over and back again within this time; microseconds. */
const flip = 2_500_000;

/**
 * Two servers that took writes at the same time: what one acknowledged stands strictly between two writes of the
 * other. Returns one sentence for each spell of it.
 */
export function twoWriters(acks: Ack[], from: number): string[] {
  const found: { from: number; to: number; count: number; server: string; other: string }[] = [];
  const servers = [...new Set(acks.map(({ server }) => server))];
  const of = new Map(servers.map((server) => [server, acks.filter((ack) => ack.server === server)]));
  for (const [server, mine] of of) {
    for (const other of servers.filter((name) => name !== server)) {
      const others = of.get(other) ?? [];
      const ends = others.map(({ acked }) => acked).sort((a, b) => a - b);
      const starts = others.map(({ sent }) => sent).sort((a, b) => a - b);
      for (const ack of mine.filter(({ sent }) => sent >= from)) {
        const before = ends[below(ends, ack.sent) - 1];
        const after = starts[below(starts, ack.acked)];
        if (before === undefined || after === undefined || after - before > flip) continue;
        const last = found.at(-1);
        if (last?.server === server && ack.sent - last.to < flip) {
          last.to = Math.max(last.to, ack.acked);
          last.count++;
        } else found.push({ from: ack.sent, to: ack.acked, count: 1, server, other });
      }
    }
  }
  return found.map(
    ({ from: start, to, count, server, other }) =>
      `server ${server} took ${count} writes while server ${other} did, at ${at(start)}, for ${seconds(to - start)} s`,
  );
}

/** How many of the sorted numbers are below a limit. */
function below(sorted: number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
