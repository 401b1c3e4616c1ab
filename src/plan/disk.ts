/** What stands at a path. `other` is whatever cannot be a generated file: a device, a pipe, a huge file. */
export type Found =
  { readonly kind: 'file'; readonly content: Uint8Array } | { readonly kind: 'folder' | 'link' | 'other' };

/** The paths of a folder that matter to a plan, and the folders above them; what is absent is not there. */
export type Disk = ReadonlyMap<string, Found>;

/** Everything that was found in a folder ahead of a plan. */
export interface Target {
  readonly disk: Disk;
  /** Path to the hashes of all that we may have written there, also in a run that was cut short. */
  readonly known: ReadonlyMap<string, ReadonlySet<string>>;
}
