#!/usr/bin/python
# Made by sme-ha-gen.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: crontab_jobs
short_description: Comment out or restore all jobs of a user's crontab (G05, G28)
description:
  - Puts a mark of its own in front of every active job line, or takes that mark away again.
  - Comments, settings such as MAILTO, and jobs that somebody else commented out stay as they are.
options:
  user: {description: whose crontab, type: str, required: true}
  enabled: {description: whether the jobs shall run on this host, type: bool, required: true}
  backup: {description: file that keeps the crontab as it was before the first change, type: path, required: true}
"""

import os
import re
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_bytes, to_native, to_text

MARK = "# sme-ha-gen: "
# A job starts with its minute or with @reboot and the like; MAILTO=x and comments do not. cronie also takes a dash
# (no note in the log) and a tilde (some minute).
JOB = re.compile(r"^[ \t]*[-~0-9*@]")


# To cron a line ends at a line feed and nowhere else: splitlines() knows a dozen other ends.
def comment_out(text):
    return "\n".join(MARK + line if JOB.match(line) else line for line in text.split("\n"))


def restore(text):
    return "\n".join(line[len(MARK):] if line.startswith(MARK) else line for line in text.split("\n"))


def read(module, user):
    code, out, err = module.run_command(["crontab", "-u", user, "-l"], environ_update={"LC_ALL": "C"})
    if code != 0 and "no crontab for" not in err:
        module.fail_json(msg="crontab -u %s -l failed: %s" % (user, err.strip()))
    return out if code == 0 else ""


def write(module, user, text):
    code, _, err = module.run_command(["crontab", "-u", user, "-"], data=text, binary_data=True)
    if code != 0:
        module.fail_json(msg="crontab -u %s - failed: %s" % (user, err.strip()))


def keep(path, text):
    """Keep the first original; the folder may be open to all, so nobody must be able to guess the new file's name."""
    if not os.path.exists(path):
        descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(path))
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(to_bytes(text))
            handle.flush()
            os.fsync(handle.fileno())
        os.rename(temporary, path)


def shown(text):
    """A crontab may have bytes that are no UTF-8, which the controller could not print."""
    return to_native(to_text(to_bytes(text), errors="replace"))


def main():
    module = AnsibleModule(
        argument_spec=dict(
            user=dict(type="str", required=True),
            enabled=dict(type="bool", required=True),
            backup=dict(type="path", required=True),
        ),
        supports_check_mode=True,
    )
    user = module.params["user"]
    before = read(module, user)
    after = restore(before) if module.params["enabled"] else comment_out(before)
    changed = before != after
    if changed and not module.check_mode:
        keep(module.params["backup"], before)
        write(module, user, after)
    module.exit_json(
        changed=changed,
        active_jobs=sum(1 for line in after.split("\n") if JOB.match(line)),
        diff=dict(
            before_header="crontab of " + user,
            after_header="crontab of " + user,
            before=shown(before),
            after=shown(after),
        ),
    )


if __name__ == "__main__":
    main()
