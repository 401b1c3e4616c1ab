# Made by sme-ha-gen: what MariaDB says of a replica, and how far it is. Pure: takes an answer, gives sentences.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

import re

NO_WAITING_MENDS = ("1045", "1236")  # errors of the IO thread: a refused login, a binary log that is gone
LONGEST_WAIT = 300  # seconds between two looks
# Where the two threads are; the seconds say nothing of it, for they grow while a replica stands still.
MARKS = ("Slave_IO_Running", "Slave_SQL_Running", "Master_Log_File", "Read_Master_Log_Pos", "Relay_Master_Log_File", "Exec_Master_Log_Pos")


def slave_status(status):
    """SHOW SLAVE STATUS\\G as a dictionary, empty where no replication is configured."""
    return dict(re.findall(r"(?m)^ *([A-Za-z_]+): ?(.*)$", status or ""))


def lag(status, patience, before=None):
    """What SHOW SLAVE STATUS\\G says: {"done", "fault", "words", "wait"}, and "mark" and "still" for the next look.

    before is what the look before this one gave; a replica on which nothing has moved for `patience` seconds has a fault.
    wait is how many seconds the next look may take to see the end, 0 where there is none."""
    field = slave_status(status)
    before = before or {"wait": 0}
    mark = [field.get(name, "") for name in MARKS]
    still = before["still"] + before["wait"] if before.get("mark") == mark else 0
    done = runs(field) and field.get("Seconds_Behind_Master") == "0"
    words = progress(field)
    stuck = "nothing has moved for %d s (%s)" % (still, words) if still >= patience and not done else ""
    faulty = fault(field) or stuck
    return {
        "done": done,
        "fault": faulty,
        "words": words,
        "wait": 0 if done or faulty else min(LONGEST_WAIT, int(before["wait"] * 1.5 + 2)),
        "mark": mark,
        "still": still,
    }


def runs(field):
    return field.get("Slave_IO_Running") == "Yes" and field.get("Slave_SQL_Running") == "Yes"


def fault(field):
    """What no waiting mends, in words; '' where there is none."""
    if not field:
        return "no replication is configured"
    if field.get("Last_SQL_Errno", "0") != "0":
        return "error %s: %s" % (field["Last_SQL_Errno"], field.get("Last_SQL_Error", ""))
    if field.get("Last_IO_Errno") in NO_WAITING_MENDS:
        return "error %s: %s" % (field["Last_IO_Errno"], field.get("Last_IO_Error", ""))
    return ""


def progress(field):
    """How much is left: "40 s behind, 12.5 MiB of the binary log left"."""
    if not runs(field):
        return "waits for its partner (IO thread: %s, SQL thread: %s)" % (
            field.get("Slave_IO_Running", "none"),
            field.get("Slave_SQL_Running", "none"),
        )
    behind = field.get("Seconds_Behind_Master", "")
    if field["Master_Log_File"] == field["Relay_Master_Log_File"]:
        left = int(field["Read_Master_Log_Pos"]) - int(field["Exec_Master_Log_Pos"])
        rest = "%.1f MiB of the binary log left" % (left / 1048576.0)
    else:
        rest = "applies %s, receives %s" % (field["Relay_Master_Log_File"], field["Master_Log_File"])
    return "%s s behind, %s" % (behind, rest)


class FilterModule(object):
    def filters(self):
        return {"sme_lag": lag, "sme_slave_status": slave_status}
