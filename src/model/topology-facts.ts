import { box, column, columnHeight, type Paragraph, type Part, together } from './picture.ts';
import { grid, type Subject } from './topology-grid.ts';

interface Fact {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** What the picture cannot show: timing and rules of a failover, in three columns below it. */
export function factsBelow(model: Subject, top: number): Part & { height: number } {
  const facts = factsOf(model);
  const width = (grid.width - 2 * grid.margin - 2 * grid.padding - 2 * 32) / facts.length;
  const set = facts.map(paragraphs);
  const height = Math.max(...set.map((one) => columnHeight(width, one))) + 2 * grid.padding;
  const panel = box('panel', { x: grid.margin, y: top, width: grid.width - 2 * grid.margin, height });
  const texts = set.flatMap((one, index) => {
    const x = grid.margin + grid.padding + Math.round(index * (width + 32));
    return column({ x, y: top + grid.padding, width }, one);
  });
  return { ...together({ boxes: [panel], texts }), height };
}

function paragraphs({ title, sentences }: Fact): Paragraph[] {
  return [
    { text: title, kind: 'heading' },
    ...sentences.map((text): Paragraph => ({ text, kind: 'note', above: 4 })),
  ];
}

function factsOf({ twoNode, keepalived, runbook, appServers, dbServers }: Subject): Fact[] {
  const { check, preempt, isolation_targets: targets } = keepalived;
  const excuse =
    targets.length > 0
      ? [`Where ${targets.join(', ')} answers, silent application servers are excused.`]
      : [];
  const fromSilent = twoNode
    ? [`From a silent partner: a server that ${targets.join(' or ')} answers.`]
    : [
        `From a silent partner: a server that reaches ${runbook.toTake} of ${times(appServers.length, 'application server')}.`,
        ...excuse,
      ];
  return [
    {
      title: 'Checks',
      sentences: [
        `${twoNode ? 'MariaDB, memcached and the web server' : 'MariaDB and memcached'} are checked every ${check.interval} s on both servers.`,
        `A virtual IP moves after ${times(check.fall, 'failed check')} in a row; ${times(check.rise, 'good one')} in a row make a service well again.`,
      ],
    },
    {
      title: 'No write for at the most',
      sentences: runbook.rows.map(({ what, pause }) => `${what}: ${pause.text}`),
    },
    {
      title: 'Who takes over',
      sentences: [
        ...fromSilent,
        preempt
          ? `${dbServers[0].name} takes the virtual IPs back when it returns.`
          : 'A server that returns stands by; nothing moves back by itself.',
      ],
    },
  ];
}

function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
