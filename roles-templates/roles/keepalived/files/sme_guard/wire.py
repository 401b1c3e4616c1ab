"""What guards and witnesses say to each other: signed datagrams; and the clock that both count by."""
import hashlib
import hmac
import json


def read_config(path):
    """A configuration in JSON, below lines of comment: what looks like bare JSON, Ansible takes for data."""
    with open(path) as handle:
        return json.loads("".join(line for line in handle if not line.startswith("#")))


def uptime():
    """Seconds since the boot, suspended time included; never goes back and knows no time zone."""
    with open("/proc/uptime") as handle:
        return float(handle.read().split()[0])


def pack(message, key):
    """A message (a dict) as a signed datagram (bytes). The key is bytes."""
    body = json.dumps(message).encode("utf-8")
    return hmac.new(key, body, hashlib.sha256).hexdigest().encode("ascii") + body


def unpack(datagram, key):
    """The message of a datagram; None for one that was not signed with this key."""
    body = datagram[64:]
    signature = hmac.new(key, body, hashlib.sha256).hexdigest().encode("ascii")
    # compare_digest is missing in the oldest Python 2.7; lengths are equal and both sides are local.
    if datagram[:64] != signature:
        return None
    return json.loads(body.decode("utf-8"))
