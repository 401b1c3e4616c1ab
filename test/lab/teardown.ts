import { rmSync } from 'node:fs';
import { execaSync } from 'execa';
import { groupsNamed, removeGroup } from './cgroup.ts';
import { unmountDisk } from './disk.ts';
import { processesIn, removeNetwork } from './network.ts';
import { cutPower, groupOf, groupPrefix } from './power.ts';
import { family, isAlive, kill, pause } from './processes.ts';
import { say } from './say.ts';
import { type LaboratoryState, readStates } from './state.ts';

/**
 * Takes a laboratory down: hosts, mounts, namespace, groups, folder. Works on one that is half gone, too,
 * and is synchronous, so that it can run while a process is ending.
 */
export function tearDown(laboratory: LaboratoryState): void {
  for (const host of laboratory.hosts) cutPower(host);
  // What is left in the namespace was started there by the laboratory: plays, and ssh's lasting connections.
  for (const pid of processesIn(laboratory.namespace).flatMap(family)) {
    if (pid !== process.pid) kill(pid);
  }
  waitUntilDead(laboratory);
  for (const host of laboratory.hosts) {
    unmountDisk(laboratory.folder, host);
    removeGroup(groupOf(host));
  }
  removeNetwork(laboratory.namespace);
  rmSync(`/etc/netns/${laboratory.namespace}`, { recursive: true, force: true });
  execaSync('rm', ['-rf', '--one-file-system', laboratory.folder]);
}

/** Takes down the laboratories whose test process died without doing so itself. */
export function tearDownStale(): void {
  for (const laboratory of readStates()) {
    const { owner } = laboratory;
    if (owner === null || isAlive(owner.pid, owner.start)) continue;
    say(`clearing away laboratory ${laboratory.id}, whose process ${owner.pid} is dead`);
    tearDown(laboratory);
  }
  const living = readStates().map(({ id }) => `${groupPrefix}${id}-`);
  for (const group of groupsNamed(groupPrefix)) {
    if (!living.some((start) => group.startsWith(start))) removeGroup(group);
  }
}

function waitUntilDead(laboratory: LaboratoryState): void {
  const until = Date.now() + 5000;
  const lives = () =>
    laboratory.hosts.some((host) => host.supervisor && isAlive(host.supervisor.pid, host.supervisor.start));
  while ((processesIn(laboratory.namespace).length > 0 || lives()) && Date.now() < until) {
    pause(50);
  }
}
