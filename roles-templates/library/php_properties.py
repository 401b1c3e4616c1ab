#!/usr/bin/python
# Made by sme-ha-gen.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: php_properties
short_description: Set string properties of a PHP class, found by PHP's own grammar (G26)
description:
  - Comments, strings, here-documents and text outside of <?php are recognised, so nothing in them is taken for code.
  - Every other byte of the file, its owner, mode and SELinux context stay as they are.
  - A property that already has the value stays as it is written.
options:
  path: {description: the PHP file, type: path, required: true}
  properties: {description: values by name without the dollar sign, type: dict, required: true}
  add_after: {description: a missing property may be added behind this one; any other missing one is an error, type: str, required: true}
  may_add: {description: names that may be added, type: list, elements: str, default: []}
  backup: {description: file that keeps the text as it was before the first change, type: path, required: true}
"""

import os
import re
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_bytes, to_native

# One alternative for each thing that PHP's scanner sees; code is the only one that may hold an assignment.
TOKEN = re.compile(
    br"""
    (?P<comment> //[^\n]*? (?=\?>|\n|\Z) | \#(?!\[)[^\n]*? (?=\?>|\n|\Z) | /\*.*?\*/ )
  | (?P<string> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `(?:\\.|[^`\\])*`
      | <<<[ \t]*(?P<quote>['"]?)(?P<word>[A-Za-z_]\w*)(?P=quote)\r?\n(?:.*?\n)??[ \t]*(?P=word)\b )
  | (?P<close> \?>.*?(?:<\?php\b|<\?=|\Z) )
  | (?P<variable> \$[A-Za-z_\x80-\xff][\w\x80-\xff]* )
  | (?P<space> \s+ )
  | (?P<name> [\\A-Za-z_\x80-\xff][\\\w\x80-\xff]* )
  | (?P<other> . )
    """,
    re.X | re.S,
)
MODIFIERS = (b"var", b"public", b"protected", b"private", b"static", b"readonly")


def tokens(source):
    """(kind, text, start) for all code from the first <?php on, without comments and white space."""
    opening = re.search(br"<\?(?:php\b|=)", source)
    position = opening.end() if opening else len(source)
    while position < len(source):
        match = TOKEN.match(source, position)
        if match.lastgroup not in ("comment", "space"):
            # `quote` and `word` belong to a here-document, which is a string.
            kind = "string" if match.lastgroup in ("quote", "word") else match.lastgroup
            yield kind, match.group(), match.start()
        position = match.end()


def declarations(source):
    """Where the value of each declared property stands: name to (start, end, end of statement, its first byte)."""
    found, statement = {}, []
    for token in tokens(source):
        text = token[1]
        if text in (b"{", b"}") or token[0] == "close":
            statement = []
        elif text == b";":
            names = [i for i, t in enumerate(statement) if t[0] == "variable"]
            if names and statement[0][1].lower() in MODIFIERS and names[0] + 1 < len(statement):
                at = names[0]
                if statement[at + 1][1] == b"=" and at + 2 < len(statement):
                    last = statement[-1]
                    end = last[2] + len(last[1])
                    name = to_native(statement[at][1][1:])
                    found[name] = (statement[at + 2][2], end, token[2] + 1, statement[0][2])
            statement = []
        else:
            statement.append(token)
    return found


def literal(value):
    return b"'" + to_bytes(value).replace(b"\\", b"\\\\").replace(b"'", b"\\'") + b"'"


def value_of(expression):
    """The string that a PHP literal means, or None where it is not a plain one."""
    if re.match(br"'(?:\\.|[^'\\])*'\Z", expression, re.S):
        return re.sub(br"\\([\\'])", br"\1", expression[1:-1])
    if re.match(br'"[^"\\$]*"\Z', expression, re.S):
        return expression[1:-1]
    return None


def edited(module, source):
    """The new text and the names that changed."""
    found = declarations(source)
    changes, names = [], []
    for name, value in sorted(module.params["properties"].items()):
        if name in found:
            start, end = found[name][:2]
            if value_of(source[start:end]) != to_bytes(value):
                changes.append((start, end, literal(value)))
                names.append(name)
        elif name in module.params["may_add"] and module.params["add_after"] in found:
            _, _, after, first = found[module.params["add_after"]]
            indent = re.search(br"[ \t]*\Z", source[:first]).group()
            newline = b"\r\n" if b"\r\n" in source else b"\n"
            line = newline + indent + b"var $" + to_bytes(name) + b"=" + literal(value) + b";"
            changes.append((after, after, line))
            names.append(name)
        else:
            module.fail_json(
                msg="%s declares no property $%s; is it the application's configuration?" % (module.params["path"], name)
            )
    for start, end, text in sorted(changes, reverse=True):
        source = source[:start] + text + source[end:]
    return source, names


def keep(path, content):
    """A backup holds the old password, so nobody but root reads it."""
    descriptor = os.open(path + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    os.rename(path + ".new", path)


def write(module, path, content):
    descriptor, temporary = tempfile.mkstemp(dir=module.tmpdir)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    php = module.get_bin_path("php")
    if php:
        code, out, err = module.run_command([php, "-l", temporary])
        if code != 0:
            module.fail_json(msg="PHP refuses the new %s: nothing was changed" % path)
    module.atomic_move(temporary, path)


def main():
    module = AnsibleModule(
        argument_spec=dict(
            path=dict(type="path", required=True),
            properties=dict(type="dict", required=True),
            add_after=dict(type="str", required=True),
            may_add=dict(type="list", elements="str", default=[]),
            backup=dict(type="path", required=True),
        ),
        supports_check_mode=True,
    )
    path, backup = module.params["path"], module.params["backup"]
    if not os.path.isfile(path):
        module.fail_json(msg="%s is not there; is this an application server?" % path)
    with open(path, "rb") as handle:
        before = handle.read()
    after, names = edited(module, before)
    if names and not module.check_mode:
        if not os.path.exists(backup):
            keep(backup, before)
        write(module, path, after)
    # The names alone: a diff would show the password.
    listing = "".join("$%s\n" % name for name in names)
    module.exit_json(changed=bool(names), properties=names, diff=dict(prepared="".join("set in %s: %s" % (path, line) for line in listing.splitlines(True))))


if __name__ == "__main__":
    main()
