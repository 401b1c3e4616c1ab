"""IPv4 and IPv6: the guards' port, the adverts that they hear, and what they tell the neighbours."""
import binascii
import socket
import struct

import vrrp
from wire import family_of, open_port

SHOWN = """1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
2: eth0    inet 192.0.2.11/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever preferred_lft forever
2: eth0    inet 192.0.2.31/32 scope global eth0\\       valid_lft forever preferred_lft forever
3: ens192    inet6 2001:db8::31/128 scope global nodad deprecated \\       valid_lft forever preferred_lft 0sec
3: ens192    inet6 2001:db8::11/64 scope global \\       valid_lft forever preferred_lft forever
3: ens192    inet6 fe80::4c2f:91ff:fe2f:1/64 scope link \\       valid_lft forever preferred_lft forever
"""


def test_an_address_is_found_with_its_card_and_its_prefix():
    assert vrrp.find(SHOWN, "192.0.2.31").groups() == ("eth0", "32")
    assert vrrp.find(SHOWN, "192.0.2.11").groups() == ("eth0", "24")
    assert vrrp.find(SHOWN, "2001:db8::31").groups() == ("ens192", "128")
    assert vrrp.find(SHOWN, "2001:db8::11").groups() == ("ens192", "64")
    for other in "192.0.2.3", "92.0.2.31", "192.0.2.1", "2001:db8::3", "1:db8::31", "2001:db8::", "::1", "192x0.2.31":
        assert vrrp.find(SHOWN, other) is None, other


def test_the_family_of_an_address():
    assert family_of("192.0.2.11") == socket.AF_INET and family_of("2001:db8::11") == socket.AF_INET6


def heard(port, sender, to):
    """What is heard at a port of ours when somebody sends to it; None for nothing."""
    link = open_port(0, port)
    try:
        link.settimeout(0.3)
        sender.sendto(b"hello", (to, link.getsockname()[1]))
        return link.recvfrom(100)
    except socket.timeout:
        return None
    except (OSError, IOError, socket.error):
        return None  # Linux may say at once that nobody listens.
    finally:
        link.close()


def test_a_port_hears_its_own_family_and_says_who_spoke():
    four, six = socket.socket(socket.AF_INET, socket.SOCK_DGRAM), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    try:
        assert heard("192.0.2.12", four, "127.0.0.1")[1][0] == "127.0.0.1"
        # In the one spelling that the inventory's addresses have in guard.json.
        assert heard("2001:db8::12", six, "::1")[1][0] == "::1"
        assert heard("2001:db8::12", four, "127.0.0.1") is None, "a stranger of IPv4 is heard at the port of IPv6"
    finally:
        four.close()
        six.close()


class Wire(object):
    """A socket that gives the packets that are there, and then has no more."""

    def __init__(self, packets):
        self.packets = list(packets)

    def recvfrom(self, size):
        if not self.packets:
            raise socket.error("nothing is there")
        return self.packets.pop(0)


def when_heard(peer, packets):
    adverts = vrrp.Adverts.__new__(vrrp.Adverts)
    adverts.peer, adverts.router_id, adverts.heard, adverts.family, adverts.link = peer, 51, 0.0, family_of(peer), Wire(packets)
    adverts.receive(7.0)
    return adverts.heard == 7.0


def test_adverts_of_the_peer_for_this_router_count():
    head = bytearray([0x45] + 19 * [0])
    for version, sender, other, header in ((0x21, ("192.0.2.12", 0), ("192.0.2.13", 0), head),
                                           (0x31, ("2001:db8::12", 0, 0, 0), ("fe80::12%eth0", 0, 0, 2), bytearray())):
        def packet(router_id, priority):
            return bytes(header + bytearray([version, router_id, priority, 1, 0, 100, 0, 0]))

        peer = sender[0]
        assert when_heard(peer, [(packet(51, 100), sender)])
        assert when_heard(peer, [(packet(52, 100), sender), (packet(51, 100), sender)]), "the one behind another is heard"
        assert not when_heard(peer, [(packet(52, 100), sender)]), "another router id"
        assert not when_heard(peer, [(packet(51, 0), sender)]), "priority 0: it has just stopped"
        assert not when_heard(peer, [(packet(51, 100), other)]), "somebody else"
        assert not when_heard(peer, [(bytes(header + bytearray([version, 51])), sender)]), "cut off"


def test_the_neighbour_advertisement_is_that_of_rfc_4861():
    said = vrrp.advertisement("2001:db8::31", "02:00:5e:10:00:ff")
    assert binascii.hexlify(said).decode("ascii") == (
        "8800" "0000"  # type 136, code 0; the kernel fills the checksum in
        "20000000"  # Override alone: nobody asked, and this is no router
        "20010db8000000000000000000000031"  # whose address it is
        "0201" "02005e1000ff")  # option 2, one unit of eight bytes: the card's address
    assert len(said) == 32 and struct.unpack("!I", said[4:8])[0] == 1 << 29
