# Made by sme-ha-gen: judges what preflight.yml has seen. Pure: takes what was seen, gives findings as sme_verify does.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

import re

CLOCK = 2  # seconds that a clock may be off beyond what the asking itself took


def finding(server, what, faults, seen):
    return {"server": server, "what": what, "well": not faults, "seen": "; ".join(faults) or seen}


def number(version):
    """10.11.19-MariaDB as (10, 11, 19), which compares."""
    return tuple(int(part) for part in re.findall(r"\d+", version.split("-")[0])[:3])


def truncates(version):
    """Whether that MariaDB, killed, cuts off of its binary log what its partner has already (MDEV-33465)."""
    version, mended = number(version), [(10, 6, 19), (10, 11, 9), (11, 1, 6), (11, 2, 5), (11, 4, 3)]
    return (10, 6, 2) <= version < mended[-1] and not any(version[:2] == each[:2] and version >= each for each in mended)


def is_loopback(address):
    return address.startswith("127.") or address == "::1"


def preflight(servers, wish):
    """The findings, in order. servers: {name: {group, reached, address, interface, seen (pair.sh.j2), server (server.sh.j2),
    tried (preflight.py.j2), asked ([seconds, seconds])}}. wish: {names, vips, router_ids, chain, backend, replication,
    semi_sync, outside (isolation targets), secrets (what is wrong with them), files and missing (of certificates, on the controller), ansible (its
    version)}."""
    rows = [
        finding("controller", "ansible-core", [] if number(wish["ansible"]) >= (2, 14) else [wish["ansible"] + ", 2.14 or later is needed"], wish["ansible"]),
        finding("controller", "secrets", wish["secrets"], "all there"),
    ]
    if wish["files"]:
        missing = [path + " is missing" for path in wish["missing"]]
        rows.append(finding("controller", "certificates", missing, ", ".join(wish["files"])))
    rows += [finding(name, "reached", [] if servers[name]["reached"] else ["ssh, su or Python does not get there"], "yes") for name in servers]
    there = [name for name in servers if servers[name]["reached"]]
    dbs = [name for name in there if servers[name]["group"] == "db_servers" and servers[name]["seen"]]
    for name in there:
        rows += server(name, servers[name], wish)
    for name in dbs:
        rows += database(name, servers[name], wish, [servers[each]["address"] for each in servers if servers[each]["group"] == "db_servers"])
    versions = sorted(set(servers[name]["seen"].get("version", "") for name in dbs))
    rows.append(finding("pair", "one version of MariaDB", [] if len(versions) < 2 else [" and ".join(versions)], "".join(versions)))
    rows += copying(servers, dbs) + addresses(servers, dbs, wish)
    return rows


def server(name, seen, wish):
    found, tried, rows = seen["server"], seen["tried"], []
    wrong = []
    for each, address in wish["names"].items():
        resolved = found["names"].get(each, "").split()
        # Without a line in /etc/hosts a server may know itself by all of its addresses; site.yml writes that line.
        knows_itself = each == name and (address in resolved or all(is_loopback(one) for one in resolved))
        if resolved and resolved != [address] and not knows_itself:
            wrong.append("%s is %s, not %s" % (each, " and ".join(resolved), address))
    rows.append(finding(name, "names", wrong, "nothing in the way of the inventory's"))
    early, late = seen["asked"]
    off = 0 if early - CLOCK <= found["time"] <= late + CLOCK else found["time"] - (late if found["time"] > late else early)
    rows.append(finding(name, "clock", ["%d s off the controller's" % off] if off else [], "as the controller's"))
    python = tried["python"]
    rows.append(finding(name, "Python", [] if number(python) >= (2, 7) else [python + ", 2.7 or later is needed"], python))
    missing = [unit for unit, state in sorted(tried["units"].items()) if state != "loaded"]
    rows.append(finding(name, "services", [unit + " is not installed" for unit in missing], ", ".join(sorted(tried["units"]))))
    gone = [path for path, is_there in sorted(tried["files"].items()) if not is_there]
    if tried["files"]:
        rows.append(finding(name, "files", [path + " is missing" for path in gone], ", ".join(sorted(tried["files"]))))
    # Refused: nothing listens yet. Rejected: the host's own firewall, which site.yml opens. Silence is somebody else's work.
    shut = ["%s: %s" % (port, answer) for port, answer in sorted(tried["ports"].items()) if answer not in ("open", "refused", "rejected")]
    answers = sorted(set(tried["ports"].values()))
    # Where there is no way, the ports say so.
    strange = sorted(set(own for own in tried["sources"].values() if own not in (None, seen["address"])))
    rows.append(finding(name, "own address", ["speaks to the others as %s, and they let in %s alone" % (
        " and ".join(strange), seen["address"])] if strange else [], seen["address"]))
    rows.append(finding(name, "ports of the others", shut, "%d ways: %s" % (len(tried["ports"]), ", ".join(answers))))
    return rows


