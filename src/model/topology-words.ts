import type { Subject } from './topology-grid.ts';

export function topologyTitle({ cluster }: Subject): string {
  return `Topology of ${cluster}`;
}

/** The picture in sentences, for those who do not see it. */
export function topologyWords({
  appServers,
  dbServers,
  vips,
  memcached,
  timing,
  keepalived,
  twoNode,
}: Subject): string {
  const apps = appServers.map(
    ({ name, address, runsCronJobs }) => `${name} (${address}${runsCronJobs ? ', runs the cron jobs' : ''})`,
  );
  const [first, second] = dbServers.map(
    ({ name, address, priority }) => `${name} (${address}, VRRP priority ${priority})`,
  );
  const { database: db, memcached: cache, web } = vips;
  return [
    `${twoNode ? 'The application runs on both database servers' : 'Application servers'}: ${apps.join(', ')}.`,
    ...(web
      ? [
          `Browsers and clients find it at the virtual IP ${web.name} (${web.address}, VRRP router id ${web.virtual_router_id}).`,
        ]
      : []),
    `They reach MariaDB at port 3306 through the virtual IP ${db.name} (${db.address}, VRRP router id ${db.virtual_router_id}) ` +
      `and memcached at port ${memcached.port} through ${cache.name} (${cache.address}, VRRP router id ${cache.virtual_router_id}).`,
    `At first ${web ? 'all' : 'both'} virtual IPs are on the preferred master ${first}; ${second} stands by and takes them over.`,
    'The two database servers replicate each other both ways at port 3306, ' +
      `send each other VRRP version ${timing.vrrpVersion} adverts, and agree on the one writer at port 3307 (UDP)` +
      (twoNode ? '.' : ', where the application servers vote.'),
    `${web ? 'MariaDB, memcached and the web server' : 'MariaDB and memcached'} are checked every ${keepalived.check.interval} s; ` +
      `a virtual IP moves after ${keepalived.check.fall} failed checks in a row.`,
  ].join(' ');
}
