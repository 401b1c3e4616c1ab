"""MariaDB through its own client, as root over the socket: one connection that stays, and answers in time or not at all."""
import os
import re
import select
import signal
import subprocess
import time

CLIENTS = ("/usr/bin/mariadb", "/usr/bin/mysql")
TOOLS = ("/usr/bin/mariadb-binlog", "/usr/bin/mysqlbinlog")


class Unavailable(Exception):
    """MariaDB does not answer: it is down, hangs, or refused the connection."""


class Refused(Exception):
    """MariaDB answered with an error."""


def first_of(paths):
    return [path for path in paths if os.path.exists(path)][0]


class Connection(object):
    """A connection that is made when it is needed; a fault or a timeout ends it."""

    def __init__(self):
        self.client = None
        self.marks = 0

    def close(self):
        if self.client is not None:
            client, self.client = self.client, None
            client.kill()
            client.wait()
            client.stdout.close()
            try:
                client.stdin.close()
            except (OSError, IOError):
                pass  # Half a statement was still to be sent.

    def ask(self, statement, timeout=2.0):
        """Runs a statement and returns the lines that it gives. Raises Unavailable, or Refused with MariaDB's error."""
        if self.client is None:
            self.client = subprocess.Popen(
                [first_of(CLIENTS), "--no-defaults", "--user=root", "--batch", "--raw", "--unbuffered",
                 "--force", "--skip-reconnect", "--connect-timeout=2"] + socket_option(),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, close_fds=True)
        self.marks += 1
        mark = "sme-guard-%d" % self.marks
        end = "\\G" if statement.startswith("SHOW SLAVE") else ";"
        try:
            self.client.stdin.write(("%s%s\nSELECT '%s' AS mark;\n" % (statement, end, mark)).encode("utf-8"))
            self.client.stdin.flush()
            lines = self._read(mark, time.time() + timeout)
        except (OSError, IOError, ValueError) as fault:
            self.close()
            raise Unavailable(str(fault))
        errors = [line for line in lines if line.startswith("ERROR ")]
        if any(re.match(r"ERROR (20\d\d|1927|1053|1040|1203) ", line) for line in errors):
            self.close()
            raise Unavailable(errors[0])
        if errors:
            raise Refused(errors[0])
        # A table begins with the names of its columns; \\G has them in each line.
        return lines if end == "\\G" else lines[1:]

    def _read(self, mark, until):
        """The lines ahead of the mark; IOError when they do not come in time."""
        text = b""
        ending = (mark + "\n").encode("ascii")
        while not text.endswith(ending):
            # A clock that jumps must not make this wait for ever: a second at a time, and a bounded number of them.
            left = min(max(until - time.time(), 0), 3600)
            if not select.select([self.client.stdout], [], [], left)[0]:
                raise IOError("no answer in time")
            part = os.read(self.client.stdout.fileno(), 65536)
            if not part:
                raise IOError("the client ended: %s" % text.decode("utf-8", "replace").strip())
            text += part
        return text.decode("utf-8", "replace").split("\n")[:-3]


def socket_option():
    """Where MariaDB listens on this host; the client's own option files are not read, for they may name another user."""
    for path in ("/var/lib/mysql/mysql.sock", "/run/mysqld/mysqld.sock", "/var/run/mysqld/mysqld.sock"):
        if os.path.exists(path):
            return ["--socket=" + path]
    return []


def process():
    """The process id of MariaDB's server, as systemd knows it; 0 while there is none."""
    main = int(said("systemctl", "show", "--property=MainPID", "mariadb.service").split("=")[-1] or 0)
    # RHEL 7 starts the server under a script, which starts it anew when it dies.
    child = said("pgrep", "--parent", str(main), "--exact", "mysqld") if name_of(main) == "mysqld_safe" else ""
    return int(child or main)


def name_of(pid):
    try:
        with open("/proc/%d/comm" % pid) as handle:
            return handle.read().strip()
    except (OSError, IOError):
        return ""


def said(*command):
    output = subprocess.Popen(command, stdout=subprocess.PIPE).communicate()[0]
    return output.decode("ascii").strip()


def is_alive(pid):
    """Whether that process is a MariaDB which can still do something: one that is dead, or dying in the kernel, cannot."""
    try:
        with open("/proc/%d/stat" % pid) as handle:
            name, rest = handle.read().split("(", 1)[1].rsplit(")", 1)
            return name in ("mariadbd", "mysqld") and rest.split()[0] not in "ZX"
    except (OSError, IOError):
        return False


