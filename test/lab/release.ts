/** The Debian releases that the appliance can be made of; the first is the one unless told. */
export const releases = ['bookworm', 'trixie'] as const;
/** Those of controllers, from the oldest Ansible that we support to the newest that Debian has. */
export const controllers = ['bookworm', 'trixie', 'forky'] as const;

export type Release = (typeof releases)[number];
export type Controller = (typeof controllers)[number];

/** What runs instead of the usual: hosts of another release; Ansible of another one than this machine's own. */
export interface Versions {
  release: Release;
  controller?: Controller;
}

/** Versions as options name them; throws for one that there is not. */
export function versionsOf(named: {
  release?: string | undefined;
  controller?: string | undefined;
}): Versions {
  const controller = named.controller === undefined ? undefined : oneOf(controllers, named.controller);
  return {
    release: named.release === undefined ? releases[0] : oneOf(releases, named.release),
    ...(controller ? { controller } : {}),
  };
}

function oneOf<Name extends string>(known: readonly Name[], name: string): Name {
  const found = known.find((candidate) => candidate === name);
  if (!found) throw new Error(`Debian ${name} is none of ${known.join(', ')}`);
  return found;
}