def database(name, seen, wish, own):
    pair, tried, rows = seen["seen"], seen["tried"], []
    version = pair.get("version", "")
    faults = [] if pair["runs"] else ["does not answer"]
    if version and wish["semi_sync"] and number(version) < (10, 3):
        faults.append(version + " has no semi-synchronous replication: set database.semi_sync to false")
    if version and wish["semi_sync"] and truncates(version):
        faults.append(version + " loses acknowledged rows when it is killed (MDEV-33465): update it, or set database.semi_sync to false")
    if version and wish["replication"] == "gtid" and number(version) < (10, 0, 2):
        faults.append(version + " has no GTID: set database.replication to auto")
    rows.append(finding(name, "MariaDB", faults, version))
    rows.append(finding(name, "network card", [] if " %s/" % seen["address"] in tried["cards"] else [
        "%s is not the card of %s: set keepalived.interface" % (seen["interface"], seen["address"])], seen["interface"]))
    if wish["backend"] == "iptables":
        chains, found = tried["chains"], []
        if tried["firewalld"] == "active":
            found.append("firewalld runs: set firewall.backend to firewalld")
        elif "INPUT" not in chains:
            found.append("iptables does not answer")
        elif tried["kept"] != "enabled":
            found.append("%s is %s, so the rules would be gone after a reboot: look at its file, then enable it" % (tried["loader"], tried["kept"]))
        rows.append(finding(name, "firewall", found, wish["chain"] if wish["chain"] in chains else "INPUT"))
    elif wish["backend"] == "firewalld":
        rows.append(finding(name, "firewall", [] if tried["firewalld"] == "active" else ["firewalld does not run"], "firewalld"))
    # Without an answer from outside a server gives the virtual IPs up, or on two nodes does not go on without its partner.
    if wish["outside"]:
        rows.append(finding(name, "witness outside", ["%s does not answer to ping" % each for each in tried["silent"]], ", ".join(wish["outside"])))
    heard = tried["adverts"] or {}
    taken = ["router id %s is used by %s: choose another" % (number, " and ".join(one for one in heard[number] if one not in own))
             for number in map(str, wish["router_ids"]) if [one for one in heard.get(number, []) if one not in own]]
    rows.append(finding(name, "VRRP on the wire", taken, "nobody listened" if tried["adverts"] is None else ", ".join(
        "%s by %s" % (number, " and ".join(senders)) for number, senders in sorted(heard.items())) or "silent"))
    held = [vip for vip, address in sorted(wish["vips"].items()) if address in pair["addresses"].split()]
    state = "replicates" if seen["slave"] else "no replication"
    rows.append(finding(name, "holds", [], "%s; %s" % (" and ".join(held) or "no virtual IP", state)))
    return rows


def copying(servers, dbs):
    """The dump and what stood there before lie beside the data for as long as the copy takes."""
    rows, sizes = [], [servers[name]["tried"]["database_mb"] for name in dbs]
    for name in dbs:
        if None in sizes or len(sizes) < 2:
            continue
        disks = servers[name]["server"]["disks"]
        data = [disk for disk in disks if "/var/lib/mysql".startswith(disk["mount"])]
        free, needed = max(data, key=lambda disk: len(disk["mount"]))["free_mb"], 2 * max(sizes) + 200
        rows.append(finding(name, "room for the copy", [] if free >= needed else ["%d MB free, %d MB are needed" % (free, needed)], "%d MB free, %d MB are needed" % (free, needed)))
    return rows


def addresses(servers, dbs, wish):
    mute = [name for name in dbs if None in servers[name]["tried"]["vips"].values()]
    rows = [finding(name, "ping", ["there is none (package iputils); whether a virtual IP is taken cannot be told"], "") for name in mute]
    for vip, address in sorted(wish["vips"].items()):
        holders = [name for name in dbs if address in servers[name]["seen"]["addresses"].split()]
        answers = [name for name in dbs if servers[name]["tried"]["vips"].get(vip)]
        faults = ["held by " + " and ".join(holders)] if len(holders) > 1 else [
            "%s answers already, and is neither server's" % address] if answers and not holders else []
        rows.append(finding("pair", "virtual IP of " + vip, faults, "held by " + holders[0] if holders else "free"))
    return rows


class FilterModule(object):
    def filters(self):
        return {"sme_preflight": preflight, "sme_truncates": truncates}
