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
  rules: {description: rules as iptables takes them, without -A and the chain, type: list, elements: str, default: []}
  state: {description: absent takes the chain and every jump to it away again, type: str, choices: [present, absent], default: present}
  ip_version: {description: "the family of addresses, 6 for ip6tables", type: int, choices: [4, 6], default: 4}
  file: {description: "what the service of that name loads at boot; /etc/sysconfig/iptables or ip6tables unless given", type: path}
  backup: {description: file that keeps the rules as they ran before the first change, type: path, required: true}
"""

import io
import os
import re
import shlex
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_bytes, to_native, to_text

FINAL = ("ACCEPT", "REJECT", "DROP")


def run(module, argv, **more):
    code, out, err = module.run_command(argv, environ_update={"LC_ALL": "C"}, **more)
    if code != 0:
        module.fail_json(msg="%s failed: %s" % (" ".join(argv), err.strip()))
    return out


def words(line):
    return shlex.split(to_native(line))


def target(line):
    try:
        parts = words(line)
    except ValueError:
        # Half a quotation, which iptables would refuse too: it is not a rule of ours.
        return ""
    return parts[parts.index("-j") + 1] if "-j" in parts[:-1] else ""


def ours(name):
    """Matches what a file says of our chain; a saved file may have counters in front."""
    return re.compile(r":%s |(\[\d+:\d+\] )?-A %s( |$)" % (re.escape(name), re.escape(name)))


def jumps_to(line, name):
    return re.match(r"(\[\d+:\d+\] )?-A ", line) is not None and target(line) == name


def parent_in(lines, parents):
    """The first of the chains that exists; a kernel without rules lists none, its built-in ones are there nevertheless."""
    existing = [line[1:].split()[0] for line in lines if line.startswith(":")]
    return next((chain for chain in parents if chain in existing), parents[-1])


def filter_lines(text):
    """The lines of table filter, without its first and last line."""
    lines, inside = [], False
    for line in text.split("\n"):
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


def tool(module):
    return "ip6tables" if module.params["ip_version"] == 6 else "iptables"


def runs(module, lines, parent, name, rules):
    """Whether what the kernel has is what is wanted; iptables itself compares, for it rewrites rules as it stores them."""
    kept = [line for line in lines if line.startswith("-A %s " % name)]
    # The same rules in another order decide otherwise: what each one does must stand in the same order.
    if [target(line) for line in kept] != [target(rule) for rule in rules] or not jump_is_first(lines, parent, name):
        return False
    return all(
        module.run_command([tool(module), "-w", "-C", name] + words(rule))[0] == 0 for rule in rules
    )


def load(module, lines, parent, name, rules):
    """Replace the chain and put the jump first, in one transaction."""
    jumps = [line for line in lines if jumps_to(line, name)]
    commands = ["*filter", ":%s - [0:0]" % name]
    commands += ["-A %s %s" % (name, rule) for rule in rules]
    commands += ["-D" + line[2:] for line in jumps]
    commands += ["-I %s 1 -j %s" % (parent, name), "COMMIT", ""]
    run(module, [tool(module) + "-restore", "--noflush"], data="\n".join(commands), binary_data=True)


def unload(module, lines, name):
    """Take the jumps and the chain away, in one transaction."""
    commands = ["*filter", ":%s - [0:0]" % name]
    commands += ["-D" + re.sub(r"^(\[\d+:\d+\] )?-A", "", line) for line in lines if jumps_to(line, name)]
    commands += ["-X %s" % name, "COMMIT", ""]
    run(module, [tool(module) + "-restore", "--noflush"], data="\n".join(commands), binary_data=True)


def without(text, name):
    """The file's text without our chain, every other line as it was."""
    mine = ours(name)
    return "\n".join(line for line in text.split("\n") if not mine.match(line) and not jumps_to(line, name))


def edited(text, parents, name, rules):
    """The file's text with our chain in it, every other line as it was; empty where it has no table filter."""
    mine = ours(name)
    lines = [line for line in text.split("\n") if not mine.match(line) and not jumps_to(line, name)]
    bare = [line.strip() for line in lines]
    if "*filter" not in bare:
        return ""
    start = bare.index("*filter") + 1
    end = bare.index("COMMIT", start) if "COMMIT" in bare[start:] else len(lines)
    chains = [i for i in range(start, end) if lines[i].startswith(":")]
    first_rule = chains[-1] + 1 if chains else start
    # Not what runs but the file itself says which chain there is to jump from.
    parent = parent_in(lines[start:end], parents)
    lines[first_rule:first_rule] = (
        [":%s - [0:0]" % name]
        + ["-A %s -j %s" % (parent, name)]
        + ["-A %s %s" % (name, rule) for rule in rules]
    )
    return "\n".join(lines)


def read(path):
    """A file's text, one character for each byte, so that every byte comes back as it was."""
    with io.open(path, encoding="latin-1", newline="") as handle:
        return handle.read()


def write(module, path, content):
    """Replace a file; an existing one keeps its owner and mode, a new one is root's alone."""
    is_new = not os.path.exists(path)
    descriptor, temporary = tempfile.mkstemp(dir=module.tmpdir)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    module.atomic_move(temporary, path)
    if is_new:
        os.chmod(path, 0o600)


def remove(module, lines, name, path, text):
    """The end of a run with state absent."""
    there = any(ours(name).match(line) or jumps_to(line, name) for line in lines)
    wanted = without(text, name)
    if not module.check_mode:
        if there:
            unload(module, lines, name)
        if wanted != text:
            write(module, path, wanted.encode("latin-1"))
    module.exit_json(changed=there or wanted != text)


def shown(text):
    return to_native(to_text(text.encode("latin-1"), errors="replace"))


def main():
    module = AnsibleModule(
        argument_spec=dict(
            name=dict(type="str", required=True),
            parents=dict(type="list", elements="str", required=True),
            rules=dict(type="list", elements="str", default=[]),
            state=dict(type="str", choices=["present", "absent"], default="present"),
            ip_version=dict(type="int", choices=[4, 6], default=4),
            file=dict(type="path"),
            backup=dict(type="path", required=True),
        ),
        supports_check_mode=True,
    )
    name, rules, parents = module.params["name"], module.params["rules"], module.params["parents"]
    path = os.path.realpath(module.params["file"] or "/etc/sysconfig/" + tool(module))
    backup = module.params["backup"]
    module.get_bin_path(tool(module), required=True)
    saved = run(module, [tool(module) + "-save", "-t", "filter"])
    lines = filter_lines(saved)
    parent = parent_in(lines, parents)

    text = read(path) if os.path.exists(path) else ""
    if module.params["state"] == "absent":
        remove(module, lines, name, path, text)
    running = runs(module, lines, parent, name, rules)
    wanted = edited(text, parents, name, rules)
    stored = wanted != "" and text == wanted

    if not module.check_mode and not (running and stored):
        if not os.path.exists(backup):
            write(module, backup, to_bytes(saved))
        if not running:
            load(module, lines, parent, name, rules)
        if wanted == "":
            # Without a table to edit, the running rules are what would come back at boot, beside the file's other tables.
            now = to_text(to_bytes(run(module, [tool(module) + "-save", "-t", "filter"])), "latin-1")
            wanted = text + ("" if text.endswith("\n") or text == "" else "\n") + edited(now, parents, name, rules)
        if not stored:
            write(module, path, wanted.encode("latin-1"))
    module.exit_json(
        changed=not (running and stored),
        running=running,
        stored=stored,
        parent=parent,
        diff=dict(before_header=path, after_header=path, before=shown(text), after=shown(wanted or text)),
    )


if __name__ == "__main__":
    main()