def kill(pid):
    """Ends a MariaDB that could not be made read-only; it comes back read-only, as its option file says."""
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass  # It has just ended by itself.


def place(file, position):
    """A place in a binary log, comparable with others of the same server; None where it is not known."""
    number = file.rsplit(".", 1)[-1]
    return [int(number), int(position)] if number.isdigit() else None


def sequence(gtids, domain):
    """The same by GTID: the number of the last transaction of a domain, which is a server's own; 0 where there is none."""
    found = re.search(r"(?:^|,)\s*%d-\d+-(\d+)" % domain, gtids)
    return [int(found.group(1)) if found else 0]


class Slave(object):
    """SHOW SLAVE STATUS: how far this server has received and applied what the other one wrote.

    By GTID where replication goes by it: places in the binary log stand still then while nothing is written."""

    def __init__(self, lines, gtid_slave_pos="", domain=0):
        found = dict(re.findall(r"(?m)^ *([A-Za-z_]+): ?(.*)$", "\n".join(lines)))
        self.exists = bool(found)
        self.io = found.get("Slave_IO_Running", "No")
        self.sql = found.get("Slave_SQL_Running", "No")
        self.sql_error = int(found.get("Last_SQL_Errno", "0"))
        self.io_error = int(found.get("Last_IO_Errno", "0"))
        self.by_gtid = found.get("Using_Gtid", "No") != "No"
        if self.by_gtid:
            self.applied = sequence(gtid_slave_pos, domain)
            self.received = max(self.applied, sequence(found.get("Gtid_IO_Pos", ""), domain))
        else:
            self.received = place(found.get("Master_Log_File", ""), found.get("Read_Master_Log_Pos", "0"))
            self.applied = place(found.get("Relay_Master_Log_File", ""), found.get("Exec_Master_Log_Pos", "0"))
        self.relay_file = found.get("Relay_Log_File", "")
        self.relay_position = int(found.get("Relay_Log_Pos", "0"))
        self.idle = "has read all relay log" in found.get("Slave_SQL_Running_State", "")

    def pick(self, end):
        """The other server's end of its binary log, told both ways, in the way that this replication counts."""
        return end and end["gtid" if self.by_gtid else "place"]

    def has_applied(self, goal=None):
        """Whether all that was received is applied, or all up to a place that the other server named."""
        if goal is not None:
            return self.applied is not None and self.applied >= goal
        return self.applied == self.received


class Lag(object):
    """Where the peer's binary log ended when, until this server has applied it."""

    def __init__(self):
        self.ends = []

    def look(self, now, applied, end):
        """How many seconds this server has lacked something, of how far it has applied and where the peer's log ends."""
        # What lies behind the end is of a log that is gone: another machine has the peer's place, or it was made a copy.
        self.ends = [(when, place) for when, place in self.ends if applied and place > applied and not (end and place > end)]
        if end and applied and end > applied and (not self.ends or self.ends[-1][1] != end):
            self.ends = (self.ends + [(now, end)])[-1000:]
        return now - self.ends[0][0] if self.ends else 0.0


def read_slave(connection, domain, timeout=2.0):
    """The state of replication from the server with that GTID domain, which is also its server-id."""
    lines = connection.ask("SHOW SLAVE STATUS", timeout)
    if lines and "Slave_SQL_Running_State:" not in "\n".join(lines):
        # MariaDB before 10.2.3 says it in the list of its threads alone.
        states = connection.ask("SELECT STATE FROM information_schema.PROCESSLIST WHERE USER = 'system user'", timeout)
        lines = lines + ["Slave_SQL_Running_State: " + "; ".join(states)]
    try:
        # Read second: more may be applied by now than the first answer knew, never less.
        gtids = connection.ask("SELECT @@GLOBAL.gtid_slave_pos", timeout)
    except Refused:
        gtids = [""]  # MariaDB before 10.0.2
    return Slave(lines, "".join(gtids), domain)


def read_end(connection, domain):
    """Where this server's binary log ends: {"place": [file, position], "gtid": [sequence]}; None without a binary log."""
    master = connection.ask("SHOW MASTER STATUS")
    if not master:
        return None
    try:
        gtids = connection.ask("SELECT @@GLOBAL.gtid_binlog_pos")
    except Refused:
        gtids = [""]
    return {"place": place(*master[0].split("\t")[:2]), "gtid": sequence("".join(gtids), domain)}
