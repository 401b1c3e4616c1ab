import { addressKey, parseAddress } from './addresses.ts';
import { type Host, hostsOf } from './hosts.ts';
import type { Context, DraftInventory, Finding, Rule } from './rule.ts';

const takenNames = [
  'all',
  'app-servers',
  'db-servers',
  'localhost',
  'localhost.localdomain',
  'sme',
  'ungrouped',
];

/** Rules about names, and about what stands twice. */
export const nameRules: readonly Rule[] = [
  {
    code: 'SME301',
    severity: 'error',
    sentence: 'Every server and every virtual IP has a name of its own.',
    check: (inventory, context) =>
      pairs(inventory, nameKey)
        .filter(([host, earlier]) => !inTwoRoles(host, earlier))
        .map(([host, earlier]) => ({
          at: `${host.at}/name`,
          message: `the name "${host.name}" is used twice`,
          cause: `${roleOf(earlier)} at line ${context.lineOf(`${earlier.at}/name`)} has it already.`,
          fix: 'Give each its own name.',
        })),
  },
  {
    code: 'SME302',
    severity: 'error',
    sentence: 'Every server and every virtual IP has an address of its own.',
    check: (inventory, context) =>
      pairs(inventory, hostKey)
        .filter(([host, earlier]) => !inTwoRoles(host, earlier) && host.role === earlier.role)
        .map(([host, earlier]) => ({
          ...sameAddress(host, earlier, context),
          fix: 'Give each its own address.',
        })),
  },
  {
    code: 'SME313',
    severity: 'error',
    sentence: 'A virtual IP is not the address of a server.',
    check: (inventory, context) =>
      pairs(inventory, hostKey)
        .filter(([host, earlier]) => host.role === 'vip' && earlier.role !== 'vip')
        .map(([host, earlier]) => ({
          ...sameAddress(host, earlier, context),
          message: `the virtual IP ${host.label} has the address of ${earlier.label}`,
          fix: 'Choose an unused address: it moves between the servers, and theirs must stay.',
        })),
  },
  {
    code: 'SME312',
    severity: 'error',
    sentence: 'One machine has one role.',
    check: (inventory, context) => {
      const found = [
        ...pairs(inventory, nameKey).map(([host, earlier]) => ({ host, earlier, key: 'name' as const })),
        ...pairs(inventory, hostKey).map(([host, earlier]) => ({ host, earlier, key: 'address' as const })),
      ].filter(({ host, earlier }) => inTwoRoles(host, earlier));
      // The same machine with the same name and address is one fault, not two.
      const once = new Map(found.reverse().map((one) => [one.host.at, one]));
      return [...once.values()].map(({ host, earlier, key }) => ({
        at: `${host.at}/${key}`,
        message:
          host.name === earlier.name
            ? `${host.label} is a database server and an application server`
            : `${host.label} is an application server and, as ${earlier.label}, a database server`,
        cause: `It stands at line ${context.lineOf(`${earlier.at}/${key}`)} too; G27 stops MariaDB and memcached on application servers.`,
        fix: 'Use separate hosts; or set "topology": "two-node", leave `app_servers` out and add `vips.web`.',
      }));
    },
  },
  {
    code: 'SME303',
    severity: 'error',
    sentence: 'No name is one that Ansible or every host uses already.',
    check: (inventory) =>
      hostsOf(inventory)
        .filter(({ name }) => takenNames.includes(nameWord(name ?? '')))
        .map(({ at, name = '' }) => ({
          at: `${at}/name`,
          message: `the name "${name}" is taken`,
          cause: nameWord(name).startsWith('localhost')
            ? 'Every host takes it for itself.'
            : 'A group of Ansible has this name.',
          fix: 'Choose another name.',
        })),
  },
];

/** Each host that shares its key with an earlier one, and that one. */
function pairs(inventory: DraftInventory, keyOf: (host: Host) => string | undefined): [Host, Host][] {
  const first = new Map<string, Host>();
  return hostsOf(inventory).flatMap((host): [Host, Host][] => {
    const key = keyOf(host);
    const earlier = key === undefined ? undefined : first.get(key);
    if (key !== undefined && !earlier) first.set(key, host);
    return earlier ? [[host, earlier]] : [];
  });
}

function nameKey({ name }: Host): string | undefined {
  return name?.toLowerCase();
}

function nameWord(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

function hostKey({ address }: Host): string | undefined {
  return address === undefined ? undefined : addressKey(parseAddress(address));
}

function inTwoRoles(host: Host, earlier: Host): boolean {
  return host.role === 'app' && earlier.role === 'db';
}

function roleOf({ role }: Host): string {
  return { db: 'A database server', app: 'An application server', vip: 'A virtual IP' }[role];
}

function sameAddress(host: Host, earlier: Host, context: Context): Finding {
  const spelt = host.address === earlier.address ? '' : ` as "${earlier.address}", which is the same address`;
  return {
    at: `${host.at}/address`,
    message: `the address ${host.address} is used twice`,
    cause: `${earlier.label} has it at line ${context.lineOf(`${earlier.at}/address`)}${spelt}.`,
  };
}
