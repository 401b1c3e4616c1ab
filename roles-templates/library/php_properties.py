#!/usr/bin/python
# Made by sme-ha-gen.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: php_properties
short_description: Set string properties of a PHP class, found by PHP's own grammar (G26)
description:
  - Comments, strings, here-documents and text outside of <?php are recognised, so nothing in them is taken for code.
  - Every other byte of the file, its owner, mode and SELinux context stay as they are; a symbolic link stays one.
  - Properties of other classes, and variables of functions, are left alone.
  - A property that already has the value stays as it is written.
options:
  path: {description: the PHP file, type: path, required: true}
  properties: {description: values by name without the dollar sign, type: dict, required: true}
  add_after:
    description: the class is the one that declares this property; a missing one may be added behind it, any other missing one is an error
    type: str
    required: true
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
    (?P<comment> (?: // | \#(?!\[) ) [^\r\n]*? (?=\?>|[\r\n]|\Z) | /\*.*?\*/ )
  | (?P<string> '(?:\\.|[^'\\])*' | `(?:\\.|[^`\\])*`
      | "(?:\\.|\{\$[A-Za-z_](?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^"'{}])*\}|[^"\\])*"
      | <<<[ \t]*(?P<quote>['"]?)(?P<word>[A-Za-z_\x80-\xff][\w\x80-\xff]*)(?P=quote)(?:\r\n|[\r\n])
        (?:.*?[\r\n])??[ \t]*(?P=word)(?![\w\x80-\xff]) )
  | (?P<close> \?>.*?(?:<\?[pP][hH][pP]\b|<\?=|\Z) )
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
    opening = re.search(br"<\?(?:[pP][hH][pP]\b|=)", source)
    position = opening.end() if opening else len(source)
    while position < len(source):
        match = TOKEN.match(source, position)
        if match.group().lower() == b"__halt_compiler":
            return
        if match.lastgroup not in ("comment", "space"):
            # `quote` and `word` belong to a here-document, which is a string.
            kind = "string" if match.lastgroup in ("quote", "word") else match.lastgroup
            yield kind, match.group(), match.start()
        position = match.end()


def parts(statement):
    """The pieces of a statement between the commas that are in no brackets."""
    pieces, depth = [[]], 0
    for token in statement:
        depth += (token[1] in (b"(", b"[")) - (token[1] in (b")", b"]"))
        if token[1] == b"," and depth == 0:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def declared(statement, after):
    """What one statement of a class body declares: name to (start and end of the value, end of statement, its first byte)."""
    at = next((i for i, token in enumerate(statement) if token[0] == "variable"), 0)
    head = [token[1].lower() for token in statement[:at]]
    if b"function" in head or not any(word in MODIFIERS for word in head):
        return {}
    found = {}
    for piece in parts(statement[at:]):
        ends = [start + len(text) for _, text, start in piece]
        # A property without a value gets its place behind the name.
        start = piece[2][2] if len(piece) > 2 else ends[0]
        found[to_native(piece[0][1][1:])] = (start, ends[-1], after, statement[0][2])
    return found


def is_class(statement):
    """Whether the brace behind this opens a class; Some::class is only a name."""
    words = [token[1].lower() for token in statement]
    named = any(word in (b"class", b"trait") and words[i - 1:i] != [b":"] for i, word in enumerate(words))
    return named and b"function" not in words


def declarations(source):
    """For each class, the properties that it declares."""
    classes, blocks, statement = [], [], []
    for token in tokens(source):
        text = token[1]
        if text == b"{":
            blocks.append({} if is_class(statement) else None)
            if blocks[-1] is not None:
                classes.append(blocks[-1])
        elif text == b"}" and blocks:
            blocks.pop()
        elif text == b";" and statement and blocks and blocks[-1] is not None:
            blocks[-1].update(declared(statement, token[2] + 1))
        if text in (b"{", b"}", b";") or token[0] == "close":
            statement = []
        else:
            statement.append(token)
    return classes


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
    path, anchor = module.params["path"], module.params["add_after"]
    homes = [properties for properties in declarations(source) if anchor in properties]
    if len(homes) > 1:
        module.fail_json(msg="%s declares $%s in %d classes; which one is meant?" % (path, anchor, len(homes)))
    found = homes[0] if homes else {}
    changes, names = [], []
    for name, value in sorted(module.params["properties"].items()):
        if name in found:
            start, end = found[name][:2]
            if value_of(source[start:end]) != to_bytes(value):
                changes.append((start, end, literal(value) if start < end else b"=" + literal(value)))
                names.append(name)
        elif name in module.params["may_add"] and found:
            _, _, after, first = found[anchor]
            indent = re.search(br"[ \t]*\Z", source[:first]).group()
            newline = re.search(br"\r?\n|\Z", source[after:]).group() or b"\n"
            line = newline + indent + b"var $" + to_bytes(name) + b"=" + literal(value) + b";"
            changes.append((after, after, line))
            names.append(name)
        else:
            module.fail_json(
                msg="%s declares no property $%s; is it the application's configuration?" % (path, name)
            )
    for start, end, text in sorted(changes, reverse=True):
        source = source[:start] + text + source[end:]
    return source, names


def temporary_file(folder, content):
    """A new file that nobody but root reads, for it holds a password."""
    descriptor, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    return name


def write(module, path, before, after):
    """Replace the file by one that PHP accepts, and keep the original the first time."""
    temporary, backup = temporary_file(module.tmpdir, after), module.params["backup"]
    php = module.get_bin_path("php")
    if php and module.run_command([php, "-l", temporary])[0] != 0:
        module.fail_json(msg="PHP refuses the new %s: nothing was changed" % path)
    if not os.path.exists(backup):
        os.rename(temporary_file(os.path.dirname(backup), before), backup)
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
    path = os.path.realpath(module.params["path"])
    if not os.path.isfile(path):
        module.fail_json(msg="%s is not there; is this an application server?" % path)
    with open(path, "rb") as handle:
        before = handle.read()
    after, names = edited(module, before)
    if names and not module.check_mode:
        write(module, path, before, after)
    # The names alone: a diff would show the password.
    listing = "".join("$%s\n" % name for name in names)
    module.exit_json(changed=bool(names), properties=names, diff=dict(prepared="".join("set in %s: %s" % (path, line) for line in listing.splitlines(True))))


if __name__ == "__main__":
    main()
