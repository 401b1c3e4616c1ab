import { schemaText } from '../cli/schema-text.ts';
import type { Terminal } from '../cli/io.ts';
import { harmless, show } from '../diagnostics/harmless.ts';
import { UserError } from '../plan/user-error.ts';
import { type Answers, exampleAnswers, type Known, type Named } from './answers.ts';

/** A form of the schema that an answer must have. */
interface Form {
  readonly title: string;
  readonly pattern: string;
  readonly maxLength?: number;
  readonly examples: readonly string[];
}

/**
 * Ask for whatever is not known; `before` has the answers of the round before, which Enter keeps.
 * An answer of the wrong form is asked for again. Throws a UserError when the user ends it.
 */
export async function askFor(terminal: Terminal, known: Known, before: Known = {}): Promise<Answers> {
  const examples = exampleAnswers();
  const forms = formsOf();
  const ask = (question: string, form: Form, usual?: string) => askOne(terminal, question, form, usual);
  const askNamed = async (what: string, name: string | undefined, earlier?: Named): Promise<Named> => ({
    name: await ask(`${what}: host name`, forms.name, earlier?.name ?? name),
    address: await ask(`${what}: IP address`, forms.address, earlier?.address),
  });
  const askApps = async (): Promise<Named[]> => {
    const servers = [
      await askNamed(
        'Application server 1, which runs the cron jobs',
        examples.appServers[0]?.name,
        before.appServers?.[0],
      ),
    ];
    while (true) {
      const number = servers.length + 1;
      const earlier = before.appServers?.[number - 1];
      const hint = earlier ? ' (- when there are no more)' : ' (Enter when there are no more)';
      const name = await ask(
        `Application server ${number}: host name${hint}`,
        forms.optionalName,
        earlier?.name ?? '',
      );
      if (name === '' || name === '-') return servers;
      servers.push({
        name,
        address: await ask(`Application server ${number}: IP address`, forms.address, earlier?.address),
      });
    }
  };
  const askDb = async (): Promise<Named[]> => [
    await askNamed(
      'First database server, the preferred master',
      examples.dbServers[0]?.name,
      before.dbServers?.[0],
    ),
    await askNamed('Second database server', examples.dbServers[1]?.name, before.dbServers?.[1]),
  ];
  return {
    cluster:
      known.cluster ?? (await ask('Name of the cluster', forms.cluster, before.cluster ?? examples.cluster)),
    dbServers: known.dbServers ?? (await askDb()),
    appServers: known.appServers ?? (await askApps()),
    database:
      known.database ??
      (await askNamed('Virtual IP of the database', examples.database.name, before.database)),
    memcached:
      known.memcached ??
      (await askNamed('Virtual IP of memcached', examples.memcached.name, before.memcached)),
  };
}

async function askOne(terminal: Terminal, question: string, form: Form, usual?: string): Promise<string> {
  while (true) {
    const typed = await terminal.ask(`${question}${usual ? ` [${harmless(usual)}]` : ''}: `);
    if (typed === undefined) throw new UserError('stopped; nothing was written');
    const answer = typed.trim() === '' && usual !== undefined ? usual : typed.trim();
    const { pattern, maxLength = Number.POSITIVE_INFINITY, title, examples } = form;
    if (new RegExp(pattern, 'u').test(answer) && answer.length <= maxLength) return answer;
    const wrong =
      answer === '' ? 'Something must stand here' : `${harmless(show(answer))} does not have the right form`;
    terminal.say(`  ${wrong} (${title}). An example: ${examples[0]}\n`);
  }
}

function formsOf(): Record<'cluster' | 'name' | 'optionalName' | 'address', Form> {
  const { properties, definitions } = JSON.parse(schemaText);
  const { name, address } = definitions.server.properties;
  const optionalName = { ...name, pattern: `^-?$|${name.pattern}` };
  return { cluster: properties.cluster, name, optionalName, address };
}
