#!/usr/bin/python
# Made by sme-ha-gen.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: iptables_chain
short_description: Keep one chain of our own, the jump to it, and both in the file that is loaded at boot (G03, G06, G19)
description:
  - The chain is replaced as a whole, in one step, and only when it differs; no rule of anybody else is touched.
  - The jump stands ahead of every rule that ends with ACCEPT, REJECT or DROP.
  - The file is edited, not overwritten with what runs, so rules that others added at run time do not become permanent.
options:
  name: {description: the chain of our own, type: str, required: true}
  parents: {description: chains to jump from; the first one that exists is used, type: list, elements: str, required: true}
  rules: {description: rules as iptables takes them, without -A and the chain, type: list, elements: str, required: true}
  file: {description: what iptables.service loads at boot, type: path, default: /etc/sysconfig/iptables}
  backup: {description: file that keeps the rules as they ran before the first change, type: path, required: true}
"""

import os
import shlex
import tempfile

from ansible.module_utils.basic import AnsibleModule

FINAL = ("ACCEPT", "REJECT", "DROP")


def run(module, argv, **more):
    code, out, err = module.run_command(argv, environ_update={"LC_ALL": "C"}, **more)
    if code != 0:
        module.fail_json(msg="%s failed: %s" % (" ".join(argv), err.strip()))
    return out


def words(line):
    return shlex.split(line)


def target(line):
    parts = words(line)
    return parts[parts.index("-j") + 1] if "-j" in parts[:-1] else ""


def filter_lines(text):
    """The lines of table filter, without its first and last line."""
    lines, inside = [], False
    for line in text.splitlines():
        if line.startswith("*"):
            inside = line.strip() == "*filter"
        elif line.strip() == "COMMIT":
            inside = False
        elif inside:
            lines.append(line)
    return lines


def jump_is_first(lines, parent, name):
    """Whether the jump stands ahead of every rule that decides."""
    for line in lines:
        if line.startswith("-A %s " % parent):
            if target(line) == name:
                return True
            if target(line) in FINAL:
                return False
    return False


def runs(module, lines, parent, name, rules):
    """Whether what the kernel has is what is wanted; iptables itself compares, for it rewrites rules as it stores them."""
    kept = [line for line in lines if line.startswith("-A %s " % name)]
    if len(kept) != len(rules) or not jump_is_first(lines, parent, name):
        return False
    return all(
        module.run_command(["iptables", "-w", "-C", name] + words(rule))[0] == 0 for rule in rules
    )


def load(module, lines, parent, name, rules):
    """Replace the chain and put the jump first, in one transaction."""
    jumps = [line for line in lines if line.startswith("-A %s " % parent) and target(line) == name]
    commands = ["*filter", ":%s - [0:0]" % name]
    commands += ["-A %s %s" % (name, rule) for rule in rules]
    commands += ["-D" + line[2:] for line in jumps]
    commands += ["-I %s 1 -j %s" % (parent, name), "COMMIT", ""]
    run(module, ["iptables-restore", "--noflush"], data="\n".join(commands), binary_data=True)


def edited(text, parent, name, rules):
    """The file's text with our chain in it, every other line as it was."""
    mine = ":%s " % name, "-A %s " % name
    lines = [
        line
        for line in text.splitlines()
        if not line.startswith(mine) and not (line.startswith("-A ") and target(line) == name)
    ]
    start = lines.index("*filter") + 1
    end = lines.index("COMMIT", start)
    chains = [i for i in range(start, end) if lines[i].startswith(":")]
    first_rule = chains[-1] + 1 if chains else start
    lines[first_rule:first_rule] = (
        [":%s - [0:0]" % name]
        + ["-A %s -j %s" % (parent, name)]
        + ["-A %s %s" % (name, rule) for rule in rules]
    )
    return "\n".join(lines) + "\n"


def write(module, path, text):
    """Replace a file; an existing one keeps its owner and mode, a new one is root's alone."""
    is_new = not os.path.exists(path)
    descriptor, temporary = tempfile.mkstemp(dir=module.tmpdir)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    module.atomic_move(temporary, path)
    if is_new:
        os.chmod(path, 0o600)


def main():
    module = AnsibleModule(
        argument_spec=dict(
            name=dict(type="str", required=True),
            parents=dict(type="list", elements="str", required=True),
            rules=dict(type="list", elements="str", required=True),
            file=dict(type="path", default="/etc/sysconfig/iptables"),
            backup=dict(type="path", required=True),
        ),
        supports_check_mode=True,
    )
    name, rules, path = module.params["name"], module.params["rules"], module.params["file"]
    module.get_bin_path("iptables", required=True)
    saved = run(module, ["iptables-save", "-t", "filter"])
    lines = filter_lines(saved)
    existing = [line[1:].split()[0] for line in lines if line.startswith(":")]
    # A kernel that has not seen a rule yet lists no chain at all; its built-in ones are there nevertheless.
    parent = next((chain for chain in module.params["parents"] if chain in existing), module.params["parents"][-1])

    running = runs(module, lines, parent, name, rules)
    text = open(path).read() if os.path.exists(path) else ""
    wanted = edited(text, parent, name, rules) if "*filter" in text.splitlines() else None
    stored = wanted is not None and text == wanted

    if not module.check_mode and not (running and stored):
        backup = module.params["backup"]
        if not os.path.exists(backup):
            write(module, backup, saved)
        if not running:
            load(module, lines, parent, name, rules)
        if wanted is None:
            # Without a file to edit, the running rules are what would come back at boot.
            wanted = edited(run(module, ["iptables-save", "-t", "filter"]), parent, name, rules)
        if not stored:
            write(module, path, wanted)
    module.exit_json(
        changed=not (running and stored),
        running=running,
        stored=stored,
        parent=parent,
        diff=dict(before_header=path, after_header=path, before=text, after=wanted or text),
    )


if __name__ == "__main__":
    main()
