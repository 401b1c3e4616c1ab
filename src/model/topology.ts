import { arrow } from './arrow.ts';
import { column, columnHeight, type Paragraph, type Picture, type Part, together } from './picture.ts';
import { appServers, users } from './topology-apps.ts';
import { factsBelow } from './topology-facts.ts';
import { grid, type Subject } from './topology-grid.ts';
import { databaseServers, guardLevel } from './topology-pair.ts';
import { virtualIps, vipsHeight } from './topology-vips.ts';
import { topologyTitle, topologyWords } from './topology-words.ts';

/** Lay out the picture of a cluster, from top to bottom the way of a request. Pure; every place is computed from the text. */
export function topologyOf(model: Subject): Picture {
  const head = heading(model);
  const apps = model.twoNode ? users(head.bottom) : appServers(model.appServers, head.bottom);
  const appsEnd = head.bottom + apps.height;
  const pairTop = appsEnd + grid.descent;
  const pair = databaseServers(model, pairTop, vipsHeight(model));
  const vips = virtualIps(model, { from: appsEnd, top: pairTop });
  const votes = model.twoNode ? {} : votesBetween(appsEnd, guardLevel(pairTop, pair.height));
  const factsTop = pairTop + pair.height + 36;
  const facts = factsBelow(model, factsTop);
  return {
    width: grid.width,
    height: factsTop + facts.height + grid.margin,
    title: topologyTitle(model),
    description: topologyWords(model),
    ...together(head, apps, pair, vips, votes, facts),
  };
}

function heading({ cluster }: Subject): Part & { bottom: number } {
  const lines: Paragraph[] = [
    { text: cluster, kind: 'title' },
    {
      text: 'One server is read and written at any time; the other one follows and takes over.',
      kind: 'subtitle',
    },
  ];
  const place = { x: grid.margin, y: 32, width: grid.width - 2 * grid.margin };
  const bottom = place.y + columnHeight(place.width, lines) + 20;
  return { ...together({ texts: column(place, lines) }), bottom };
}

/** The guards ask the application servers for their votes (G36), on the outside of the database servers. */
function votesBetween(top: number, bottom: number): Part {
  const sides = [
    { edge: grid.serverX[0], outwards: -1, anchor: 'start' },
    { edge: grid.serverX[1] + grid.serverWidth, outwards: 1, anchor: 'end' },
  ] as const;
  return together(
    ...sides.map(({ edge, outwards, anchor }): Part => {
      const lane = edge + outwards * grid.lane;
      const text = { x: lane - outwards * 14, y: top + 22, width: 300, anchor };
      return {
        boxes: [],
        lines: [
          arrow(
            'control',
            [
              [edge, bottom],
              [lane, bottom],
              [lane, top],
            ],
            'both',
          ),
        ],
        texts: column(text, [{ text: 'votes 3307/udp', kind: 'port' }]),
      };
    }),
  );
}
