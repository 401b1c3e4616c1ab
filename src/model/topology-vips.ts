import { arrow } from './arrow.ts';
import { type Box, box, column, columnHeight, type Paragraph, type Part, together } from './picture.ts';
import { grid, middle, type Subject } from './topology-grid.ts';

const heading = 40;
const inset = 14;

interface Card {
  readonly paragraphs: readonly Paragraph[];
  readonly height: number;
}

/** The height of the panel of the virtual IPs. */
export function vipsHeight(model: Subject): number {
  return panelHeight(cardsOf(model));
}

function panelHeight(cards: readonly Card[]): number {
  return heading + cards.reduce((sum, { height }) => sum + height + inset, 0);
}

/**
 * The virtual IPs between the database servers (G20), with the way of the application through them (G17, G26):
 * down from `from`, then to the preferred master, or after a failover to the other server.
 */
export function virtualIps(model: Subject, { from, top }: { from: number; top: number }): Part {
  const { x, width } = grid.vipPanel;
  const cards = cardsOf(model);
  const panel = box('panel', { x, y: top, width, height: panelHeight(cards) });
  let y = top + heading;
  const parts = cards.map(({ paragraphs, height }) => {
    const frame = box('vip', { x: x + inset, y, width: width - 2 * inset, height });
    y += height + inset;
    return card(frame, paragraphs);
  });
  const title = column({ x: middle, y: top + 12, width, anchor: 'middle' }, [
    { text: 'Virtual IPs', kind: 'heading' },
  ]);
  const down = arrow('traffic', [
    [middle, from],
    [middle, top],
  ]);
  const ports = column(
    { x: middle + 14, y: from + 22, width: 250 },
    model.twoNode
      ? [{ text: 'web pages, files', kind: 'port' }]
      : [
          { text: 'MariaDB 3306/tcp', kind: 'port' },
          { text: `memcached ${model.memcached.port}/tcp`, kind: 'port' },
        ],
  );
  return together({ boxes: [panel], lines: [down], texts: [...title, ...ports] }, ...parts);
}

function cardsOf({ vips }: Subject): Card[] {
  return [
    ...(vips.web ? [{ vip: vips.web, service: 'web' }] : []),
    { vip: vips.database, service: 'database' },
    { vip: vips.memcached, service: 'memcached' },
  ].map(({ vip, service }) => {
    const paragraphs: Paragraph[] = [
      { text: vip.name, kind: 'name' },
      { text: `${vip.address}/${vip.prefix}`, kind: 'address' },
      { text: `${service}, VRRP router id ${vip.virtual_router_id}`, kind: 'note', above: 2 },
    ];
    return { paragraphs, height: columnHeight(textWidth, paragraphs) + 2 * inset };
  });
}

const textWidth = grid.vipPanel.width - 4 * inset;

function card(frame: Box, paragraphs: readonly Paragraph[]): Part {
  const y = frame.y + Math.round(frame.height / 2);
  const [left, right] = [grid.serverX[0] + grid.serverWidth, grid.serverX[1]];
  const { x, width } = grid.vipPanel;
  return {
    boxes: [frame],
    lines: [
      arrow('traffic', [
        [x, y],
        [left, y],
      ]),
      arrow('takeover', [
        [x + width, y],
        [right, y],
      ]),
    ],
    texts: [
      ...column({ x: (left + x) / 2, y: y - 24, width: x - left, anchor: 'middle' }, [
        { text: 'at first', kind: 'note' },
      ]),
      ...column({ x: (x + width + right) / 2, y: y - 24, width: x - left, anchor: 'middle' }, [
        { text: 'failover', kind: 'note' },
      ]),
      ...column({ x: middle, y: frame.y + inset, width: textWidth, anchor: 'middle' }, paragraphs),
    ],
  };
}
