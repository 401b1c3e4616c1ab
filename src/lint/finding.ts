/** What a tool found in a tree. */
export interface Finding {
  /** The tool's own name for it, such as `name[casing]`; `syntax-check` for what Ansible itself refuses. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Path in the tree, with `/`. */
  readonly path: string;
  /** From 1; undefined where the tool names none. */
  readonly line?: number;
  readonly url?: string;
}
