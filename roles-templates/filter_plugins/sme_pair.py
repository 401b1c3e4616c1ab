# Made by sme-ha-gen: what playbooks/tasks/pair.yml has seen, judged. Pure: takes what was seen, gives sentences.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

import re

LAG_BOUND = 30  # seconds; what is behind by less is waited for, as the guard would (keepalived_lag_bound)
SILENCE = 3.0  # seconds without a word of the other guard


def position(gtids, server_id):
    """The number of the last transaction of a server's own GTID domain, which is its server-id; 0 where there is none."""
    found = re.search(r"(?:^|,)\s*%s-\d+-(\d+)" % server_id, str(gtids or ""))
    return int(found.group(1)) if found else 0


def move_faults(seen, holders, faults, lags, target, due):
    """Why virtual IPs should not move to a server: {"bars": what nobody can consent to, "risks": what may lose rows}.

    seen, faults and lags are pair_seen, pair_replication_fault and pair_lag by server; holders has the servers that hold
    each virtual IP; due names the virtual IPs that are to move."""
    source = [name for name in seen if name != target][0]
    away = ["%s is not reached" % name for name in seen if not seen[name]]
    if away:
        return {"bars": away + ["the servers move the virtual IPs by themselves when one is lost"], "risks": []}
    bars, risks = [], []
    for name in due:
        if holders[name] != [source]:
            bars.append("the virtual IP of %s is held by %s" % (name, " and ".join(holders[name]) or "nobody"))
    there, here = seen[target], seen[source]
    if there["units"]["keepalived.service"]["active"] != "active":
        bars.append("keepalived does not run on %s" % target)
    for vip, state, words in (("memcached", "MEMCACHE", "memcached"), ("web", "WEB", "the web")):
        if vip in due and there["states"][state] != "BACKUP":
            bars.append("keepalived on %s does not stand by for %s (%s)" % (target, words, there["states"][state] or "no state"))
    if "database" not in due:
        return {"bars": bars, "risks": risks}
    bars += ["MariaDB does not answer on %s" % name for name in (source, target) if not seen[name]["runs"]]
    if there["copy_pending"]:
        bars.append("the database of %s is half a copy" % target)
    for name in (source, target):
        if seen[name]["guard_age"] > SILENCE or not seen[name]["guard"]:
            bars.append("sme-guard does not run on %s" % name)
        elif seen[name]["guard"]["peer"]["heard"] > SILENCE:
            bars.append("the guard of %s does not hear the other one" % name)
    if bars:
        return {"bars": bars, "risks": risks}
    if faults[target]:
        risks.append("%s does not follow %s: %s" % (target, source, faults[target]))
    elif int(lags[target]) > LAG_BOUND:
        risks.append("%s is %s s behind" % (target, lags[target]))
    elif there["guard"]["why"]:
        risks.append("the guard of %s says: %s" % (target, there["guard"]["why"]))
    if faults[source]:
        risks.append("%s could not follow %s afterwards: %s" % (source, target, faults[source]))
    if not here["guard"]["verified"] or here["guard"]["conflict"]:
        risks.append("what an earlier takeover has left is not settled on %s" % source)
    if not risks and there["states"]["DB"] != "BACKUP":
        risks.append("keepalived on %s does not stand by for the database (%s)" % (target, there["states"]["DB"] or "no state"))
    return {"bars": bars, "risks": risks}


class FilterModule(object):
    def filters(self):
        return {"sme_move_faults": move_faults, "sme_position": position}
