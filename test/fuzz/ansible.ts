import * as assert from 'uvu/assert';
import type { Inventory } from '../../src/generated/inventory.ts';
import { put } from '../folder.ts';
import { askPython, templating } from '../python.ts';

export interface Accepted {
  readonly inventory: Inventory;
  readonly tree: ReadonlyMap<string, string>;
}

/** Load each folder as ansible-playbook does: what it warns of, and what each host gets. */
const script = `${templating}
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible.utils.display import Display
from ansible.vars.manager import VariableManager
warnings = []
Display.warning = lambda self, message, *more, **others: warnings.append(message)
def load(folder):
    del warnings[:]
    loader = DataLoader()
    inventory = InventoryManager(loader=loader, sources=[folder + '/inventory/hosts.yml'])
    manager = VariableManager(loader=loader, inventory=inventory)
    hosts = {}
    for host in inventory.get_hosts():
        found = manager.get_vars(host=host)
        templar = Templar(loader=loader, variables={})
        ours = {k: templar.template(v) for k, v in found.items() if k.startswith(('sme_', 'ansible_host'))}
        hosts[str(host)] = {'ours': ours, 'all': list(found), 'groups': found['group_names']}
    return {'hosts': hosts, 'warnings': [str(one) for one in warnings]}
answer = [load(folder) for folder in given]`;

interface Loaded {
  readonly warnings: string[];
  readonly hosts: Record<string, { ours: Record<string, unknown>; all: string[]; groups: string[] }>;
}

/** Let Ansible read the trees, each in a folder of its own; throws where it does not see what the inventory says. */
export function assertRead(python: string, folder: string, accepted: readonly Accepted[]): void {
  const folders = accepted.map(({ tree }, index) => {
    const files = [...tree].filter(([path]) => path.startsWith('inventory/'));
    put(`${folder}/${index}`, Object.fromEntries(files));
    return `${folder}/${index}`;
  });
  const answer = askPython(python, script, folders) as Loaded[];
  for (const [index, { inventory }] of accepted.entries()) {
    const { warnings, hosts } = answer[index] ?? { warnings: ['no answer'], hosts: {} };
    assert.equal(warnings, [], JSON.stringify(inventory));
    const servers = [...inventory.db_servers, ...(inventory.app_servers ?? [])];
    assert.equal(Object.keys(hosts).sort(), servers.map(({ name }) => name).sort());
    for (const { name, address, ansible_vars } of servers) {
      const { ours = {}, all = [], groups } = hosts[name] ?? {};
      assert.is(ours.ansible_host, address);
      assert.is(ours.sme_database_name, inventory.database.name);
      assert.is(ours.sme_application_update_command, inventory.application.update_command);
      assert.equal(ours.sme_keepalived_isolation_targets, inventory.keepalived.isolation_targets);
      const isDb = inventory.db_servers.some((server) => server.name === name);
      const isApp = !isDb || inventory.topology === 'two-node';
      assert.equal(groups, [...(isApp ? ['app_servers'] : []), ...(isDb ? ['db_servers'] : []), 'sme']);
      for (const key of Object.keys(ansible_vars)) assert.ok(all.includes(key), `${name} gets ${key}`);
    }
  }
}
