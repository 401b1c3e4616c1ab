# Made by sme-ha-gen: judges what verify.yml has seen. Pure: takes what was seen, gives findings.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

LAG_BOUND = 30  # seconds behind, with which a standby still takes over from a master that lives (keepalived_lag_bound)
SILENCE = 3.0  # seconds without a word of a guard or a witness
DISK_USED = 90  # percent
CLOCK = 2  # seconds that a clock may be off beyond what the asking itself took
UNITS = ("mariadb.service", "memcached.service", "keepalived.service", "sme-guard.service")


def finding(server, what, faults, seen):
    """One row of the table: well where there are no faults, else the faults."""
    return {"server": server, "what": what, "well": not faults, "seen": "; ".join(faults) or seen}


def verify(servers, vips, names, backup_hours=None, certificate_days=30, lag_bound=LAG_BOUND):
    """The findings, in order. servers: what each one has shown, by name, the database servers first:

    group, application (whether it runs that), reached, seen, fault, lag (tasks/pair.yml), written and applied (numbers of transactions, its own and its partner's),
    server (server.sh.j2), asked ([seconds, seconds]: when), drift (sentences), jobs (active ones), runs_jobs (whether the tree
    gives them to it), tls (look_tls.sh.j2, and whether replication goes by TLS and is open to a login without; {} without TLS).
    vips: {"database": address, "memcached": address}, on two nodes "web" too. names: {name: address}. backup_hours: how old the newest backup may be;
    certificate_days: for how long a certificate has to count."""
    dbs = [name for name in servers if servers[name]["group"] == "db_servers"]
    apps = [name for name in servers if servers[name]["application"]]
    rows = [finding(name, "reached", [] if servers[name]["reached"] else ["ssh or su does not get there"], "yes") for name in servers]
    dbs = [name for name in dbs if servers[name]["reached"] and servers[name]["seen"]]
    apps = [name for name in apps if servers[name]["reached"]]
    rows += pair(servers, dbs, vips)
    for name in dbs:
        rows += database(name, servers[name], [other for other in dbs if other != name], servers, vips, lag_bound)
        rows += tls(name, servers[name].get("tls"), servers[name]["server"], float(certificate_days))
    for name in apps:
        rows += application(name, servers[name]["server"], "web" in vips)
    if apps:
        rows.append(crontab(servers, apps))
    rows += backups({name: servers[name]["server"] for name in dbs}, backup_hours)
    for name in dbs + [name for name in apps if name not in dbs]:
        rows += host(name, servers[name], names)
    return rows


def crontab(servers, apps):
    """One server alone runs the jobs, and it is the one that the tree names."""
    active = [name for name in apps if servers[name]["jobs"] > 0]
    text = "active on " + (" and ".join(active) or "no server")
    faults = [] if len(active) == 1 else [text]
    if len(active) == 1 and not servers[active[0]]["runs_jobs"]:
        named = " and ".join(name for name in servers if servers[name]["runs_jobs"])
        # On two nodes the order of the servers decides more than where the jobs run.
        is_pair = servers[active[0]]["group"] == "db_servers"
        faults = ["%s, and in this tree on %s: %s" % (text, named, "site.yml moves them back" if is_pair else (
            "put %s first in app_servers of the inventory and compile again, or site.yml moves them" % active[0]))]
    return finding("pair", "crontab", faults, text)


def pair(servers, dbs, vips):
    rows, holders = [], {}
    for vip in [vip for vip in ("database", "memcached", "web") if vip in vips]:
        holders[vip] = [name for name in dbs if vips[vip] in servers[name]["seen"]["addresses"].split()]
        held = " and ".join(holders[vip]) or "nobody"
        rows.append(finding("pair", "virtual IP of " + vip, [] if len(holders[vip]) == 1 else ["held by " + held], "held by " + held))
    writers = [name for name in dbs if servers[name]["seen"].get("read_only") == "0"]
    text = "accepted by " + (" and ".join(writers) or "nobody")
    rows.append(finding("pair", "writes", [] if writers == holders["database"] and len(writers) == 1 else [text], text))
    return rows


