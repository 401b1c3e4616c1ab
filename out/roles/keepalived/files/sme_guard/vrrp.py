"""keepalived and the virtual IPs of this server, as the guard sees them."""
import os
import re
import socket
import struct
import subprocess

from wire import uptime

STATE = "/var/run/keepalived_DB.state"
PIDS = ("/run/vrrp.pid", "/run/keepalived_vrrp.pid", "/run/keepalived/vrrp.pid")  # its VRRP process, by version
LEAVE = "/run/sme-guard/leave_DB"  # failover.yml: until when (seconds of uptime) this server is to step aside (G34)
SILENCE = 3.5  # seconds after which a keepalived whose VRRP process has done nothing hangs; it wakes each second
ETHERTYPE_ARP = 0x0806


def read(path):
    try:
        with open(path) as handle:
            return handle.read().strip()
    except (OSError, IOError):
        return ""


class Keepalived(object):
    """keepalived's VRRP process: whether it is there, and whether it gets on."""

    def __init__(self):
        self.seen, self.moved = None, 0.0

    def state(self, now):
        """MASTER, BACKUP or FAULT (G22); empty while keepalived is dead or hangs, for then its last word counts no more."""
        seen = self.wakings()
        if seen != self.seen:
            self.seen, self.moved = seen, now
        return read(STATE) if seen and now - self.moved <= SILENCE else ""

    def wakings(self):
        """Its process id and how often it has waited for something, which the kernel counts: a busy host delays scripts
        and half writes files, and neither says that keepalived hangs. None while it is not there."""
        for path in PIDS:
            pid = read(path)
            status = read("/proc/%s/status" % pid) if pid.isdigit() else ""
            found = re.search(r"(?m)^voluntary_ctxt_switches:\s+(\d+)$", status)
            if found and status.startswith("Name:\tkeepalived") and not re.search(r"(?m)^State:\s+[ZX]", status):
                return int(pid), int(found.group(1))
        return None


def is_to_leave(now):
    """Whether somebody has asked this server to let the other one have the database's virtual IP (G34). Ends by itself."""
    until = read(LEAVE)
    return until.isdigit() and now < float(until) < now + 60


def remove(vips):
    """Takes the virtual IPs off this server, which a keepalived that died or hangs has left there (G36)."""
    output = subprocess.Popen(["ip", "-o", "address", "show"], stdout=subprocess.PIPE).communicate()[0].decode("utf-8", "replace")
    for vip in vips:
        held = re.search(r" (\S+) +inet %s/(\d+) " % re.escape(vip["address"]), output)
        if held:
            subprocess.call(["ip", "address", "del", "%s/%s" % (vip["address"], held.group(2)), "dev", held.group(1)])


def announce(vip):
    """Tells the neighbours who has a virtual IP: another server may have claimed it for a moment."""
    link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    try:
        link.bind((vip["interface"], ETHERTYPE_ARP))
        mac = link.getsockname()[4]
        address = socket.inet_aton(vip["address"])
        everybody = b"\xff" * 6
        frame = struct.pack("!6s6sHHHBBH", everybody, mac, ETHERTYPE_ARP, 1, 0x0800, 6, 4, 1)
        link.send(frame + mac + address + everybody + address)
    except (OSError, IOError, socket.error):
        pass  # The cable is out; keepalived announces when it is back.
    finally:
        link.close()


def cut_off(peer):
    """Ends what is left of connections with a peer that was away: MariaDB writes into a dead one for a minute, and lets
    the new one of replication wait as long. Where the kernel cannot do it, replication is late by that minute."""
    with open(os.devnull, "w") as nothing:
        for side in ("sport", "dport"):
            subprocess.call(["ss", "-K", "dst", peer, side, "=", ":3306"], stdout=nothing, stderr=nothing)


class Adverts(object):
    """Listens to the peer's VRRP advertisements of one virtual router."""

    def __init__(self, peer, router_id, own):
        self.peer, self.router_id, self.heard = peer, router_id, uptime()
        self.link = socket.socket(socket.AF_INET, socket.SOCK_RAW, 112)
        self.link.setblocking(False)
        # keepalived leaves the group while it is in FAULT.
        group = socket.inet_aton("224.0.0.18") + socket.inet_aton(own)
        try:
            self.link.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
        except (OSError, IOError, socket.error):
            pass  # The address is not there yet; unicast needs no group, and keepalived joins it as well.

    def receive(self, now):
        while True:
            try:
                packet, (address, _) = self.link.recvfrom(2048)
            except (OSError, IOError, socket.error):
                return
            advert = bytearray(packet[(bytearray(packet)[0] & 15) * 4:])
            # Priority 0 says that its sender has just stopped.
            if address == self.peer and len(advert) > 2 and advert[1] == self.router_id and advert[2] > 0:
                self.heard = now
