import { ask, replicates } from './ask.ts';
import { comesAbout, hold, same } from './proof.ts';
import type { Story } from './story.ts';

/** All of a database that could differ from its copy: definitions of everything, and a checksum of each table. */
export async function contentOf(story: Story, host: string): Promise<string> {
  const name = story.inventory.database.name;
  const tables = await ask(
    story,
    host,
    `SELECT CONCAT('\`', TABLE_NAME, '\`') FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = '${name}' AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1`,
  );
  const list = tables.split('\n');
  const definitions = `
    SELECT 'schema', DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA
      WHERE SCHEMA_NAME = '${name}';
    ${list.map((table) => `SHOW CREATE TABLE ${table};`).join('\n')}
    SELECT 'routine', ROUTINE_NAME, DEFINER, SQL_MODE, CHARACTER_SET_CLIENT, IS_DETERMINISTIC, ROUTINE_DEFINITION
      FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = '${name}' ORDER BY 2;
    SELECT 'trigger', TRIGGER_NAME, DEFINER, SQL_MODE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT
      FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '${name}' ORDER BY 2;
    SELECT 'event', EVENT_NAME, DEFINER, SQL_MODE, STATUS, INTERVAL_VALUE, INTERVAL_FIELD, EVENT_DEFINITION
      FROM information_schema.EVENTS WHERE EVENT_SCHEMA = '${name}' ORDER BY 2;
    SELECT 'view', TABLE_NAME, DEFINER, SECURITY_TYPE, VIEW_DEFINITION
      FROM information_schema.VIEWS WHERE TABLE_SCHEMA = '${name}' ORDER BY 2;
    ${list.map((table) => `SELECT 'rows', COUNT(*) FROM ${table};`).join('\n')}
    CHECKSUM TABLE ${list.join(', ')};`;
  // The next number of a table may differ: each server counts its own.
  return (await ask(story, host, definitions, name)).replace(/ AUTO_INCREMENT=\d+/g, '');
}

/** Waits until both servers replicate and have applied all, then compares all of both databases. */
export async function areEqual(story: Story, seconds = 30): Promise<string> {
  const [first, second] = story.db;
  const both = async () => (await replicates(story, first)) && (await replicates(story, second));
  hold(await comesAbout(both, seconds), `replication does not run both ways within ${seconds} s`);
  const contents = async () => [await contentOf(story, first), await contentOf(story, second)];
  // What one has just written may still be on its way.
  await comesAbout(async () => new Set(await contents()).size === 1, 10);
  const [one = '', two = ''] = await contents();
  same(two, one, `the database of ${second} is not that of ${first}`);
  return one;
}