def database(name, server, partner, servers, vips, lag_bound):
    seen, rows = server["seen"], []
    addresses = seen["addresses"].split()
    serves = vips["database"] in addresses
    rows.append(finding(name, "MariaDB", [] if seen["runs"] else ["does not answer"], seen.get("version", "")))
    faults = [server["fault"]] if server["fault"] else []
    if not faults and int(server["lag"]) > lag_bound:
        faults = ["%s s behind" % server["lag"]]
    rows.append(finding(name, "replication", faults, "both threads run, %s s behind" % server["lag"]))
    for other in partner:
        rows.append(gtid(name, server, other, servers[other]))
    for state, vip in [each for each in (("DB", "database"), ("MEMCACHE", "memcached"), ("WEB", "web")) if each[1] in vips]:
        wanted, is_state = "MASTER" if vips[vip] in addresses else "BACKUP", seen["states"][state]
        faults = [] if is_state == wanted else ["%s, where %s is right" % (is_state or "empty", wanted)]
        rows.append(finding(name, "state file of " + state, faults, is_state))
    rows.append(guard(name, seen, serves))
    off = ["%s is %s, %s" % (unit, seen["units"][unit]["active"], seen["units"][unit]["enabled"] or "not enabled") for unit in UNITS
           if seen["units"][unit] != {"active": "active", "enabled": "enabled"}]
    rows.append(finding(name, "units", off, "active, enabled"))
    left = [text for key, text in (("copy_pending", "a copy was interrupted"), ("restore_pending", "a restore was interrupted"),
                                   ("connecting", "a change of replication was interrupted")) if seen[key]]
    if left:
        rows.append(finding(name, "left behind", left, ""))
    return rows


def gtid(name, server, other, source):
    """What a server has applied of its partner's transactions, of how many."""
    applied, written = server["applied"], source["written"]
    if not source["seen"].get("gtid_binlog_pos"):
        return finding(name, "GTID", [], "not used; binary log at " + server["seen"].get("binlog", ""))
    text = "has applied %d of %d of %s" % (applied, written, other)
    # A partner that is written to goes on while both are asked; of one that is not, all has to be here, and no more.
    return finding(name, "GTID", [text] if source["seen"].get("read_only") == "1" and applied != written else [], text)


def tls(name, seen, server, days):
    """Whether what replicates is encrypted, by certificates that go on to count. A MariaDB that is down shows none."""
    if not seen or not server:
        return []
    rows = []
    if "by_tls" in seen:
        faults = [] if seen["by_tls"] else ["replicates without TLS"]
        faults += ["lets replication log in without TLS"] if seen["open"] else []
        rows.append(finding(name, "encryption", faults, "replicates by TLS, and lets replication in by nothing else"))
    left = (seen["ends"] - server["time"]) / 86400.0
    text = "the first one ends in %d days" % left
    faults = [text + ": rotate-certificates.yml" if left > 0 else "one has ended: site.yml"] if left < days else []
    if seen["shown"] not in ("", seen["fingerprint"]):
        faults.append("MariaDB shows another one than that in its file: site.yml")
    rows.append(finding(name, "certificates", faults, text))
    return rows


def guard(name, seen, serves):
    said = seen["guard"]
    if not said or seen["guard_age"] > SILENCE:
        return finding(name, "guard", ["sme-guard says nothing"], "")
    faults = []
    if said["holds"] != serves:
        faults.append("has the lease without the virtual IP" if said["holds"] else "has the virtual IP without the lease" if serves else "")
    if said["writable"] != serves:
        faults.append("accepts writes" if said["writable"] else "does not accept writes")
    if not serves and not said["fit"]:
        faults.append("could not take over" + (": " + said["why"] if said["why"] else ""))
    if said["peer"]["heard"] > SILENCE:
        faults.append("does not hear %s" % said["peer"]["name"])
    faults += ["does not hear the witness " + witness for witness in sorted(said["witnesses"]) if said["witnesses"][witness] > SILENCE]
    if said.get("cut_off"):
        faults.append("nothing outside answers it (keepalived.isolation_targets)")
    if not said["verified"]:
        faults.append("what a takeover has left is not compared yet")
    if said["conflict"]:
        faults.append("conflict: " + said["conflict"])
    return finding(name, "guard", [fault for fault in faults if fault], "has the lease" if serves else "fit to take over")


def backups(seen, hours):
    """Of both servers together, for the one that stands by makes them (G33). One that was due has an hour to begin."""
    there = {name: seen[name]["backup"] for name in seen if "backup" in seen[name]}
    if not there:
        return []
    now, newest = max(each["time"] for each in seen.values()), max(backup["newest"] for backup in there.values())
    timers = [name for name in there if there[name]["timer"] == "enabled"]
    busy = [name for name in there if there[name]["state"] == "activating"]
    due = max([there[name]["due"] for name in timers] + [0])
    faults = ["the last one failed on %s: journalctl -u sme-backup" % name for name in there if there[name]["result"] not in ("", "success")]
    if timers and len(timers) < len(there):
        faults.append("the timer is on %s alone" % timers[0])
    if due > newest + 60 and not busy and now - due > 3600:
        faults.append("one was due %.0f hours ago and was not made" % ((now - due) / 3600.0))
    if hours is not None and now - newest > float(hours) * 3600:
        faults.append("the newest is %.0f hours old" % ((now - newest) / 3600.0) if newest else "there is none")
    made = "the newest is %.0f hours old" % ((now - newest) / 3600.0) if newest else "none yet"
    return [finding("pair", "backups", faults, made if timers else made + "; no regular ones (backup.yml, sme_backup_timer)")]


