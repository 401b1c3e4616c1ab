import { plain } from './duration.ts';
import type { Subject } from './topology-grid.ts';

/** A service that runs on both database servers, and what passes between the two. */
export interface ServiceLink {
  readonly service: string;
  readonly port: string;
  readonly detail: string;
  /** Two arrows for replication, one with two heads for what both say to each other. */
  readonly kind: 'replication' | 'control' | 'none';
  /** Above and below the line; the first alone where there is none. */
  readonly words: readonly [above: string, below: string];
}

const places = {
  auto: 'by GTID where MariaDB has it',
  gtid: 'by GTID',
  position: 'by file and position',
} as const;

/** The services of a database server from top to bottom, the guard last: its line to the application servers goes outside. */
export function links({
  certificates,
  database,
  keepalived,
  memcached,
  timing,
  twoNode,
}: Subject): readonly ServiceLink[] {
  const { check, vrrp, advert_interval: advert } = keepalived;
  const checked = `checked every ${check.interval} s`;
  const application: ServiceLink = {
    service: 'application',
    port: '80/tcp',
    detail: checked,
    kind: 'none',
    words: ['each finds MariaDB and memcached by their virtual IPs', ''],
  };
  return [
    ...(twoNode ? [application] : []),
    {
      service: 'MariaDB',
      port: '3306/tcp',
      detail: checked,
      kind: 'replication',
      words: [
        `Replication both ways${certificates ? ' by TLS' : ''}, 3306/tcp`,
        `${database.semi_sync ? 'semi-synchronous' : 'asynchronous'}, ${places[database.replication]}`,
      ],
    },
    {
      service: 'memcached',
      port: `${memcached.port}/tcp`,
      detail: checked,
      kind: 'none',
      words: ['each has a cache of its own, empty after a failover', ''],
    },
    {
      service: 'keepalived',
      port: 'VRRP',
      detail: 'moves the virtual IPs',
      kind: 'control',
      words: [
        `VRRP version ${timing.vrrpVersion}, ${vrrp === 'unicast' ? 'unicast' : 'multicast to 224.0.0.18'}`,
        `an advert every ${plain(advert)} s`,
      ],
    },
    {
      service: 'sme-guard',
      port: '3307/udp',
      detail: 'lets MariaDB accept writes, or not',
      kind: 'control',
      words: ['The lease of the one writer, 3307/udp', `signed; it lasts ${timing.lease.text}`],
    },
  ];
}
