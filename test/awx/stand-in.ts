// Answers as the REST API of AWX does to the modules of awx.awx, as far as playbooks/awx.yml uses it; nothing is run.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { surveyFaults } from './survey-rules.ts';

interface Item {
  readonly id: number;
  readonly type: string;
  readonly url: string;
  readonly related: Readonly<Record<string, string>>;
  readonly summary_fields: object;
  [field: string]: unknown;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface StandIn {
  readonly url: string;
  readonly token: string;
  /** What was asked for beyond reading, such as `POST projects`, since the last time. */
  changes(): string[];
  items(collection: string): readonly Item[];
  /** The survey of a job template by its name. */
  survey(name: string): unknown;
  /** The names of the credentials of a job template. */
  credentials(name: string): string[];
  add(collection: string, fields: Record<string, unknown>): void;
  close(): Promise<void>;
}

/** Start an AWX that has the organization Default; `playbooks` are what a fetch of its projects finds. */
export async function standIn(playbooks: readonly string[]): Promise<StandIn> {
  const token = 'a-token-of-the-test';
  const items = new Map<string, Item[]>();
  const surveys = new Map<number, unknown>();
  const credentials = new Map<number, Set<number>>();
  const fetched = new Set<number>();
  const changes: string[] = [];
  let last = 0;

  function listOf(collection: string): Item[] {
    if (collection === 'unified_job_templates') return listOf('job_templates');
    return items.get(collection) ?? items.set(collection, []).get(collection)!;
  }

  function add(collection: string, fields: Record<string, unknown>): Item {
    const id = ++last;
    const url = `/api/v2/${collection}/${id}/`;
    const related = { survey_spec: `${url}survey_spec/`, update: `${url}update/` };
    const type = collection.replace(/ies$/, 'y').replace(/s$/, '');
    const item = { scm_revision: '', ...fields, id, type, url, related, summary_fields: {} };
    listOf(collection).push(item);
    return item;
  }

  function refusal(collection: string, fields: Record<string, unknown>): string | undefined {
    if (collection === 'job_templates') {
      if (!fetched.has(fields.project as number)) return 'Playbook not found for project.';
      if (!playbooks.includes(fields.playbook as string)) return 'Playbook not found for project.';
    }
    if (collection === 'schedules') {
      const template = listOf('job_templates').find(({ id }) => id === fields.unified_job_template);
      const { spec = [] } = (surveys.get(template?.id ?? 0) ?? {}) as {
        spec?: { variable: string; required: boolean }[];
      };
      const given = (fields.extra_data ?? {}) as object;
      const missing = spec.find(({ variable, required }) => required && !(variable in given));
      if (missing) return `'${missing.variable}' value missing`;
    }
    return undefined;
  }

  function answer(method: string, url: URL, body: Record<string, unknown>): Answer {
    const [collection = '', id, sub] = url.pathname.replace('/api/v2/', '').split('/').filter(Boolean);
    if (method !== 'GET') changes.push([method, collection, sub].filter(Boolean).join(' '));
    if (id === undefined) {
      if (method === 'GET') return page(listOf(collection).filter((item) => matches(item, url.searchParams)));
      const why = refusal(collection, body);
      return why === undefined
        ? { status: 201, body: add(collection, body) }
        : { status: 400, body: { __all__: [why] } };
    }
    const item = listOf(collection).find((one) => one.id === Number(id));
    if (!item) return { status: 404, body: {} };
    if (sub === undefined)
      return { status: 200, body: method === 'PATCH' ? Object.assign(item, body) : item };
    if (sub === 'update') {
      fetched.add(item.id);
      item.scm_revision = 'a'.repeat(40);
      const done = { status: 'successful', finished: '2026-01-01T00:00:00Z', failed: false };
      return { status: 202, body: add('project_updates', { ...done, scm_revision: item.scm_revision }) };
    }
    if (sub === 'survey_spec') {
      if (method === 'GET') return { status: 200, body: surveys.get(item.id) ?? {} };
      const faults = surveyFaults(body);
      if (faults.length > 0) return { status: 400, body: { error: faults.join('; ') } };
      surveys.set(item.id, body);
      return { status: 200, body: {} };
    }
    const own = credentials.get(item.id) ?? credentials.set(item.id, new Set()).get(item.id)!;
    if (method === 'GET') return page(listOf('credentials').filter((one) => own.has(one.id)));
    own.add(body.id as number);
    return { status: 204 };
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const isKnown = request.headers.authorization === `Bearer ${token}`;
      const url = new URL(request.url ?? '', 'http://awx');
      const { status, body: said } = isKnown
        ? answer(request.method ?? '', url, body)
        : { status: 401, body: { detail: 'Authentication credentials were not provided.' } };
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'X-API-Product-Name': 'AWX',
        'X-API-Product-Version': '21.14.0',
      });
      response.end(said === undefined ? undefined : JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  add('organizations', { name: 'Default' });

  const templateOf = (name: string) => listOf('job_templates').find((item) => item.name === name)?.id ?? 0;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    changes: () => changes.splice(0),
    items: listOf,
    survey: (name) => surveys.get(templateOf(name)),
    credentials: (name) =>
      listOf('credentials')
        .filter(({ id }) => credentials.get(templateOf(name))?.has(id))
        .map((item) => item.name as string),
    add: (collection, fields) => void add(collection, fields),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function page(results: readonly Item[]): Answer {
  return { status: 200, body: { count: results.length, next: null, previous: null, results } };
}

function matches(item: Item, query: URLSearchParams): boolean {
  return [...query].every(([field, value]) => {
    if (field.endsWith('__in')) return value.split(',').includes(String(item[field.slice(0, -4)]));
    return String(item[field]) === value;
  });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
