import { ask } from '../ask.ts';
import { contentOf } from '../databases.ts';
import { differing, sleep } from '../proof.ts';
import type { Story } from '../story.ts';
import { at } from './clock.ts';
import type { Ledger } from './ledger.ts';

export interface Comparison {
  /** Acknowledged rows, or changes of them, that a server does not have. */
  lost: number;
  problems: string[];
}

/** The rows of a table on a host: by token, all that stands in it. */
async function rowsOf(story: Story, host: string, table: string): Promise<Map<string, string>> {
  const query = `SELECT token, id, writer, payload FROM ${table}`;
  const text = await ask(story, host, query, story.inventory.database.name);
  const lines = text.split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('\t')), line]));
}

/** Compares both databases with each other, and with what the application was told. Nobody may write meanwhile. */
export async function compare(story: Story, table: string, ledger: Ledger): Promise<Comparison> {
  const [first, second] = story.db;
  const problems: string[] = [];
  // What was just written may still be on its way.
  for (let tries = 0; ; tries++) {
    const [one, two] = await Promise.all([contentOf(story, first), contentOf(story, second)]);
    if (one === two) break;
    if (tries < 15) await sleep(1000);
    else {
      problems.push(`the databases differ:\n${differing(two, one).split('\n').slice(0, 12).join('\n')}`);
      break;
    }
  }
  const [here, there] = await Promise.all([rowsOf(story, first, table), rowsOf(story, second, table)]);
  const apart = [...new Set([...here.keys(), ...there.keys()])].filter(
    (token) => here.get(token) !== there.get(token),
  );
  if (apart.length > 0) problems.push(`${apart.length} rows differ between the servers: ${some(apart)}`);
  let lost = 0;
  for (const [host, rows] of [
    [first, here],
    [second, there],
  ] as const) {
    const wrong = wrongRows(rows, ledger);
    for (const [what, tokens] of Object.entries(wrong)) {
      if (tokens.length === 0) continue;
      lost += tokens.length;
      problems.push(
        `${tokens.length} ${what} on ${host}: ${some(tokens.map((token) => named(token, ledger)))}`,
      );
    }
  }
  return { lost, problems };
}

/** What a server has otherwise than the application was told. */
function wrongRows(rows: Map<string, string>, ledger: Ledger): Record<string, string[]> {
  const wrong: Record<string, string[]> = {
    'acknowledged rows are missing': [],
    'rows deleted by the application are there': [],
    'acknowledged changes are missing': [],
  };
  const [missing, undead, unchanged] = Object.values(wrong) as [string[], string[], string[]];
  for (const [token, { payloads, gone }] of ledger.rows) {
    const payload = rows.get(token)?.split('\t')[3];
    if (payload === undefined) {
      if (gone === 'no') missing.push(token);
    } else if (gone === 'yes') undead.push(token);
    else if (!payloads.some((text) => text === payload || (text === '' && /^(.)\1{79}$/.test(payload))))
      unchanged.push(token);
  }
  return wrong;
}

function named(token: string, ledger: Ledger): string {
  const row = ledger.rows.get(token);
  return row ? `${token} (server ${row.server}, ${at(row.acked)})` : token;
}

function some(names: string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} ... ${names.at(-1)}`;
}
