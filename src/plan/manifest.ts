import { hash } from 'node:crypto';
import { isTreePath, manifestPath } from './path.ts';

/** What was generated: path to SHA-256, in hexadecimal, of the content that was written there. */
export type Manifest = ReadonlyMap<string, string>;

const formatVersion = 1;

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

interface Hashed {
  readonly content: string;
  /** The file's line of the manifest. */
  readonly line: string;
}

/** The files that were hashed last: the trees of a fleet share most of theirs. */
let hashedLast: ReadonlyMap<string, Hashed> = new Map();
/** What belongs to a tree is asked for more than once. */
const complete = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>();

/** All files that belong on disk: the tree, and its manifest at the end. */
export function withManifest(tree: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const known = complete.get(tree);
  if (known) return known;
  const files = new Map(tree).set(manifestPath, manifestText(tree));
  complete.set(tree, files);
  return files;
}

/** The manifest's text: the same for the same tree, wherever and whenever it was generated. */
function manifestText(tree: ReadonlyMap<string, string>): string {
  const hashed = new Map<string, Hashed>();
  for (const [path, content] of tree) {
    const last = hashedLast.get(path);
    if (!last && !isTreePath(path)) throw new Error(`the tree must not have ${JSON.stringify(path)}`);
    hashed.set(path, last?.content === content ? last : { content, line: lineOf(path, content) });
  }
  hashedLast = hashed;
  const lines = Array.from(hashed.values(), ({ line }) => line).join(',\n');
  return `{
  "generator": "sme-ha-gen",
  "version": ${formatVersion},
  "files": {
${lines}
  }
}
`;
}

function lineOf(path: string, content: string): string {
  return `    ${JSON.stringify(path)}: "${sha256(content)}"`;
}

/**
 * Read a manifest as something that anybody may have changed.
 * Returns the sentence that says what is wrong where it is not one of ours.
 */
export function readManifest(text: string): Manifest | string {
  const manifest = parse(text);
  if (!isRecord(manifest)) return 'it is not JSON as sme-ha-gen writes it';
  if (manifest.version !== formatVersion) return 'another version of sme-ha-gen wrote it';
  if (!isRecord(manifest.files)) return 'it lists no files';

  const files = Object.entries(manifest.files);
  const outside = files.find(([path]) => !hashedLast.has(path) && !isTreePath(path));
  if (outside) return `it lists ${JSON.stringify(outside[0])}, which sme-ha-gen never writes`;
  const unhashed = files.find(([, hash]) => typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash));
  if (unhashed) return `it has no SHA-256 for ${JSON.stringify(unhashed[0])}`;
  return new Map(files as [string, string][]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
