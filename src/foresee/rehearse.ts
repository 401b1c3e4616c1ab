import { evaluate, isTrue } from './evaluate.ts';
import {
  type Dictionary,
  type Hosts,
  hostsOf,
  type Role,
  readYaml,
  roleOf,
  type Task,
  taskList,
  tasksOf,
  type Tree,
} from './playbook.ts';
import { Facts, resolved, type Situation, scopeOf, templateText } from './scope.ts';
import { isUnknown, textOf, Unknown } from './unknown.ts';

/** A task that the play comes to on a host. */
export interface Visit {
  /** Says which task, host and loop item it is, in either tree. */
  readonly key: string;
  readonly play: string;
  readonly host: string;
  readonly task: Task;
  readonly role: string | undefined;
  /** Whether it is done, as far as that is known. */
  readonly condition: unknown;
  readonly args: Dictionary;
  /** The file's text that a template writes. */
  readonly text: string | undefined;
  readonly delegateTo: string;
  /** Whether other hosts do the same at the same time. */
  readonly together: boolean;
  /** The handler was notified by something that was done. */
  readonly isHandler: boolean;
}

export interface Performance {
  /** Whether a task does something here; asked once for each visit, in the order of the play. */
  acts(visit: Visit): boolean;
  compared: Situation['compared'];
  machineOf(host: string): string;
  /** The database server that has the virtual IPs, by its name in this tree. */
  readonly serving: string;
  /** The addresses that the serving server has beside its own. */
  readonly virtual: readonly string[];
}

interface Place {
  readonly play: string;
  readonly role: Role | undefined;
  readonly folder: string;
  readonly conditions: readonly unknown[];
  readonly vars: Dictionary;
  readonly notified: Map<string, Set<string>>;
  readonly handlers: Role[];
  /** The hosts of this batch. */
  readonly hosts: readonly string[];
}

/** Go through site.yml of a tree, play by play, as Ansible would, and ask of each task whether it does something. */
export function rehearse(tree: Tree, performance: Performance): void {
  const hosts = hostsOf(tree);
  const facts = new Map([...hosts.variables.keys()].map((host) => [host, factsOf(host, hosts, performance)]));
  const situation: Situation = {
    tree,
    hosts,
    groups: { ...hosts.groups },
    facts,
    machineOf: performance.machineOf,
    compared: performance.compared,
    known: new Map(),
  };
  for (const play of readYaml(tree, 'site.yml') as Dictionary[]) runPlay(play, situation, performance);
}

function factsOf(
  host: string,
  { variables }: Hosts,
  { machineOf, serving, virtual }: Performance,
): Map<string, unknown> {
  const own = String(variables.get(host)?.ansible_host);
  const addresses = host === serving ? [own, ...virtual] : [own];
  return new Map([['ansible_facts', new Facts(machineOf(host), addresses)]]);
}

function runPlay(play: Dictionary, situation: Situation, performance: Performance): void {
  const members = String(play.hosts)
    .split(':')
    .flatMap((group) => situation.groups[group] ?? []);
  const batches = play.serial === 1 ? members.map((host) => [host]) : [members];
  for (const hosts of batches) {
    const place: Place = {
      play: String(play.name),
      role: undefined,
      folder: '',
      conditions: [],
      vars: {},
      notified: new Map(),
      handlers: [],
      hosts,
    };
    const run = new Run(situation, performance);
    run.tasks(taskList(play.tasks, 'site.yml'), place);
    for (const { role } of (play.roles ?? []) as { role: string }[]) run.role(role, 'main.yml', place, []);
    run.flush(place);
  }
}

/** What names the thing that a module is about; every other argument says how it should be. */
const subjects = new Set(['path', 'dest', 'name', 'user']);

/** What a task asks a host for, so that a part of the answer depends on its own arguments alone. */
function askedOf({ task, args }: Visit): string {
  if (task.module === 'command') return textOf(args, false);
  const lines = Object.entries(args).map(([name, value]) =>
    subjects.has(name) ? `${name} ${textOf(value, false)}` : `"${name}": ${textOf(value, false)}`,
  );
  return `${lines.join('\n')}\n`;
}

/** The file of tasks that a task imports or includes. */
function fileOf(task: Task, place: Place): string {
  return place.folder + String(task.args._);
}

class Run {
  readonly #situation: Situation;
  readonly #performance: Performance;
  readonly #counts = new Map<string, number>();

  constructor(situation: Situation, performance: Performance) {
    this.#situation = situation;
    this.#performance = performance;
  }

  role(name: string, file: string, place: Place, conditions: readonly unknown[]): void {
    const { tree } = this.#situation;
    const role = roleOf(tree, name);
    if (!place.handlers.some((known) => known.name === name)) place.handlers.push(role);
    const folder = `roles/${name}/tasks/`;
    this.tasks(tasksOf(tree, folder + file), {
      ...place,
      role,
      folder,
      conditions: [...place.conditions, ...conditions],
    });
  }

  tasks(tasks: readonly Task[], place: Place): void {
    for (const task of tasks) this.#task(task, place);
  }

