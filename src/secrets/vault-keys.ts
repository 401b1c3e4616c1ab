import { type Document, isMap, parseDocument } from 'yaml';
import { UserError } from '../plan/user-error.ts';

/** The variables that the text of a vault sets. Throws a UserError when it does not read as one mapping. */
export function vaultKeys(vault: string): string[] {
  // As Ansible reads it: a key that stands twice is no fault, and a merge key brings what it names.
  const document = parseDocument(vault, { merge: true, uniqueKeys: false });
  assertReadable(document);
  if (document.contents === null) return [];
  if (!isMap(document.contents)) throw unchanged('is no mapping of names to values');
  return Object.keys(document.toJS() as object);
}

/** Throws a UserError with the first fault of a document; those of aliases and merge keys show only when they are resolved. */
export function assertReadable(document: Document.Parsed): void {
  const [error] = document.errors;
  if (error) throw unchanged(`does not read as YAML: ${error.message.split('\n')[0]}`);
  try {
    document.toJS();
  } catch (fault) {
    if (fault instanceof Error) throw unchanged(`does not read as YAML: ${fault.message}`);
    throw fault;
  }
}

function unchanged(why: string): UserError {
  return new UserError(`the vault is not changed, as it ${why}`);
}
