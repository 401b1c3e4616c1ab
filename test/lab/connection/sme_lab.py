"""A short way into a laboratory's hosts, as root and without a network: plays that are not about the way in go by it."""
import json
import os
import subprocess

from ansible.errors import AnsibleConnectionFailure
from ansible.plugins.connection import ConnectionBase

DOCUMENTATION = """
name: sme_lab
short_description: enters a host of the laboratory
description: Runs commands in the namespaces of a host that systemd-nspawn has booted.
author: sme-ha-gen
options: {}
"""

ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "USER": "root",
    "LOGNAME": "root",
    "LANG": "C.UTF-8",
}


def read(path):
    try:
        with open(path) as handle:
            return handle.read()
    except OSError:
        return ""


def init_of(pid):
    """Of this process and its offspring the one that is process 1 of its own namespace; 0 while there is none."""
    for line in read("/proc/%d/status" % pid).splitlines():
        if line.startswith("NSpid:") and line.split()[-1] == "1" and len(line.split()) > 2:
            return pid
    for child in read("/proc/%d/task/%d/children" % (pid, pid)).split():
        found = init_of(int(child))
        if found:
            return found
    return 0


class Connection(ConnectionBase):
    transport = "sme_lab"
    has_pipelining = True

    def _connect(self):
        self._connected = True
        return self

    def _enter(self, command, data=None):
        address = self._play_context.remote_addr
        hosts = json.loads(read(os.environ["SME_LAB_STATE"]))["hosts"]
        found = [host["supervisor"]["pid"] for host in hosts if host["address"] == address and "supervisor" in host]
        init = init_of(found[0]) if found else 0
        if not init:
            raise AnsibleConnectionFailure("%s is off" % address)
        argv = ["nsenter", "--target=%d" % init, "-m", "-u", "-i", "-n", "-p", "-r", "-w", "--", "/bin/sh", "-c", command]
        process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True
        )
        stdout, stderr = process.communicate(data)
        # A host that has lost its power takes along what ran on it.
        if process.returncode < 0:
            raise AnsibleConnectionFailure("%s has gone" % address)
        return process.returncode, stdout, stderr

    def exec_command(self, cmd, in_data=None, sudoable=True):
        super().exec_command(cmd, in_data=in_data, sudoable=sudoable)
        return self._enter(cmd, in_data)

    def put_file(self, in_path, out_path):
        super().put_file(in_path, out_path)
        with open(in_path, "rb") as handle:
            code, _, stderr = self._enter("cat > '%s'" % out_path, handle.read())
        if code != 0:
            raise AnsibleConnectionFailure("%s cannot be written: %r" % (out_path, stderr))

    def fetch_file(self, in_path, out_path):
        super().fetch_file(in_path, out_path)
        code, stdout, stderr = self._enter("cat '%s'" % in_path)
        if code != 0:
            raise AnsibleConnectionFailure("%s cannot be read: %r" % (in_path, stderr))
        with open(out_path, "wb") as handle:
            handle.write(stdout)

    def close(self):
        self._connected = False

    def reset(self):
        self.close()
