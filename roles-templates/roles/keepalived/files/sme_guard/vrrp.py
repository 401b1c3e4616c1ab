"""keepalived and the virtual IPs of this server, as the guard sees them."""
import os
import re
import socket
import struct
import subprocess

from wire import family_of, uptime

STATE = "/var/run/keepalived_DB.state"
PIDS = ("/run/vrrp.pid", "/run/keepalived_vrrp.pid", "/run/keepalived/vrrp.pid")  # its VRRP process, by version
LEAVE = "/run/sme-guard/leave_DB"  # failover.yml: until when (seconds of uptime) this server is to step aside (G34)
SILENCE = 3.5  # seconds after which a keepalived whose VRRP process has done nothing hangs; it wakes each second
ETHERTYPE_ARP = 0x0806
VRRP = 112  # the protocol's number
GROUPS = {socket.AF_INET: "224.0.0.18", socket.AF_INET6: "ff02::12"}  # where adverts go (G19)


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
        held = find(output, vip["address"])
        if held:
            subprocess.call(["ip", "address", "del", "%s/%s" % (vip["address"], held.group(2)), "dev", held.group(1)])
            # An application on this host spoke to the address from itself, and would wait for what cannot come any more.
            destroy("src", vip["address"], "dst", vip["address"])


def find(output, address):
    """The card (1) and the prefix length (2) of an address in what `ip -o address show` prints; None where it is not."""
    return re.search(r" (\S+) +inet6? %s/(\d+) " % re.escape(address), output)


def announce(vip):
    """Tells the neighbours who has a virtual IP: another server may have claimed it for a moment."""
    try:
        if family_of(vip["address"]) == socket.AF_INET6:
            advertise(vip["interface"], vip["address"])
        else:
            announce_by_arp(vip["interface"], vip["address"])
    except (OSError, IOError, ValueError, socket.error):
        pass  # The cable is out, or the card is gone; keepalived announces when it is back.


def announce_by_arp(card, address):
    link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    try:
        link.bind((card, ETHERTYPE_ARP))
        mac, own, everybody = link.getsockname()[4], socket.inet_aton(address), b"\xff" * 6
        frame = struct.pack("!6s6sHHHBBH", everybody, mac, ETHERTYPE_ARP, 1, 0x0800, 6, 4, 1)
        link.send(frame + mac + own + everybody + own)
    finally:
        link.close()


def advertise(card, address):
    """An unsolicited neighbour advertisement to all nodes, which overrides what they remember (RFC 4861, 7.2.6)."""
    link = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
    try:
        link.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index_of(card))
        # Who has come through a router is not believed.
        link.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
        # From the address itself, so that a server which does not have it says nothing.
        link.bind((address, 0))
        link.sendto(advertisement(address, read("/sys/class/net/%s/address" % card)), ("ff02::1", 0, 0, index_of(card)))
    finally:
        link.close()


def advertisement(address, mac):
    """ICMPv6 type 136 with the flag Override and the card's address; the kernel computes the checksum."""
    return (struct.pack("!BBHI", 136, 0, 0, 0x20000000) + socket.inet_pton(socket.AF_INET6, address)
            + struct.pack("!BB6B", 2, 1, *[int(part, 16) for part in mac.split(":")]))


def index_of(card):
    """The kernel's number of a network card; Python 2.7 has no function for it."""
    return int(read("/sys/class/net/%s/ifindex" % card))


def cut_off(peer):
    """Ends what is left of connections with a peer that was away: MariaDB writes into a dead one for a minute, and lets
    the new one of replication wait as long. Where the kernel cannot do it, replication is late by that minute."""
    for side in ("sport", "dport"):
        destroy("dst", peer, side, "=", ":3306")


def destroy(*wanted):
    """Ends the connections of a filter of `ss`, in which addresses stand as they are; needs a kernel that can."""
    with open(os.devnull, "w") as nothing:
        subprocess.call(["ss", "-K"] + [("[%s]" % word if word.count(":") > 1 else word) for word in wanted], stdout=nothing, stderr=nothing)


class Adverts(object):
    """Listens to the peer's VRRP advertisements of one virtual router."""

    def __init__(self, peer, router_id, own, card):
        self.peer, self.router_id, self.heard, self.family = peer, router_id, uptime(), family_of(peer)
        self.link = socket.socket(self.family, socket.SOCK_RAW, VRRP)
        self.link.setblocking(False)
        # keepalived leaves the group while it is in FAULT.
        try:
            self.join(socket.inet_pton(self.family, GROUPS[self.family]), own, card)
        except (OSError, IOError, ValueError, socket.error):
            pass  # The address is not there yet; unicast needs no group, and keepalived joins it as well.

    def join(self, group, own, card):
        if self.family == socket.AF_INET6:
            self.link.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group + struct.pack("@I", index_of(card)))
        else:
            self.link.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group + socket.inet_aton(own))

    def receive(self, now):
        while True:
            try:
                packet, sender = self.link.recvfrom(2048)
            except (OSError, IOError, socket.error):
                return
            advert = bytearray(packet)
            # Of IPv4 the packet comes with its header, of IPv6 without.
            advert = advert if self.family == socket.AF_INET6 else advert[(advert[0] & 15) * 4:]
            # Priority 0 says that its sender has just stopped.
            if sender[0] == self.peer and len(advert) > 2 and advert[1] == self.router_id and advert[2] > 0:
                self.heard = now
