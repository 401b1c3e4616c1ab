"""Brings this server's MariaDB to what the guard wants of it, in a thread of its own, so that the lease never waits for SQL."""
import os
import threading
import time
import traceback

from mariadb import Connection, Refused, Slave, Unavailable, is_alive, kill, process, read_end, read_slave
from semi_sync import SemiSync
from vrrp import destroy
from wire import uptime

OPENED = "/run/sme-guard/opened"  # the process id of the MariaDB that may accept writes because of us
CONNECTING = "/var/lib/sme-ha-gen/connecting"  # somebody is changing from where this server replicates
DATA = "/var/lib/mysql"
ROOM = 32 * 1024 * 1024  # bytes
# MariaDB says it by a number, and from 12.0 on by one of several words.
READ_ONLY = "SELECT CAST(@@GLOBAL.read_only AS CHAR) NOT IN ('0', 'OFF')"
# What waiting does not mend: a refused login, a binary log that is gone or does not fit.
FATAL_IO = (1045, 1236)
# The same, or only a connection that broke at its first questions: it is tried again, after some seconds.
UNSURE_IO = 1593
AGAIN = 3.0  # seconds


def literal(text):
    return "X'%s'" % "".join("%02x" % byte for byte in bytearray(text.encode("utf-8")))


class Database(threading.Thread):
    """What it is told: write (may it accept writes), follow (may the replication threads start), takeover, final, deserted (the
    peer is heard, and receives nothing).
    What it tells: up, readonly, end (this server's place in its binary log), slave, and whether it is stuck."""

    def __init__(self, config, notes, may_open, say):
        threading.Thread.__init__(self)
        self.daemon = True
        self.config, self.notes, self.may_open, self.say = config, notes, may_open, say
        self.connection = Connection()
        self.write, self.follow, self.deserted = False, False, False
        self.takeover, self.final, self.lost = "own", None, False
        self.up, self.readonly, self.end, self.slave, self.pid = False, False, None, Slave([]), 0
        self.measured, self.tried = 0.0, -1000.0
        self.wake = threading.Event()
        self.semi_sync = SemiSync(self.serves, say) if config["semi_sync"] else None

    def serves(self):
        return self.write and not self.readonly and self.may_open()

    def run(self):
        if self.semi_sync:
            self.semi_sync.start()
        while True:
            try:
                self.measure()
                self.settle()
            except Unavailable as fault:
                self.note_absence(str(fault))
            except Refused as fault:
                self.say("MariaDB: %s" % fault)
            except Exception:
                # A fault of our own must not leave a server without its guard in silence.
                self.say(traceback.format_exc())
            self.wake.wait(0.1 if self.up else 0.3)
            self.wake.clear()

    def measure(self):
        # What is as it should be needs no closer look than twice a second.
        if self.up and self.readonly != self.write and uptime() - self.measured < 0.4:
            return
        readonly = self.connection.ask(READ_ONLY) == ["1"]
        if not self.up:
            self.pid = process()
            self.say("MariaDB answers (process %d)" % self.pid)
            # Whatever its options say: a standby that came back must not run what the master runs.
            if readonly and not self.write:
                self.rest_events()
        self.end = read_end(self.connection, self.config["server_id"])
        self.slave = self.read_slave()
        if self.deserted:
            self.end_remains()
        self.readonly, self.up, self.measured = readonly, True, uptime()

    def note_absence(self, why):
        if self.up:
            self.say("MariaDB does not answer: %s" % why)
        self.up = False
        # A process that is gone accepts nothing; one that came since then started read-only.
        self.readonly = not is_alive(self.opened())

    def settle(self):
        if self.write and self.readonly:
            self.open()
        elif not self.write and not self.readonly:
            self.close()
        elif self.lost and not self.write:
            self.stop_applying()
        elif self.follow or self.write:
            self.start_threads()

    def opened(self):
        try:
            with open(OPENED) as handle:
                return int(handle.read() or 0)
        except (OSError, IOError):
            return 0

    def read_slave(self):
        return read_slave(self.connection, 3 - self.config["server_id"])

    def note_opened(self, pid):
        with open(OPENED, "w") as handle:
            handle.write("%d" % pid)

    # Promotion (G17, G34)

    def open(self):
        """Accepts writes, when all that was received is applied; ends early when the lease is gone."""
        takeover, seen, moved = self.takeover, None, uptime()
        # With a takeover that is not verified yet, all that was received since then is to wait.
        while self.slave.exists and self.notes.get("unverified") is None:
            if not self.write:
                return
            self.slave = self.read_slave()
            goal = self.slave.pick(self.final)
            if self.slave.sql_error:
                self.say("promoted although replication has stopped with error %d" % self.slave.sql_error)
                break
            if self.slave.sql != "Yes":
                # The SQL thread alone: to start both throws away what was received and not applied.
                self.connection.ask("START SLAVE SQL_THREAD", 10)
            elif takeover == "clean" and self.slave.io == "Yes" and uptime() - moved < 5:
                if self.slave.has_applied(goal):
                    break
            elif self.slave.has_applied() and self.slave.idle:
                takeover = "unclean" if takeover == "clean" and not self.slave.has_applied(goal) else takeover
                break
            if (self.slave.received, self.slave.applied) != seen:
                seen, moved = (self.slave.received, self.slave.applied), uptime()
            time.sleep(0.03)
        if takeover == "unclean" and self.slave.exists:
            self.hold_late()
        self.takeover = "own"
        if not (self.write and self.may_open()):
            return
        self.note_opened(self.pid)
        if self.semi_sync:
            self.semi_sync.settle(self.connection)
        # Said ahead of the deed, so that nobody else is let in between the two.
        self.readonly = False
        self.connection.ask("SET GLOBAL read_only = 0")
        if self.write and self.may_open():
            self.say("accepts writes (%s)" % takeover)
            self.run_events()
        else:
            self.close()

    def run_events(self):
        """Not ahead of the opening: an event that may not write fails, and what MariaDB refuses here must keep nobody waiting."""
        if self.notes.get("events"):
            try:
                self.connection.ask("SET GLOBAL event_scheduler = ON")
            except Refused as fault:
                self.say("events do not run: %s" % fault)

    def hold_late(self):
        """What the former master has and this server never received waits until it was compared (G36)."""
        self.connection.ask("STOP SLAVE SQL_THREAD", 30)
        if self.notes.get("unverified") is None:
            file, position = self.connection.ask("SHOW MASTER STATUS")[0].split("\t")[:2]
            self.notes.set(unverified={"file": file, "position": int(position)})

    # Demotion

    def rest_events(self):
        """Events run where writes are accepted; read_only would not hold those of an account with SUPER."""
        if self.connection.ask("SELECT @@GLOBAL.event_scheduler") == ["ON"]:
            self.connection.ask("SET GLOBAL event_scheduler = OFF")
            self.notes.set(events=True)

    def close(self):
        """Accepts no write any more, and ends the sessions that would go on to try."""
        self.rest_events()
        self.end_sessions()
        self.connection.ask("SET GLOBAL read_only = 1", 20)
        self.end_sessions()
        if self.semi_sync:
            # What this server applies from now on waits for nobody.
            self.semi_sync.release(self.connection)
        self.note_opened(0)
        if self.lost:
            self.stop_applying()
        # The peer is told where the writing ended, so this is read after the last write.
        self.measured = 0.0
        self.measure()
        self.say("accepts no writes")

    def stop_applying(self):
        if self.slave.exists:
            self.connection.ask("STOP SLAVE SQL_THREAD", 30)
        self.lost = False

    def end_sessions(self):
        spared = ["root", "system user", "event_scheduler", "sme_copy", "keepalived_script", self.config["replication_user"]]
        names = ", ".join(literal(name) for name in spared)
        for number in self.connection.ask("SELECT ID FROM information_schema.PROCESSLIST WHERE USER NOT IN (%s)" % names):
            try:
                self.connection.ask("KILL %s" % number)
            except Refused:
                pass  # It has ended by itself.

    def end_remains(self):
        """Ends connections of replication whose session has been told to end and still writes into the dead wire, for a minute;
        the new one of the peer is made to wait as long."""
        for host in self.connection.ask("SELECT HOST FROM information_schema.PROCESSLIST WHERE COMMAND = 'Killed' AND USER = %s"
                                        % literal(self.config["replication_user"])):
            address, port = host.rsplit(":", 1)
            destroy("dst", address, "dport", "=", ":" + port, "sport", "=", ":3306")

    def end_process(self):
        """The last resort for a MariaDB that hangs or cannot be made read-only in time."""
        pid = self.opened()
        if is_alive(pid):
            kill(pid)
            self.say("MariaDB could not be made read-only in time and is killed (process %d)" % pid)

    # The replication threads, which MariaDB does not start by itself (skip_slave_start)

    def start_threads(self):
        threads = [("SQL_THREAD", self.slave.sql), ("IO_THREAD", self.slave.io)]
        if self.notes.get("unverified") is not None:
            threads = threads[1:]
        stopped = [name for name, runs in threads if runs == "No"]
        if os.path.exists(CONNECTING):
            return
        if self.slave.exists and stopped and not self.slave.sql_error and self.may_try():
            self.tried = uptime()
            self.connection.ask("START SLAVE" if len(stopped) == 2 else "START SLAVE " + stopped[0], 10)
            self.say("starts %s" % " and ".join(stopped))
            self.slave = self.read_slave()

    def may_try(self):
        if self.slave.io_error == UNSURE_IO:
            return uptime() - self.tried > AGAIN
        return self.slave.io_error not in FATAL_IO

    def has_room(self):
        """Whether the disk takes another commit; without room MariaDB waits for some, for ever and in silence."""
        try:
            disk = os.statvfs(DATA)
        except OSError:
            return True
        return disk.f_bavail * disk.f_frsize > ROOM

    def has_stopped(self):
        """Whether replication has ended in a way that no waiting mends."""
        return bool(self.slave.sql_error or self.slave.io_error in FATAL_IO + (UNSURE_IO,))


def fence(config, notes, say):
    """Closes MariaDB after a guard that has died: systemd runs this whatever ended it."""
    database = Database(config, notes, lambda: False, say)
    if not is_alive(database.opened()):
        return
    done = threading.Event()

    def attempt():
        try:
            database.pid = database.opened()
            database.close()
            done.set()
        except (Unavailable, Refused) as fault:
            say(str(fault))

    thread = threading.Thread(target=attempt)
    thread.daemon = True
    thread.start()
    if not done.wait(0.5 * config["promise"]):
        database.end_process()
    os._exit(0)