def application(name, seen, has_web=False):
    """The path of the application, as itself."""
    rows = []
    answer = seen["database"].split()
    well = len(answer) == 3 and answer[:2] in (["1", "0"],)
    rows.append(finding(name, "database as the application", [] if well else [seen["database"] or "no answer"],
                        "wrote, read and deleted a row at server %s" % answer[-1] if well else ""))
    well = " ".join(seen["memcached"].split()) .startswith("STORED VALUE ") and "DELETED" in seen["memcached"]
    rows.append(finding(name, "memcached", [] if well else [seen["memcached"] or "no answer"], "kept, gave and deleted a value"))
    # What application_start.yml takes for an answer, too.
    if "page" in seen:
        status = seen["page"].split()[1:2]
        well = seen["page"].startswith("HTTP/") and status and "200" <= status[0] < "400"
        rows.append(finding(name, "web pages", [] if well else [seen["page"] or "no answer"], seen["page"]))
    if "cron" in seen:
        rows.append(finding(name, "crond, which runs the jobs", [] if seen["cron"] == "active" else [seen["cron"] or "missing"], "active"))
    if has_web:
        well = seen["web"].startswith("HTTP/")
        rows.append(finding(name, "web pages by the virtual IP", [] if well else [seen["web"] or "no answer"], seen["web"]))
    return rows


def is_loopback(address):
    return address.startswith("127.") or address == "::1"


def host(name, server, names):
    seen, rows = server["server"], []
    wrong = []
    if seen:
        for each, address in names.items():
            found = seen["names"].get(each, "").split()
            if found != [address] and not (each == name and found and all(is_loopback(one) for one in found)):
                wrong.append("%s is %s" % (each, " and ".join(found) or "unknown"))
        rows.append(finding(name, "names", wrong, "as in the inventory"))
        full = ["%(mount)s is %(used)d %% full" % disk for disk in seen["disks"] if disk["used"] >= DISK_USED]
        least = max(seen["disks"], key=lambda disk: disk["used"]) if seen["disks"] else {"mount": "/", "used": 0}
        rows.append(finding(name, "disk", full, "%(mount)s is %(used)d %% full" % least))
        early, late = server["asked"]
        off = [] if early - CLOCK <= seen["time"] <= late + CLOCK else ["%d s off the controller's" % (
            seen["time"] - (late if seen["time"] > late else early))]
        rows.append(finding(name, "clock", off, "as the controller's"))
    drift = list(server["drift"])
    shown = drift[:8] + (["and %d more" % (len(drift) - 8)] if len(drift) > 8 else [])
    rows.append(finding(name, "as the tree has it", shown, "yes"))
    return rows


def checksums(lines, copy, again, server):
    """Compares what checksums.sh.j2 prints of the server that is written to, of its copy later, and of the first one again.

    A table whose sum changed meanwhile is being written to, and says nothing."""
    first, copied, last = [dict(line.split("\t") for line in each if "\t" in line) for each in (lines, copy, again)]
    skipped = [line for line in lines if "\t" not in line]
    still = sorted(table for table in first if last.get(table) == first[table])
    differ = [bytes.fromhex(table).decode("utf-8", "replace") for table in still if copied.get(table) != first[table]]
    text = "%d tables are equal, %d were being written to%s" % (
        len(still) - len(differ), len(first) - len(still), "; " + skipped[0] if skipped else "")
    return [finding(server, "rows", ["differs: table " + table for table in differ[:8]] + (["and %d more" % (len(differ) - 8)] if len(differ) > 8 else []), text)]


def table(rows):
    """The findings as lines for people; those that are not well at the end, where they are seen."""
    rows = [row for row in rows if row["well"]] + [row for row in rows if not row["well"]]
    width = [max([len(row[key]) for row in rows] + [0]) for key in ("server", "what")]
    return ["%-5s  %s  %s  %s" % ("ok" if row["well"] else "WRONG", row["server"].ljust(width[0]), row["what"].ljust(width[1]), row["seen"])
            for row in rows]


class FilterModule(object):
    def filters(self):
        return {"sme_verify": verify, "sme_table": table, "sme_checksums": checksums}
