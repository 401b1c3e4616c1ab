/** The JSON pointer (RFC 6901) of `key` inside the value at `parent`. */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys of a JSON pointer, from the outside in. */
export function pointerKeys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a JSON pointer; undefined where there is none. */
export function valueAt(data: unknown, pointer: string): unknown {
  return pointerKeys(pointer).reduce(
    (value: unknown, key) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[key],
    data,
  );
}

/** The pointer of the mapping or list that holds this one; undefined for the whole inventory. */
export function parentOf(pointer: string): string | undefined {
  return pointer === '' ? undefined : pointer.slice(0, pointer.lastIndexOf('/'));
}

/** A pointer as a message names it: `db_servers[0].address`. */
export function pathName(pointer: string): string {
  const path = pointerKeys(pointer).map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`));
  return path.join('').replace(/^\./, '') || 'the inventory';
}
