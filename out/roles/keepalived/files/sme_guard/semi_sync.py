"""A commit waits for the other server as long as that can answer, and not a moment longer (database.semi_sync)."""
import threading
import time
import traceback

from mariadb import Connection, Refused, Unavailable

PAUSE = 0.1  # seconds between two looks


class SemiSync(threading.Thread):
    """Has a connection of its own: commits that wait hold what a look at the binary log waits for.

    It is told: wanted (is a commit to wait for the other server; None where that is not known)."""

    def __init__(self, serves, say):
        """serves() tells whether this server accepts writes, and may acknowledge what the other one does not have."""
        threading.Thread.__init__(self)
        self.daemon = True
        self.serves, self.say, self.wanted = serves, say, None
        self.connection = Connection()

    def run(self):
        while True:
            self.step()
            time.sleep(PAUSE)

    def step(self):
        try:
            if self.serves():
                self.settle(self.connection)
        except (Unavailable, Refused):
            pass  # Who looks at MariaDB says so.
        except Exception:
            # A fault of our own must not end this in silence.
            self.say(traceback.format_exc())

    def settle(self, connection):
        wanted = self.wanted
        if wanted is None:
            return
        if connection.ask("SELECT @@GLOBAL.rpl_semi_sync_master_enabled") == ["1" if wanted else "0"]:
            return
        # The lease may have ended while MariaDB was asked: what waits then must not be acknowledged.
        if not wanted and not self.serves():
            return
        connection.ask("SET GLOBAL rpl_semi_sync_master_enabled = %d" % wanted, 10)
        self.say("a commit %s for the other server" % ("waits" if wanted else "does not wait"))

    def release(self, connection):
        connection.ask("SET GLOBAL rpl_semi_sync_master_enabled = 0", 10)
