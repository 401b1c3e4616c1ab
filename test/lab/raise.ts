import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { equipController } from './controller.ts';
import { makeDisk } from './disk.ts';
import { waitUntilUp } from './hosts.ts';
import type { HostWish } from './inventory.ts';
import { makeNetwork } from './network.ts';
import { switchOn } from './power.ts';
import { startTime } from './processes.ts';
import type { Versions } from './release.ts';
import { say } from './say.ts';
import { type LaboratoryState, saveState, workRoot } from './state.ts';

/** The state of a laboratory that is to be: nothing of it exists yet but its work folder. */
export function plan(hosts: HostWish[], versions: Versions, keep: boolean, wanted?: string): LaboratoryState {
  const id = wanted ?? randomBytes(2).toString('hex');
  const folder = join(workRoot, id);
  // A cable's name has fifteen letters, and the machine's name is part of it.
  if (!/^[a-z0-9]{1,8}$/.test(id))
    throw new Error(`${id} is no name for a laboratory: up to eight of a-z, 0-9`);
  if (existsSync(folder)) throw new Error(`there is a laboratory ${id} already`);
  const state: LaboratoryState = {
    marker: 'sme-ha-gen laboratory',
    id,
    namespace: `smelab-${id}`,
    folder,
    versions,
    owner: keep ? null : { pid: process.pid, start: startTime(process.pid) ?? '' },
    hosts: hosts.map((host, index) => ({ ...host, machine: `${id}-${index + 1}` })),
  };
  saveState(state);
  return state;
}

/** Makes the network, the disks and the controller of a laboratory, and boots its hosts. */
export async function raise(laboratory: LaboratoryState, image: string): Promise<void> {
  const started = Date.now();
  const { namespace, folder, id, hosts } = laboratory;
  makeNetwork(
    namespace,
    hosts.map((host) => host.address),
  );
  const hostKeys = new Map(hosts.map((host) => [host.name, makeDisk(image, folder, id, host)]));
  equipController(laboratory, hostKeys);
  for (const host of hosts) {
    switchOn(laboratory, host);
    saveState(laboratory);
  }
  await Promise.all(hosts.map((host) => waitUntilUp(laboratory, host)));
  say(`laboratory ${id}: ${hosts.length} hosts up in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
