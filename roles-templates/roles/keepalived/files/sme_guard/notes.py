"""What a guard must remember over a restart, in one small file; written by several threads."""
import json
import os
import threading

FOLDER = "/var/lib/sme-ha-gen"


class Notes(object):
    """What there is to note.

    boot: the number of the guard's last start. holder: who had the lease last. witnesses: those that count, and those that
    are proposed. unverified: since an unclean takeover, the place in this server's binary log from which on it wrote what
    its peer's late transactions may conflict with. conflict: the file that lists them when they do. events: whether the
    event scheduler ran before this server stopped writing."""

    def __init__(self, path=FOLDER + "/guard.json"):
        self.path = path
        self.lock = threading.Lock()
        self.values = {
            "boot": 0, "holder": None, "witnesses": None, "unverified": None, "conflict": None, "events": False,
        }
        if os.path.exists(path):
            with open(path) as handle:
                self.values.update(json.load(handle))

    def get(self, name):
        return self.values[name]

    def set(self, **values):
        """Returns when the disk has it: what follows from a note must not happen before it would survive a power cut."""
        with self.lock:
            if all(self.values[name] == value for name, value in values.items()):
                return
            wanted = dict(self.values, **values)
            with open(self.path + ".new", "w") as handle:
                json.dump(wanted, handle)
                handle.flush()
                os.fsync(handle.fileno())
            os.rename(self.path + ".new", self.path)
            self.values = wanted
