/** What a template sees: the model, the server whose file it is, and the helpers. */
export interface Locals {
  readonly model: unknown;
  /** Set for a template with `@server` in its path, undefined for every other. */
  readonly server: unknown;
  /** Write a YAML value whose Jinja stays live, for what the user wrote for Ansible to evaluate. */
  readonly live: (value: unknown) => string;
}

/**
 * Stands between a template and its output: is told the line of the template, and gives the text, or what the function gives
 * where the template has more than a text.
 */
export type Trace = (line: number, text: string | (() => unknown)) => unknown;

/** Fill a template in; `write` is what `<%= %>` does. Throws with the template's file and line. */
export type Fill = (locals: Locals, write: (value: unknown) => string, trace?: Trace) => string;

/** One file of roles-templates/: its path without `.ejs`, and its text or the function that writes it. */
export type Template = readonly [path: string, content: string | Fill];
