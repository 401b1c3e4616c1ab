import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Versions } from './release.ts';

/** Where laboratories have their work folders, one each. */
export const workRoot = process.env.SME_LAB_WORK ?? '/var/tmp/sme-ha-gen-lab';

/** One appliance of a laboratory. */
export interface HostState {
  name: string;
  address: string;
  interface: string;
  /** Its name for systemd-nspawn, short because the cable's name is made of it. */
  machine: string;
  /** The systemd-nspawn process that runs it: start time and id, for an id alone may be used again. */
  supervisor?: { pid: number; start: string };
}

/** What a laboratory leaves on disk, so that a later process finds it, or clears it away. */
export interface LaboratoryState {
  marker: 'sme-ha-gen laboratory';
  id: string;
  namespace: string;
  folder: string;
  /** The process that takes it down; null for one that a person took up and takes down. */
  owner: { pid: number; start: string } | null;
  versions: Versions;
  /** The root that Ansible comes from where it is not this machine's own. */
  controllerRoot?: string;
  hosts: HostState[];
}

/** Writes a laboratory's state into its folder, whole or not at all. */
export function saveState(state: LaboratoryState): void {
  mkdirSync(state.folder, { recursive: true, mode: 0o755 });
  const file = join(state.folder, 'laboratory.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** Every laboratory on this machine that carries our marker. */
export function readStates(): LaboratoryState[] {
  if (!existsSync(workRoot)) return [];
  return readdirSync(workRoot).flatMap((id) => {
    try {
      const state: LaboratoryState = JSON.parse(readFileSync(join(workRoot, id, 'laboratory.json'), 'utf8'));
      const ours = state.marker === 'sme-ha-gen laboratory' && state.folder === join(workRoot, id);
      return ours ? [state] : [];
    } catch {
      return [];
    }
  });
}
