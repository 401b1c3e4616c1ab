# Made by sme-ha-gen: what stands in the way of a change of the cluster itself, judged from what was seen. Pure: gives sentences.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

import re

LAG_BOUND = 30  # seconds; what is behind by less is waited for (keepalived_lag_bound)
SILENCE = 3.0  # seconds without a word of a guard
WITNESSED = 30.0  # seconds since the last word of a witness, within which its server counts as running
SECRET = re.compile(r"^/etc/keepalived/auth_|^keepalived has not loaded ")
KEYS = "/etc/sme-ha-gen/keys.json differs"
EXPECTED = (KEYS, "a restart is due", "replication runs with other settings")


def rotation_due(servers):
    """What has another value on the hosts than in the vault, of keys, vrrp, replication and application.

    servers: {name: {group, drift (sentences), accounts (lines of passwords.sh.j2), properties (of config.inc.php)}}."""
    due = set()
    for server in servers.values():
        drift = server["drift"]
        due |= set(["keys"] if KEYS in drift else []) | set(["vrrp"] if [line for line in drift if SECRET.match(line)] else [])
        due |= set(line.split(" ")[0] for line in server["accounts"] if not line.startswith("missing "))
        due |= set(["replication"] if "accounts: password of replication" in drift else [])
        due |= set(["application"] if "password" in server["properties"] or EXPECTED[1] in drift else [])
    return [name for name in ("keys", "vrrp", "replication", "application") if name in due]


def rotation_faults(servers, serving, due, takes_two, outage):
    """Why the passwords should not be changed now. takes_two: whether an account can have two at once; outage: the consent."""
    faults = ["nobody alone has the virtual IP of the database"] if not serving else []
    for name, server in servers.items():
        seen = server["seen"]
        if server["group"] == "db_servers":
            faults += standby_faults(name, server["fault"], server["lag"])
            faults += pair_faults(name, seen, name == serving)
        missing = [line.split(" ", 1)[1] for line in server["accounts"] if line.startswith("missing ")]
        other = [line for line in server["drift"] if not SECRET.match(line) and line not in EXPECTED
                 and not line.startswith("accounts: ") and not line.endswith(": $password")]
        other = ["no account " + account for account in missing] + other
        if other:
            more = ["and %d more" % (len(other) - 4)] if len(other) > 4 else []
            faults.append("%s is not as this tree has it (%s): run site.yml with the old passwords first" % (
                name, "; ".join(other[:4] + more)))
    if "application" in due and not takes_two and not outage:
        faults.append("this MariaDB takes one password for an account, so the application gets no new connection for the seconds "
                      "between its change there and in config.inc.php; if that may be, add -e sme_accept_outage=true")
    return faults


def certificate_faults(seen, faults, lags, serving, by_tls, outage):
    """Why the certificates should not be changed now. seen, faults, lags: pair_seen, pair_replication_fault and pair_lag by server;
    by_tls: whether each replicates by TLS of ours; outage: the consent to restart MariaDB."""
    if by_tls != [True] * len(seen):
        return ["replication does not go by TLS, or database.tls is not in the inventory: site.yml changes it"]
    found = ["nobody alone has the virtual IP of the database"] if not serving else []
    for name in seen:
        found += standby_faults(name, faults[name], lags[name]) + pair_faults(name, seen[name], name == serving)
    versions = [tuple(int(part) for part in re.findall(r"\d+", one["version"])[:2]) for one in seen.values() if one.get("version")]
    if not outage and [version for version in versions if version < (10, 4)]:
        found.append("this MariaDB takes up a certificate only when it starts, so both would restart, one after the other; if that "
                     "may be, add -e sme_accept_outage=true")
    return found


def standby_faults(name, fault, lag):
    if fault:
        return ["%s does not follow: %s" % (name, fault)]
    return ["%s is %s s behind" % (name, lag)] if int(lag) > LAG_BOUND else []


def pair_faults(name, seen, serves):
    if not seen.get("guard") or seen["guard_age"] > SILENCE:
        return ["sme-guard says nothing on %s" % name]
    faults = []
    if seen["units"]["keepalived.service"]["active"] != "active":
        faults.append("keepalived does not run on %s" % name)
    if seen["guard"]["peer"]["heard"] > SILENCE:
        faults.append("the guard of %s does not hear the other one" % name)
    if serves and (not seen["guard"]["verified"] or seen["guard"]["conflict"]):
        faults.append("what an earlier takeover has left is not settled on %s" % name)
    if seen["copy_pending"]:
        faults.append("a copy was interrupted on %s" % name)
    return faults


