import { createHash } from 'node:crypto';

/**
 * A value that only a host knows: an answer, a fact, a secret. What is computed of it is written down instead, so that
 * two such values are the same exactly when they are computed in the same way of the same answers.
 */
export class Unknown {
  /** How it was computed. */
  readonly text: string;
  /** What the host was asked for it, where that is a script or a module with arguments. */
  readonly asked: string;
  /** Whether the answer was to a look, which only tells what there is; else it was compared with what there should be. */
  readonly isLook: boolean;
  #id: string | undefined;

  constructor(text: string, asked = '', isLook = false) {
    this.text = text;
    this.asked = asked;
    this.isLook = isLook;
  }

  get id(): string {
    this.#id ??= this.asked === '' ? this.text : `${this.text}#${short(this.asked)}`;
    return this.#id;
  }

  /** A part of it. Of what a look has printed as JSON, a key depends on the lines that name it, and on those that name none. */
  part(key: unknown): unknown {
    const text = `${this.text}.${String(key)}`;
    const holds = running.find(([answer]) => answer.test(text));
    return holds ? holds[1] : new Unknown(text, linesOf(this.asked, String(key)), this.isLook);
  }

  /** The same answer, where all that counts is whether it has this line: what another program is given says nothing of it. */
  about(line: string): Unknown {
    const asked = this.asked.replaceAll(/<<'(\w+)'\n([\s\S]*?\n)\1\n/g, (given, _, text: string) =>
      text.includes(line) ? given : '',
    );
    return new Unknown(this.text, asked, this.isLook);
  }
}

/** What the hosts answer wherever site.yml changes nothing any more: the services of the roles run. */
const running: readonly [RegExp, unknown][] = [
  [/^db_server_look of .*\.units\.sme-guard\.service\.active$/, 'active'],
  [/^keepalived_look of .*\.stdout\.active$/, 'active'],
  [/^replication_look of .*\.stdout\.guarded$/, true],
];

/** What is computed of values of which one is unknown. */
export function computed(how: string, ...of: readonly unknown[]): Unknown {
  const answers = of.flatMap(unknownsIn).filter(({ asked }) => asked !== '');
  const asked = [...new Set(answers.map((one) => one.asked))].join('\n');
  const text = `${how}(${of.map((value) => textOf(value, false)).join(', ')})`;
  return new Unknown(
    text,
    asked,
    answers.every(({ isLook }) => isLook),
  );
}

/** Whether a value is unknown or holds something that is. */
export function isUnknown(value: unknown): boolean {
  return unknownsIn(value).length > 0;
}

function unknownsIn(value: unknown): Unknown[] {
  if (value instanceof Unknown) return [value];
  if (Array.isArray(value)) return value.flatMap(unknownsIn);
  return isDictionary(value) ? Object.values(value).flatMap(unknownsIn) : [];
}

export function isDictionary(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** A value as text; an unknown one in brackets that nothing else has. */
export function textOf(value: unknown, withAsked = true): string {
  if (value instanceof Unknown) return `⟨${withAsked ? value.id : value.text}⟩`;
  if (typeof value === 'string') return value;
  if (value === undefined) return '⟨undefined⟩';
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'function') return '⟨function⟩';
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, withAsked)).join(', ')}]`;
  if (isDictionary(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${textOf(item, withAsked)}`)
      .join(', ')}}`;
  return String(value);
}

function short(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 12);
}

function linesOf(script: string, key: string): string {
  const lines = script.replaceAll('\\\n', ' ').split('\n');
  const named = lines.filter((line) => line.includes(`"${key}":`));
  if (named.length === 0) return script;
  return [...lines.filter((line) => !/"\w+":/.test(line)), ...named].join('\n');
}
