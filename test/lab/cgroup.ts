import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from './processes.ts';

const top = '/sys/fs/cgroup';
const unified = existsSync(join(top, 'cgroup.controllers')) ? top : join(top, 'unified');
const legacy = join(top, 'systemd');

/**
 * Makes a host's own control group and returns the files a process writes itself into to join it.
 * Without one, the hosts' systemds would all work in the same group and kill each other's services.
 */
export function makeGroup(name: string): string[] {
  const groups = [unified, legacy].filter((base) => existsSync(join(base, 'cgroup.procs')));
  return groups.map((base) => {
    mkdirSync(join(base, name), { recursive: true });
    return join(base, name, 'cgroup.procs');
  });
}

/** Stops all processes of a group where they stand, or lets them go on. */
export function setFrozen(name: string, frozen: boolean): void {
  // The supervisor is left running: it is no part of the host.
  const payload = join(unified, name, 'payload');
  const group = existsSync(payload) ? payload : join(unified, name);
  if (existsSync(group)) writeFileSync(join(group, 'cgroup.freeze'), frozen ? '1' : '0');
}

/** Removes a group whose processes are dead, or dying. */
export function removeGroup(name: string): void {
  for (const group of [join(unified, name), join(legacy, name)]) {
    for (let tries = 0; existsSync(group) && tries < 100; tries++) {
      if (!removeTree(group)) pause(20);
    }
  }
}

/** The names of all groups that start so. */
export function groupsNamed(start: string): string[] {
  const names = [unified, legacy].filter(existsSync).flatMap((base) => readdirSync(base));
  return [...new Set(names)].filter((name) => name.startsWith(start));
}

function removeTree(group: string): boolean {
  try {
    for (const entry of readdirSync(group, { withFileTypes: true })) {
      if (entry.isDirectory()) removeTree(join(group, entry.name));
    }
    rmdirSync(group);
    return true;
  } catch {
    // A process that is just dying still holds it.
    return false;
  }
}
