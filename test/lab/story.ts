import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '../../src/compile.ts';
import type { Inventory } from '../../src/generated/inventory.ts';
import { ipVersionOf } from '../../src/model/ip-version.ts';
import type { Laboratory, PlayOptions, PlayResult } from './laboratory.ts';
import { told, Unproven } from './proof.ts';
import { hostileSecrets } from './secrets.ts';

/** A run of ansible-playbook that was part of the story. */
export interface PlayOnRecord {
  what: string;
  args: string[];
  result: PlayResult;
}

/** What the proofs share: the hosts, the tree that made them what they are, and all that Ansible has said so far. */
export class Story {
  readonly plays: PlayOnRecord[] = [];
  readonly secrets = hostileSecrets;
  /** What one proof leaves for a later one to compare with. */
  readonly notes = new Map<string, string>();
  readonly lab: Laboratory;
  /** Root of the stock appliance, as every host was ahead of the first run. */
  readonly image: string;
  /** Where trees and the records of plays go. */
  readonly folder: string;
  readonly inventory: Inventory;
  /** Without what takes minutes and shows little. */
  readonly short: boolean;

  constructor(lab: Laboratory, image: string, folder: string, inventory: Inventory, short = false) {
    this.lab = lab;
    this.image = image;
    this.folder = folder;
    this.inventory = inventory;
    this.short = short;
  }

  get tree(): string {
    return join(this.folder, 'tree');
  }

  get db(): [string, string] {
    const [first, second] = this.inventory.db_servers;
    return [first.name, second.name];
  }

  get app(): string[] {
    const { db_servers, app_servers = db_servers } = this.inventory;
    return app_servers.map(({ name }) => name);
  }

  get hosts(): string[] {
    return [...new Set([...this.db, ...this.app])];
  }

  /** The other database server. */
  peerOf(host: string): string {
    return this.db.find((other) => other !== host) ?? '';
  }

  get isIpv6(): boolean {
    return ipVersionOf(this.inventory) === 6;
  }

  /** The tool, and the service and file of its name, that filter the packets of the cluster. */
  get iptables(): 'iptables' | 'ip6tables' {
    return this.isIpv6 ? 'ip6tables' : 'iptables';
  }

  addressOf(host: string): string {
    const servers = [...this.inventory.db_servers, ...(this.inventory.app_servers ?? [])];
    const found = servers.find(({ name }) => name === host);
    if (!found) throw new Error(`${host} is no server of the inventory`);
    return found.address;
  }

  /** Runs ansible-playbook in the tree and keeps what it said, also in a file for people. */
  async play(what: string, args = ['site.yml'], options: PlayOptions = {}): Promise<PlayResult> {
    const result = await this.lab.play(this.tree, args, options);
    this.plays.push({ what, args, result });
    const number = String(this.plays.length).padStart(2, '0');
    const file = join(this.folder, `play-${number}-${what.replace(/[^a-z0-9]+/gi, '-')}.log`);
    writeFileSync(file, `ansible-playbook ${args.join(' ')}\n${result.output}\nexit ${result.code}\n`);
    return result;
  }

  /** The same, of a run that has to succeed. */
  async playWell(what: string, args = ['site.yml'], options: PlayOptions = {}): Promise<PlayResult> {
    const result = await this.play(what, args, options);
    if (result.code !== 0) throw new Unproven(`${what} ends with ${result.code}`, told(result.output));
    return result;
  }
}

/** Compiles an inventory and writes its tree into a folder, as the product does; returns the whole inventory. */
export async function writeTree(inventory: object, folder: string): Promise<Inventory> {
  const source = { name: 'inventory.json', text: JSON.stringify(inventory, null, 2) };
  const compilation = await compile(source);
  if (!compilation.tree || !compilation.inventory)
    throw new Error(`the inventory does not compile: ${JSON.stringify(compilation.diagnostics)}`);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of compilation.tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return compilation.inventory;
}
