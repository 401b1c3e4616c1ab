/**
 * What stands at a path. `same` is a file with the very content that is wanted there; `other` is whatever cannot be a
 * generated file: a device, a pipe, a huge file.
 */
export type Found =
  | { readonly kind: 'file'; readonly content: Uint8Array }
  | { readonly kind: 'same' | 'folder' | 'link' | 'other' };

/** The paths of a folder that matter to a plan, and the folders above them; what is absent is not there. */
export type Disk = ReadonlyMap<string, Found>;

/** Everything that was found in a folder ahead of a plan. */
export interface Target {
  readonly disk: Disk;
  /**
   * Path to the hashes of all that we may have written there, also in a run that was cut short. Empty where every file
   * is the same as it is wanted, and there is no other.
   */
  readonly known: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of what only a run that was cut short, or one under way, has in the folder. */
  readonly leftovers: readonly string[];
}
