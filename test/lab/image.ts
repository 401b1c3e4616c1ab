import { join } from 'node:path';
import { ensureRoot } from './build-root.ts';
import { buildCommand, imageName, passwords } from './recipe.ts';
import type { Release } from './release.ts';

const cache = process.env.SME_LAB_CACHE ?? '/var/cache/sme-ha-gen-lab';

/** The root of the stock appliance of a Debian release, built when this recipe has no image yet. */
export function ensureImage(release: Release): Promise<string> {
  const image = join(cache, imageName(release));
  const env = { SME_USER_PASSWORD: passwords.smeconfiguser, SME_ROOT_PASSWORD: passwords.root };
  return ensureRoot(
    image,
    `the appliance's image of Debian ${release}`,
    (root) => buildCommand(release, root),
    env,
  );
}
