import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { makeGroup, setFrozen } from './cgroup.ts';
import { rootOf } from './disk.ts';
import { bridge, removeCable } from './network.ts';
import { children, family, innerPid, isAlive, kill, startTime } from './processes.ts';
import type { HostState, LaboratoryState } from './state.ts';

/** The name of a host's cable in the laboratory's namespace, as systemd-nspawn gives it. */
export function cableOf(host: HostState): string {
  return `vb-${host.machine}`;
}

/** What the names of all hosts' control groups begin with; the laboratory's id follows. */
export const groupPrefix = 'sme-ha-gen-lab-';

/** The name of a host's control group. */
export function groupOf(host: HostState): string {
  return `${groupPrefix}${host.machine}`;
}

/** Switches a host on: its systemd starts, on the disk as it is. Notes the supervisor in the state. */
export function switchOn(laboratory: LaboratoryState, host: HostState): void {
  if (initOf(host) !== undefined) throw new Error(`${host.name} is running already`);
  removeCable(laboratory.namespace, cableOf(host));
  const groups = makeGroup(groupOf(host));
  const nspawn = [
    `nsenter --net=/run/netns/${laboratory.namespace} systemd-nspawn --quiet --boot --register=no --keep-unit`,
    '--capability=all --resolv-conf=off --timezone=off --link-journal=no --console=read-only',
    `--network-bridge=${bridge} --machine=${host.machine} --hostname=${host.name}`,
    `--directory=${rootOf(laboratory.folder, host)}`,
  ].join(' ');
  // A host that reboots makes nspawn end with 133, for somebody to start it again.
  const again = `ip -n ${laboratory.namespace} link delete ${cableOf(host)} 2>/dev/null`;
  const loop = `while ${nspawn}; [ $? -eq 133 ]; do ${again}; done`;
  const script = [...groups.map((file) => `echo $$ >${file}`), loop].join('\n');
  const console = openSync(join(laboratory.folder, host.name, 'console.log'), 'a');
  const supervisor = spawn('sh', ['-c', script], {
    env: {
      ...process.env,
      // /tmp belongs on the disk: dumps of a database go there.
      SYSTEMD_NSPAWN_TMPFS_TMP: '0',
      // Debian trixie's systemd 257 takes no control groups but those of version 2, whatever this machine has.
      ...(laboratory.versions.release === 'bookworm' ? {} : { SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1' }),
      LC_ALL: 'C.UTF-8',
    },
    stdio: ['ignore', console, console],
    detached: true,
  });
  supervisor.unref();
  closeSync(console);
  const pid = supervisor.pid;
  const start = pid && startTime(pid);
  if (!pid || !start) throw new Error(`${host.name} could not be switched on`);
  host.supervisor = { pid, start };
}

/** The process that is the host's init now; undefined while it is off. A reboot gives it another one. */
export function initOf(host: HostState): number | undefined {
  if (!host.supervisor || !isAlive(host.supervisor.pid, host.supervisor.start)) return undefined;
  return family(host.supervisor.pid).find((process) => innerPid(process) === 1);
}

/** Cuts a host's power: every process of it dies at once, the disk stays as it is. */
export function cutPower(host: HostState): void {
  if (host.supervisor && isAlive(host.supervisor.pid, host.supervisor.start)) {
    const supervisors = [host.supervisor.pid, ...children(host.supervisor.pid)];
    const inside = supervisors.slice(1).flatMap(children);
    // The supervisors first: they would boot the host again should it be just rebooting.
    for (const pid of [...supervisors, ...inside]) kill(pid);
  }
  setFrozen(groupOf(host), false);
}
