import type { Definitions } from './boolean.ts';

type Mapping = Readonly<Record<string, unknown>>;

export interface Condition {
  readonly path: string;
  readonly key: string;
  readonly expression: unknown;
}

const conditional = ['when', 'until', 'failed_when', 'changed_when', 'that', 'break_when'];

/** Every condition in these files, by path; of a list each entry is one. */
export function conditionsIn(files: ReadonlyMap<string, unknown>): Condition[] {
  return [...files].flatMap(([path, content]) =>
    mappingsIn(content).flatMap((mapping) =>
      conditional
        .filter((key) => key in mapping)
        .flatMap((key) => [mapping[key]].flat().map((expression) => ({ path, key, expression }))),
    ),
  );
}

/** What variables are set to: in `vars`, by set_fact, in the files of variables, and as what a role requires. */
export function definitionsIn(files: ReadonlyMap<string, unknown>): Definitions {
  const found = new Map<string, unknown[]>();
  const add = (variables: unknown) => {
    for (const [name, value] of Object.entries(isMapping(variables) ? variables : {}))
      found.set(name, [...(found.get(name) ?? []), value]);
  };
  for (const [path, content] of files) {
    if (/(?:^|\/)(?:group_vars|host_vars|vars|defaults)\//.test(path)) add(content);
    for (const mapping of mappingsIn(content))
      for (const key of ['vars', 'ansible.builtin.set_fact']) add(mapping[key]);
  }
  return found;
}

/** Every mapping in a value, however deep. */
function mappingsIn(value: unknown): Mapping[] {
  if (Array.isArray(value)) return value.flatMap(mappingsIn);
  return isMapping(value) ? [value, ...Object.values(value).flatMap(mappingsIn)] : [];
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