  #task(task: Task, place: Place): void {
    const conditions = [task.keys.when ?? []].flat();
    const within = {
      ...place,
      conditions: [...place.conditions, ...conditions],
      vars: { ...place.vars, ...(task.keys.vars as Dictionary) },
    };
    if (task.module === 'block') {
      this.tasks(taskList(task.keys.block, task.file), within);
      this.tasks(taskList(task.keys.always, task.file), within);
    } else if (task.module === 'import_role') {
      this.role(String(task.args.name), String(task.args.tasks_from ?? 'main.yml'), place, conditions);
    } else if (task.module === 'import_tasks') {
      this.tasks(tasksOf(this.#situation.tree, fileOf(task, place)), within);
    } else if (task.module === 'include_tasks') {
      this.#include(task, place, within);
    } else if (task.args._ === 'flush_handlers') {
      this.flush(place);
    } else {
      const hosts = task.keys.run_once === true ? place.hosts.slice(0, 1) : place.hosts;
      for (const host of hosts) this.#visit(task, host, within, false);
    }
  }

  /** What is included is decided once, for what stands in the file may change what the condition asks for. */
  #include(task: Task, place: Place, within: Place): void {
    const file = fileOf(task, place);
    // A file that includes itself waits for something, and does nothing else the next time round.
    if (file === task.file) return;
    const decided = place.hosts.map((host) => [host, this.#condition(host, within)] as const);
    for (const [host, condition] of decided) {
      if (condition === false) continue;
      const conditions = condition === true ? [] : [condition];
      this.tasks(tasksOf(this.#situation.tree, file), { ...place, hosts: [host], conditions });
    }
  }

  /** Run the handlers that were notified, in the order in which they are defined. */
  flush(place: Place): void {
    for (const role of place.handlers) {
      for (const handler of role.handlers) {
        const names = [handler.name, ...[handler.keys.listen ?? []].flat()].map(String);
        const hosts = place.hosts.filter((host) => names.some((name) => place.notified.get(host)?.has(name)));
        const conditions = [handler.keys.when ?? []].flat();
        const within: Place = { ...place, role, conditions, vars: {} };
        for (const host of hosts) this.#visit(handler, host, within, true);
      }
    }
    place.notified.clear();
  }

  #condition(host: string, { role, conditions, vars }: Place, extra: Dictionary = {}): unknown {
    const scope = scopeOf(this.#situation, host, role, { ...vars, ...extra });
    const unknown: unknown[] = [];
    for (const condition of conditions) {
      const value = typeof condition === 'string' ? evaluate(condition, scope) : condition;
      if (isUnknown(value)) unknown.push(value);
      else if (!isTrue(value)) return false;
    }
    return unknown.length === 0 ? true : unknown;
  }

  #visit(task: Task, host: string, place: Place, isHandler: boolean): void {
    const scope = scopeOf(this.#situation, host, place.role, place.vars);
    const loop = task.keys.loop === undefined ? [undefined] : resolved(task.keys.loop, scope);
    const items: unknown[] = Array.isArray(loop) ? loop : [loop];
    let done = false;
    let asked = '';
    for (const item of items) {
      const visit = this.#seen(task, host, place, item, isHandler);
      asked += askedOf(visit);
      if (visit.condition !== false) {
        done = true;
        this.#remember(visit);
      }
      if (this.#performance.acts(visit)) this.#notify(visit, place);
    }
    this.#register(task, host, done, asked);
  }

  #seen(task: Task, host: string, place: Place, item: unknown, isHandler: boolean): Visit {
    const { tree, machineOf } = this.#situation;
    const extra = item === undefined ? {} : { item };
    const scope = scopeOf(this.#situation, host, place.role, { ...place.vars, ...extra });
    const args = task.module === 'set_fact' ? {} : (resolved(task.args, scope) as Dictionary);
    const isText = task.module === 'template' && typeof args.src === 'string';
    const delegate = resolved(task.keys.delegate_to, scope);
    return {
      key: this.#key(
        [place.play, task.file, task.index, task.name, machineOf(host), textOf(item ?? '')].join('|'),
      ),
      play: place.play,
      host,
      task,
      role: place.role?.name,
      condition: this.#condition(host, place, extra),
      args,
      text: isText ? templateText(tree, place.role, String(args.src), scope) : undefined,
      delegateTo: typeof delegate === 'string' ? delegate : host,
      together: place.hosts.length > 1,
      isHandler,
    };
  }

  /** A file of tasks may be included more than once in a play. */
  #key(name: string): string {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return `${name}|${count}`;
  }

  #remember({ task, host, role: name, args }: Visit): void {
    if (task.module === 'add_host') {
      const group = textOf(args.groups);
      const members = new Set([...(this.#situation.groups[group] ?? []), textOf(args.name)]);
      this.#situation.groups[group] = [...members];
    }
    if (task.module !== 'set_fact') return;
    const role = name === undefined ? undefined : roleOf(this.#situation.tree, name);
    const scope = scopeOf(this.#situation, host, role);
    for (const [fact, raw] of Object.entries(task.args)) this.#learn(host, fact, resolved(raw, scope));
  }

  #notify({ task, host }: Visit, { notified }: Place): void {
    const names = [task.keys.notify ?? []].flat().map(String);
    notified.set(host, new Set([...(notified.get(host) ?? []), ...names]));
  }

  #register(task: Task, host: string, done: boolean, asked: string): void {
    const { register } = task.keys;
    if (typeof register !== 'string') return;
    const name = `${register} of ${this.#situation.machineOf(host)}`;
    this.#learn(host, register, done ? new Unknown(name, asked) : { skipped: true });
  }

  #learn(host: string, name: string, value: unknown): void {
    this.#situation.facts.get(host)?.set(name, value);
    this.#situation.known.clear();
  }
}
