import { execaSync } from 'execa';

/** The bridge every host hangs on, inside the laboratory's namespace. */
export const bridge = 'br0';

/** The address of the laboratory's own end, the controller's, in the network of a host: its first. */
export function controllerAddress(hostAddress: string): string {
  return hostAddress.replace(/\d+$/, '1');
}

/** Makes the namespace with the bridge in it, which has no way out to any other network. */
export function makeNetwork(namespace: string, hostAddresses: string[]): void {
  run('ip', 'netns', 'add', namespace);
  const inside = (...argv: string[]) => run('ip', '-n', namespace, ...argv);
  inside('link', 'set', 'lo', 'up');
  inside('link', 'add', bridge, 'type', 'bridge', 'forward_delay', '0', 'mcast_snooping', '0');
  for (const address of new Set(hostAddresses.map(controllerAddress))) {
    inside('address', 'add', `${address}/24`, 'dev', bridge);
  }
  inside('link', 'set', bridge, 'up');
}

/** Pulls a host's cable, or puts it back. */
export function setCable(namespace: string, cable: string, plugged: boolean): void {
  run('ip', '-n', namespace, 'link', 'set', cable, plugged ? 'up' : 'down');
}

/** Removes a cable which a host that lost its power may have left. */
export function removeCable(namespace: string, cable: string): void {
  execaSync('ip', ['-n', namespace, 'link', 'delete', cable], { reject: false });
}

/** The processes whose network is the laboratory's own: the controller's and each host's supervisor. */
export function processesIn(namespace: string): number[] {
  const { stdout } = execaSync('ip', ['netns', 'pids', namespace], { reject: false });
  return stdout.split('\n').filter(Boolean).map(Number);
}

/** Removes the namespace and all cables in it; nothing happens where there is none. */
export function removeNetwork(namespace: string): void {
  execaSync('ip', ['netns', 'delete', namespace], { reject: false });
}

function run(command: string, ...argv: string[]): void {
  execaSync(command, argv);
}
