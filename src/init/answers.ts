import { schemaText } from '../cli/schema-text.ts';
import { harmless, show } from '../diagnostics/harmless.ts';
import type { InventoryInput } from '../generated/inventory.ts';
import { UserError } from '../plan/user-error.ts';

/** A server or a virtual IP of a first inventory. */
export interface Named {
  readonly name: string;
  readonly address: string;
}

/** What a first inventory says: all that has no default. */
export interface Answers {
  readonly cluster: string;
  readonly dbServers: readonly Named[];
  readonly appServers: readonly Named[];
  readonly database: Named;
  readonly memcached: Named;
}

/** Answers as far as they are known. */
export type Known = Partial<Answers>;

/** The flags of `init`, as they were typed. */
export interface AnswerFlags {
  readonly cluster?: string | undefined;
  readonly db?: readonly string[] | undefined;
  readonly app?: readonly string[] | undefined;
  readonly 'database-vip'?: string | undefined;
  readonly 'memcached-vip'?: string | undefined;
}

/** Read the flags. Throws a UserError for one that is not of the form name=address. */
export function knownFrom(flags: AnswerFlags): Known {
  const { cluster, db, app, 'database-vip': database, 'memcached-vip': memcached } = flags;
  return {
    ...(cluster !== undefined && { cluster }),
    ...(db !== undefined && { dbServers: db.map((text) => named('db', text)) }),
    ...(app !== undefined && { appServers: app.map((text) => named('app', text)) }),
    ...(database !== undefined && { database: named('database-vip', database) }),
    ...(memcached !== undefined && { memcached: named('memcached-vip', memcached) }),
  };
}

function named(flag: string, text: string): Named {
  const [, name, address] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || address === undefined) {
    throw new UserError(`--${flag} wants name=address, and is given ${harmless(show(text))}`);
  }
  return { name, address };
}

/** The answers of the examples in the schema, whose addresses are set aside for documentation (RFC 5737). */
export function exampleAnswers(): Answers {
  const { properties } = JSON.parse(schemaText);
  const [cluster] = properties.cluster.examples;
  const [dbServers] = properties.db_servers.examples;
  const [appServers] = properties.app_servers.examples;
  const { database, memcached } = properties.vips.examples[0];
  return { cluster, dbServers, appServers, database, memcached };
}

const flagOf = {
  dbServers: '--db (twice)',
  appServers: '--app',
  database: '--database-vip',
  memcached: '--memcached-vip',
} as const;

/**
 * Where nobody can be asked: the flags, or the examples where no address is given at all.
 * Throws a UserError for some addresses without the others, which no example could complete.
 */
export function withoutQuestions(known: Known): { answers: Answers; isExample: boolean } {
  const missing = (Object.keys(flagOf) as (keyof typeof flagOf)[]).filter((key) => known[key] === undefined);
  const isExample = missing.length === Object.keys(flagOf).length;
  if (missing.length > 0 && !isExample) {
    const flags = missing.map((key) => flagOf[key]).join(', ');
    throw new UserError(
      `also give ${flags}; or no address at all, for an inventory with examples to be replaced`,
    );
  }
  return { answers: { ...exampleAnswers(), ...known }, isExample };
}

/** The keys of an inventory that hold the answers. */
export function inventoryOf({ cluster, dbServers, appServers, database, memcached }: Answers) {
  return {
    cluster,
    db_servers: dbServers,
    app_servers: appServers,
    vips: { database, memcached },
  } satisfies Record<Exclude<keyof InventoryInput, OptionalKey> | 'app_servers', unknown>;
}

type OptionalKey = {
  [Key in keyof InventoryInput]-?: undefined extends InventoryInput[Key] ? Key : never;
}[keyof InventoryInput];
