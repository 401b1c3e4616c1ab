import type { Code } from '../../src/diagnostics/codes.ts';

export interface Refusal {
  readonly code: Code;
  /** Two keys and the value of each, which together are refused by that code. */
  readonly pair: readonly [readonly [key: string, value: unknown], readonly [key: string, value: unknown]];
}

/** The pairs that no row may hold; that each is really refused, by this code alone, is a test of its own. */
export const refusals: readonly Refusal[] = [
  refused('SME309', 'addresses', 'one /22', 'vips.database.prefix', 24),
  refused('SME309', 'addresses', 'one /22', 'vips.memcached.prefix', 24),
  refused('SME401', 'vips.database.virtual_router_id', 61, 'vips.memcached.virtual_router_id', undefined),
  refused('SME401', 'vips.database.virtual_router_id', undefined, 'vips.memcached.virtual_router_id', 51),
  refused('SME403', 'addresses', '192.0.2', 'keepalived.isolation_targets', ['192.0.2.11', '192.0.2.1']),
  refused('SME416', 'topology', 'two-node', 'keepalived.isolation_targets', undefined),
  refused('SME406', 'keepalived.check.interval', 30, 'keepalived.check.fall', 60),
  refused('SME501', 'database.app_user', 'repl_user', 'database.replication_user', undefined),
  refused('SME601', 'application.backup_dir', '/srv/sme/kept', 'application.branding_dir', '/srv/sme/kept'),
  refused(
    'SME602',
    ...(['application.config_file', '/srv/sme/kept/config.inc.php'] as const),
    ...(['application.backup_dir', '/srv/sme/kept'] as const),
  ),
  refused(
    'SME613',
    ...(['application.config_file', '/srv/sme/kept/config.inc.php'] as const),
    ...(['application.branding_dir', '/srv/sme/kept'] as const),
  ),
  refused('SME603', 'connection.port', 2222, 'memcached.port', 2222),
];

function refused(code: Code, key: string, value: unknown, other: string, its: unknown): Refusal {
  return {
    code,
    pair: [
      [key, value],
      [other, its],
    ],
  };
}
