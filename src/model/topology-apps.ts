import type { Model } from './model.ts';
import {
  type Box,
  box,
  column,
  columnHeight,
  type Paragraph,
  type Part,
  type Text,
  together,
} from './picture.ts';
import { grid, middle } from './topology-grid.ts';
import { widthOf } from './text-style.ts';

type AppServer = Model['appServers'][number];

const mostColumns = 4;
const widest = 300;
const heading = 44;
const badgeHeight = 22;

/** The application servers in rows of at most four, as even as can be; the first one has the cron jobs (G28). */
export function appServers(servers: readonly AppServer[], top: number): Part & { height: number } {
  const rows = Math.ceil(servers.length / mostColumns);
  const columns = Math.ceil(servers.length / rows);
  const inside = grid.width - 2 * grid.margin - 2 * grid.padding;
  const width = Math.min(widest, Math.floor((inside - (columns - 1) * grid.gap) / columns));
  const cards: Part[] = [];
  let y = top + heading;
  for (let first = 0; first < servers.length; first += columns) {
    const row = servers.slice(first, first + columns);
    const height = Math.max(...row.map((server) => cardHeight(server, width)));
    const left = middle - (row.length * width + (row.length - 1) * grid.gap) / 2;
    row.forEach((server, index) => {
      cards.push(card(server, box('card', { x: left + index * (width + grid.gap), y, width, height })));
    });
    y += height + grid.gap;
  }
  const panel = box('panel', {
    x: grid.margin,
    y: top,
    width: grid.width - 2 * grid.margin,
    height: y - top,
  });
  return { ...together({ boxes: [panel], texts: captions(panel) }, ...cards), height: panel.height };
}

/** On two nodes: those who come from outside, for the application stands on the database servers. */
export function users(top: number): Part & { height: number } {
  const panel = box('panel', {
    x: grid.margin,
    y: top,
    width: grid.width - 2 * grid.margin,
    height: heading + 12,
  });
  const texts = column({ x: middle, y: top + 16, width: panel.width - 2 * grid.padding, anchor: 'middle' }, [
    { text: 'Browsers and clients', kind: 'heading' },
  ]);
  return { ...together({ boxes: [panel], texts }), height: panel.height };
}

function captions({ x, y, width }: Box): Text[] {
  const left = { x: x + grid.padding, y: y + 14, width: width / 2 };
  const right = { ...left, x: x + width - grid.padding, anchor: 'end' } as const;
  return [
    ...column(left, [{ text: 'Application servers', kind: 'heading' }]),
    ...column(right, [{ text: 'sme-witness on each votes on who may write', kind: 'note' }]),
  ];
}

function paragraphs({ name, address }: AppServer): Paragraph[] {
  return [
    { text: name, kind: 'name' },
    { text: address, kind: 'address', above: 2 },
  ];
}

function cardHeight(server: AppServer, width: number): number {
  const text = columnHeight(width - 2 * grid.padding, paragraphs(server));
  return 2 * grid.padding + text + (server.runsCronJobs ? badgeHeight + 10 : 0);
}

function card(server: AppServer, frame: Box): Part {
  const text = paragraphs(server);
  const inner = {
    x: frame.x + grid.padding,
    y: frame.y + grid.padding,
    width: frame.width - 2 * grid.padding,
  };
  const mark = server.runsCronJobs
    ? badge('tag', 'cron jobs', inner.x, inner.y + columnHeight(inner.width, text) + 10)
    : {};
  return together({ boxes: [frame], texts: column(inner, text) }, mark);
}

/** A word on a ground of its own: a badge for what stands out, else a tag. */
export function badge(kind: 'badge' | 'tag', text: string, x: number, y: number): Part {
  const width = 2 * Math.ceil(widthOf(text, kind) / 2) + 20;
  const middle = { x: x + width / 2, y: y + 4, width, anchor: 'middle' } as const;
  return together({
    boxes: [box(kind, { x, y, width, height: badgeHeight })],
    texts: column(middle, [{ text, kind }]),
  });
}