def cron_faults(target, servers, heard, lost):
    """Why the jobs should not move to an application server.

    servers: {name: whether it was reached}; heard: {name: seconds since a database server heard its witness}; lost: what the
    operator says will not come back by itself."""
    if target not in servers:
        return ["say which application server is to run the jobs, by -e sme_cron_server=" + " or ".join(servers)]
    if not servers[target]:
        return ["%s is not reached: the jobs cannot be given to it" % target]
    faults = []
    for name in servers:
        if servers[name]:
            continue
        if heard.get(name, 1000) < WITNESSED:
            faults.append("%s is not reached from here, but lives: a database server has heard it %.1f s ago, so it may "
                          "run the jobs; get there, or switch it off" % (name, heard[name]))
        elif name not in lost:
            faults.append("%s is not reached, and may run the jobs: they would run twice; when it is off, and will not be switched "
                          "on with its crontab as it is, add -e sme_lost=%s" % (name, name))
    return faults


def replacement_faults(target, members, seen, serving, memcached, marks, begun):
    """Why a new machine should not take a server's name and place.

    members: pairs of name and group; seen: pairs of a database server and its pair_seen, {} where it is not reached; serving,
    memcached: who holds the virtual IPs (names); marks: what a member of this cluster has and the machine has too; begun: a run
    before has begun to make it one."""
    members, seen = dict(members), dict(seen)
    if target not in members:
        return ["say which server was replaced, by -e sme_replace=" + " or ".join(members)]
    faults = []
    if target in serving + memcached:
        faults.append("%s serves: it has a virtual IP" % target)
    others = [name for name in seen if name != target]
    if len(serving) != 1:
        faults.append("the virtual IP of the database is held by %s, so it is not known whose rows count" % (" and ".join(serving) or "nobody"))
    elif members[target] == "db_servers" and seen[others[0]].get("read_only") != "0":
        faults.append("%s does not accept writes" % others[0])
    if marks and not begun:
        faults.append("%s is a member of this cluster already (%s) and not an empty machine: site.yml mends it, reseed.yml makes its "
                      "database a copy again" % (target, ", ".join(marks)))
    if members[target] == "db_servers" and not seen[target].get("runs"):
        faults.append("MariaDB does not answer on %s" % target)
    return faults


def decommission_faults(servers, serving, consent, loss):
    """Why the cluster should not be taken apart now.

    servers: {name: {group, begun (a run before has), seen, fault, stale (its configuration is ours and none is kept)}}; serving: who
    has the virtual IP of the database alone, or ''; consent, loss: what the operator agrees to."""
    dbs = [name for name in servers if servers[name]["group"] == "db_servers"]
    apps = [name for name in servers if name not in dbs]
    faults = ["%s has no configuration from before the cluster to go back to: put the appliance's own one in its place" % name
              for name in servers if servers[name]["stale"]]
    if not any(server["begun"] for server in servers.values()):
        if not serving:
            faults.append("nobody alone has the virtual IP of the database, so nobody says whose rows are the newest")
        if not loss:
            faults += ["%s does not follow (%s), so the two would not hold the same; if that may be, add -e sme_accept_data_loss=true"
                       % (name, servers[name]["fault"]) for name in dbs if servers[name]["fault"]]
        faults += ["a copy was interrupted on %s" % name for name in dbs if servers[name]["seen"].get("copy_pending")]
    if not faults and not consent:
        others = ", and %s go back to their own databases as these were before the cluster" % " and ".join(apps) if apps else ""
        faults.append("each server would become an appliance of its own again: the application stops, %s keep all rows, replication and "
                      "virtual IPs end%s; if that is meant, add -e sme_decommission=true" % (" and ".join(dbs), others))
    return faults


class FilterModule(object):
    def filters(self):
        return {
            "sme_rotation_due": rotation_due,
            "sme_rotation_faults": rotation_faults,
            "sme_certificate_faults": certificate_faults,
            "sme_cron_faults": cron_faults,
            "sme_replacement_faults": replacement_faults,
            "sme_decommission_faults": decommission_faults,
        }
