# Renders templates as Ansible does at a host of a generated tree: its inventory, the role's variables, its filters.
# given: {jobs: [{tree, host, role, vars, templates, expressions}], filters: [[name, value], ...]}; strings in `vars` are
# data, as a vault's are. answer: {jobs: [{templates, expressions}], filters: [...]}.
import os

from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import filter_loader
from ansible.template import Templar
from ansible.utils.unsafe_proxy import wrap_var
from ansible.vars.hostvars import HostVars
from ansible.vars.manager import VariableManager

loader = DataLoader()
inventories = {}


def host_vars(tree, name):
    if tree not in inventories:
        inventory = InventoryManager(loader=loader, sources=[tree + "/inventory/hosts.yml"])
        manager = VariableManager(loader=loader, inventory=inventory)
        HostVars(inventory, manager, loader)
        inventories[tree] = inventory, manager
    inventory, manager = inventories[tree]
    return manager.get_vars(host=inventory.get_host(name))


def role_vars(role, kind):
    path = role + "/" + kind + "/main.yml"
    if not os.path.exists(path):
        return {}
    with open(path) as handle:
        return loader.load(trust_as_template(handle.read()))  # noqa: F821 `templating` of python.ts has it


def render(job):
    tree, role = job["tree"], job["tree"] + "/roles/" + job["role"]
    variables = dict(role_vars(role, "defaults"))
    variables.update(host_vars(tree, job["host"]))
    variables.update(role_vars(role, "vars"))
    variables.update(wrap_var(job["vars"]))
    variables["ansible_search_path"] = [role, tree]
    templar = Templar(loader=loader, variables=variables)
    lookup = "lookup('ansible.builtin.template', '%s')"
    return {
        "templates": [str(value(templar, lookup % name)) for name in job.get("templates", [])],
        "expressions": [value(templar, text) for text in job.get("expressions", [])],
    }


def value(templar, expression):
    return templar.template(trust_as_template("{{ %s }}" % expression))  # noqa: F821


jobs = given["jobs"]  # noqa: F821 the frame of askPython sets it
filter_loader.add_directory(given["plugins"])  # noqa: F821
sys.path.insert(0, given["plugins"])  # noqa: F821
sys.dont_write_bytecode = True
filters = __import__("sme_quoting").FilterModule().filters()
answer = {
    "jobs": [render(job) for job in jobs],
    "filters": [filters[name](value) for name, value in given["filters"]],  # noqa: F821
}
