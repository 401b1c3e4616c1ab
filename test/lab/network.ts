import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { formatIp, networkOf } from '../../src/validate/addresses.ts';
import { parseIpv6 } from '../../src/validate/address-text.ts';

/** The bridge every host hangs on, inside the laboratory's namespace. */
export const bridge = 'br0';

/** The address of the laboratory's own end, the controller's, in the network of a host: its first. */
export function controllerAddress(hostAddress: string): string {
  const value = parseIpv6(hostAddress);
  if (value === undefined) return hostAddress.replace(/\d+$/, '1');
  return formatIp(BigInt(networkOf(value, prefixLength(hostAddress))) + 1n);
}

/** How long the network's part of a host's address is. */
export function prefixLength(hostAddress: string): number {
  return hostAddress.includes(':') ? 64 : 24;
}

/** Makes the namespace with the bridge in it, which has no way out to any other network. */
export function makeNetwork(namespace: string, hostAddresses: string[]): void {
  run('ip', 'netns', 'add', namespace);
  const inside = (...argv: string[]) => run('ip', '-n', namespace, ...argv);
  inside('link', 'set', 'lo', 'up');
  // By itself a bridge has the hardware address of one of its cables, and another one when that host is off: no gateway does.
  const own = ['address', '02:00:00:00:00:01'];
  inside('link', 'add', bridge, ...own, 'type', 'bridge', 'forward_delay', '0', 'mcast_snooping', '0');
  for (const address of new Set(hostAddresses.map(controllerAddress))) {
    // Nobody else is there yet, so there is nothing to wait for.
    const nodad = address.includes(':') ? ['nodad'] : [];
    inside('address', 'add', `${address}/${prefixLength(address)}`, 'dev', bridge, ...nodad);
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

/**
 * Makes the switch lose packets: rules of nftables' bridge family, each with its hook in front, as
 * `forward iifname "vb-x-1" drop`. They stand in a table of their own, by whose name `mend` takes them away.
 */
export function drop(namespace: string, table: string, rules: string[]): void {
  mend(namespace, table);
  const hooks = [...new Set(rules.map((rule) => rule.split(' ')[0] ?? ''))];
  const chains = hooks.map(
    (hook) => `chain ${hook} { type filter hook ${hook} priority 0;
    ${rules
      .filter((rule) => rule.startsWith(`${hook} `))
      .map((rule) => rule.slice(hook.length))
      .join('\n')}
  }`,
  );
  const input = `table bridge ${named(table)} {\n${chains.join('\n')}\n}\n`;
  execaSync('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], { input });
}

/** Takes the rules of a table away; nothing happens where there are none. */
export function mend(namespace: string, table: string): void {
  execaSync('ip', ['netns', 'exec', namespace, 'nft', 'delete', 'table', 'bridge', named(table)], {
    reject: false,
  });
}

/** Takes all rules away, and slow cables with them. */
export function mendAll(namespace: string): void {
  execaSync('ip', ['netns', 'exec', namespace, 'nft', 'flush', 'ruleset'], { reject: false });
  const { stdout } = execaSync('ip', ['-n', namespace, '-o', 'link'], { reject: false });
  for (const [, end] of stdout.matchAll(/^\d+: sa-([^@:]+)/gm)) undo(namespace, `vb-${end}`);
}

function named(table: string): string {
  return table.replace(/[^a-z0-9]/gi, '_');
}

/** Takes a cable out of the switch and puts a slow one between: each packet comes so many milliseconds late. */
export function slow(namespace: string, cable: string, milliseconds: number): void {
  undo(namespace, cable);
  const [inner, outer] = slowEnds(cable);
  const inside = (...argv: string[]) => run('ip', '-n', namespace, ...argv);
  inside('link', 'add', inner, 'type', 'veth', 'peer', 'name', outer);
  inside('link', 'set', inner, 'up');
  inside('link', 'set', outer, 'up');
  const script = join(import.meta.dirname, 'inside', 'slow.py');
  const argv = ['netns', 'exec', namespace, 'python3', script, cable, inner, String(milliseconds)];
  spawn('ip', argv, { stdio: 'ignore', detached: true }).unref();
  inside('link', 'set', cable, 'nomaster');
  inside('link', 'set', outer, 'master', bridge);
}

/** Takes a slow cable away; nothing happens where there is none. The script ends with it. */
export function undo(namespace: string, cable: string): void {
  const [inner] = slowEnds(cable);
  execaSync('ip', ['-n', namespace, 'link', 'delete', inner], { reject: false });
  execaSync('ip', ['-n', namespace, 'link', 'set', cable, 'master', bridge], { reject: false });
}

function slowEnds(cable: string): [inner: string, outer: string] {
  return [cable.replace(/^vb/, 'sa'), cable.replace(/^vb/, 'sb')];
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
