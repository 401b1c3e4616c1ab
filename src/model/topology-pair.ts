import { arrow } from './arrow.ts';
import type { DbServer } from './model.ts';
import {
  type Box,
  box,
  column,
  columnHeight,
  type Line,
  type Paragraph,
  type Part,
  together,
} from './picture.ts';
import { badge } from './topology-apps.ts';
import { grid, middle, type Subject } from './topology-grid.ts';
import { links, type ServiceLink } from './topology-links.ts';

const rowHeight = 76;
const badgeSpace = 34;

/** The database servers left and right: who they are, then a row for each service, joined to its like (G08 to G25). */
export function databaseServers(model: Subject, top: number, least: number): Part & { height: number } {
  const rows = links(model);
  const head = Math.max(least, ...model.dbServers.map(headHeight)) + grid.padding;
  const height = head + rows.length * rowHeight;
  const servers = model.dbServers.map((server, index) => {
    const frame = box('card', { x: grid.serverX[index] ?? 0, y: top, width: grid.serverWidth, height });
    return together({ boxes: [frame] }, headOf(server, frame), serviceRows(rows, frame, top + head));
  });
  const joints = rows.map((row, index) => joint(row, top + head + index * rowHeight));
  return { ...together(...servers, ...joints), height };
}

/** Where the guards' rows are: their middle, the last one of a pair of such a height. */
export function guardLevel(top: number, height: number): number {
  return top + height - rowHeight / 2;
}

function paragraphs(server: DbServer): Paragraph[] {
  return [
    { text: server.name, kind: 'name' },
    { text: server.address, kind: 'address', above: 2 },
  ];
}

function details({ interface: device, priority, serverId }: DbServer): { text: string; value: string }[] {
  return [
    { text: 'interface', value: device },
    { text: 'VRRP priority', value: String(priority) },
    { text: 'server-id', value: String(serverId) },
    { text: 'auto_increment', value: serverId === 1 ? 'odd' : 'even' },
  ];
}

const textWidth = grid.serverWidth - 2 * grid.padding;
const detailHeight = 25;

function headHeight(server: DbServer): number {
  const names = columnHeight(textWidth, paragraphs(server));
  return 2 * grid.padding + names + badgeSpace + details(server).length * detailHeight;
}

function headOf(server: DbServer, { x, y, width }: Box): Part {
  const place = { x: x + grid.padding, y: y + grid.padding, width: textWidth };
  const badgeY = place.y + columnHeight(textWidth, paragraphs(server)) + 10;
  const role =
    server.serverId === 1
      ? badge('badge', 'preferred master', place.x, badgeY)
      : badge('tag', 'standby', place.x, badgeY);
  const [{ width: roleWidth = 0 } = {}] = role.boxes;
  const mark = server.runsCronJobs
    ? together(role, badge('tag', 'cron jobs', place.x + roleWidth + 8, badgeY))
    : role;
  const rows = details(server).flatMap(({ text, value }, index) => {
    const row = { ...place, y: badgeY + badgeSpace + 8 + index * detailHeight };
    return [
      ...column(row, [{ text, kind: 'note' }]),
      ...column({ ...row, x: x + width - grid.padding, anchor: 'end' }, [{ text: value, kind: 'port' }]),
    ];
  });
  return together({ texts: [...column(place, paragraphs(server)), ...rows] }, mark);
}

function serviceRows(rows: readonly ServiceLink[], { x, width }: Box, top: number): Part {
  const parts = rows.map(({ service, port, detail }, index) => {
    const y = top + index * rowHeight;
    const left = { x: x + grid.padding, y: y + 20, width: textWidth };
    const right = { ...left, x: x + width - grid.padding, anchor: 'end' } as const;
    return together({
      boxes: [box('rule', { x, y, width, height: 1 })],
      texts: [
        ...column(left, [
          { text: service, kind: 'heading' },
          { text: detail, kind: 'note' },
        ]),
        ...column(right, [{ text: port, kind: 'port' }]),
      ],
    });
  });
  return together(...parts);
}

/** What joins a service to its like on the other server, its words above and below the line. */
function joint({ words: [above, below], kind }: ServiceLink, top: number): Part {
  const y = top + rowHeight / 2;
  const width = grid.serverX[1] - grid.serverX[0] - grid.serverWidth - 2 * grid.padding;
  const place = { x: middle, width, anchor: 'middle' } as const;
  if (kind === 'none')
    return together({ texts: column({ ...place, y: y - 9 }, [{ text: above, kind: 'note' }]) });
  return together({
    lines: linesAt(kind, y),
    texts: [
      ...column({ ...place, y: y - 27 }, [{ text: above, kind: 'label' }]),
      ...column({ ...place, y: y + 10 }, [{ text: below, kind: 'note' }]),
    ],
  });
}

function linesAt(kind: Line['kind'], y: number): Line[] {
  const [left, right] = [grid.serverX[0] + grid.serverWidth, grid.serverX[1]];
  if (kind === 'control') {
    return [
      arrow(
        kind,
        [
          [left, y],
          [right, y],
        ],
        'both',
      ),
    ];
  }
  return [
    arrow(kind, [
      [left, y - 5],
      [right, y - 5],
    ]),
    arrow(kind, [
      [right, y + 5],
      [left, y + 5],
    ]),
  ];
}
