"""What guards and witnesses say to each other: signed datagrams; and the clock that both count by."""
import hashlib
import hmac
import json
import os
import socket

KEYS = "/etc/sme-ha-gen/keys.json"


def read_config(path):
    """A configuration in JSON, below lines of comment: what looks like bare JSON, Ansible takes for data."""
    with open(path) as handle:
        return json.loads("".join(line for line in handle if not line.startswith("#")))


def uptime():
    """Seconds since the boot, suspended time included; never goes back and knows no time zone."""
    with open("/proc/uptime") as handle:
        return float(handle.read().split()[0])


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def open_port(port, other):
    """A socket for datagrams at this port, of the family of another server's address; no family hears the other one."""
    family = family_of(other)
    link = socket.socket(family, socket.SOCK_DGRAM)
    if family == socket.AF_INET6:
        link.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    link.bind(("::" if family == socket.AF_INET6 else "0.0.0.0", port))
    return link


def pack(message, key):
    """A message (a dict) as a signed datagram (bytes). The key is bytes."""
    body = json.dumps(message).encode("utf-8")
    return hmac.new(key, body, hashlib.sha256).hexdigest().encode("ascii") + body


def unpack(datagram, keys):
    """The message of a datagram; None for one that was signed with none of these keys."""
    body = datagram[64:]
    signatures = [hmac.new(key, body, hashlib.sha256).hexdigest().encode("ascii") for key in keys]
    # compare_digest is missing in the oldest Python 2.7; lengths are equal and both sides are local.
    if datagram[:64] not in signatures:
        return None
    return json.loads(body.decode("utf-8"))


class Keys(object):
    """What this server signs with (own), and what the others may have signed with (all).

    More than one while the key is being changed (rotate-secrets.yml): the file is read anew whenever it is another one,
    so that no guard is restarted for it."""

    def __init__(self, path=KEYS):
        self.path, self.seen, self.all = path, None, []
        self.read()

    @property
    def own(self):
        return self.all[0]

    def read(self):
        """Takes up what the file says now. A file that cannot be read counts only at the start."""
        try:
            found = os.stat(self.path)
            if (found.st_ino, found.st_mtime) != self.seen:
                self.all = [key.encode("ascii") for key in read_config(self.path)] or self.all
                self.seen = found.st_ino, found.st_mtime
        except (OSError, IOError, ValueError, TypeError, AttributeError):
            if not self.all:
                raise
