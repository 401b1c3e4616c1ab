"""Keeps the pair to one writer (G17, G36): this server accepts writes only while it holds the lease and the virtual IP."""
import json
import os
import select
import signal
import socket
import sys
import threading
import time

import vrrp
from conflicts import Comparison
from database import Database, fence
from lease import HARD, OUTSIDE, Lease
from mariadb import Lag
from notes import Notes
from outside import SILENCE, Outside
from wire import Keys, open_port, pack, read_config, unpack, uptime

FOLDER = "/run/sme-guard/"
COPYING = "/var/lib/sme-ha-gen/copy-pending"  # stands from the first change of a copy to its end (G12)
TICK = 0.1  # seconds between two looks at VRRP, the lease and the clock
GRACE = 1.5  # seconds that a writer may be without the virtual IP, if nobody else asks for it: VRRP may flap
HURRY = 1.0  # seconds that a MariaDB which does not answer gets to become read-only
PATIENCE = 15.0  # the same for one that answers, and has a long statement to roll back
ANNOUNCED = 1.0  # seconds between two announcements of the address while the peer is not heard
RESIGNED = 60.0  # seconds without the virtual IP after both had it: VRRP does not work between the two
BOOTING = 30.0  # seconds after its own start that a server waits for the one that had the lease last


def say(text):
    sys.stderr.write(text.rstrip() + "\n")
    sys.stderr.flush()


class Peer(object):
    """The other database server, as its last message tells; empty before the first one."""

    def __init__(self):
        self.heard, self.holds, self.wants, self.vrrp, self.fit = -1000.0, False, False, "", False
        self.end, self.applied, self.readonly, self.verified, self.receives, self.last = None, None, False, True, False, None

    def update(self, message, now):
        self.heard = now
        for name in ("holds", "wants", "vrrp", "fit", "end", "applied", "readonly", "verified", "receives", "last"):
            setattr(self, name, message[name])


class Guard(object):
    def __init__(self, config):
        self.config, self.keys = config, Keys()
        self.advert, self.promise = config["advert"], config["promise"]
        self.notes = Notes()
        self.names = {witness["address"]: witness["name"] for witness in config["witnesses"]}
        now = self.started = uptime()
        self.by_outside = not self.names and bool(config["isolation_targets"])
        names = [OUTSIDE] if self.by_outside else sorted(self.names.values())
        # A witness that has left the cluster counts no more.
        kept = self.notes.get("witnesses")
        kept = kept if kept and all(name in names for each in kept for name in each["names"]) else None
        self.lease = Lease(config["server"], config["peer"]["name"], names, self.promise, config["server_id"] == 1, now, kept)
        self.peer = Peer()
        self.witnesses = {name: {"heard": -1000.0, "holder": None, "age": 1000.0} for name in self.names.values()}
        self.adverts = vrrp.Adverts(config["peer"]["address"], config["router_id"], config["address"], config["vips"][0]["interface"])
        self.keepalived = vrrp.Keepalived()
        self.outside = Outside(config["isolation_targets"], self.advert)
        self.database = Database(config, self.notes, self.may_open, say)
        # Greater at each start, also on a new disk and after a clock that went back.
        self.boot, self.number = max(self.notes.get("boot") + 1, int(time.time())), 0
        self.notes.set(boot=self.boot)
        self.vrrp, self.not_master_since, self.resigned, self.may_hold = "", now, -1000.0, False
        self.both_since, self.followed = now, False
        self.told_others, self.hurry, self.announced, self.direct, self.behind = 0.0, False, now, False, 0.0
        self.told, self.reading_since, self.lag, self.why = 0.0, None, Lag(), ""
        self.missed = None  # the end of the peer's binary log when it was heard again, until this server has applied that
        self.clock, self.comparing, self.stopping, self.farewells = (now, self.wall()), None, None, 0
        self.kill_at, self.strangers, self.asks_again = None, [], False
        self.unanswered = now  # since when this server wants the lease of a partner that is heard, idle, and grants nothing
        self.link = open_port(config["port"], config["peer"]["address"])
        self.link.setblocking(False)

    def wall(self):
        """The clock that people set. The laboratory moves it for one host alone by a file."""
        return time.time() + float(vrrp.read(FOLDER + "clock_offset") or 0)

    def may_open(self):
        return self.lease.is_valid(uptime(), cut=self.outside.is_silent())

    def run(self):
        self.database.start()
        while True:
            now = uptime()
            before = self.lease.wants, self.lease.held, self.vrrp
            self.step(now)
            # A change is told at once, for the other server waits for it.
            if self.stopping or self.asks_again or now - self.told_others >= self.promise / 8 or before != (
                    self.lease.wants, self.lease.held, self.vrrp):
                self.tell(now)
            self.write_files(now)
            # What it said last is said a few times, for a datagram may be lost.
            self.farewells += 1 if self.stopping and not self.lease.held and self.told_others == now else 0
            if self.farewells > 2 or (self.stopping and now - self.stopping > 10):
                return
            self.listen(now + TICK)

    def listen(self, until):
        """Hears the others until it is time for the next step, or one of them said what this server waits for."""
        self.hurry = False
        while not self.hurry and uptime() < until:
            ready = select.select([self.link, self.adverts.link], [], [], max(until - uptime(), 0))[0]
            if uptime() > until + TICK:
                return  # It stood still: what was said meanwhile can wait.
            for link in ready:
                self.receive(link)

    # What this server makes of what it sees

    def step(self, now):
        # First of all: after a standstill every millisecond counts.
        if self.lease.held and not self.may_open():
            self.give_up("nobody has granted it for %.1f s" % (now - (self.lease.since() or 0)), now)
        self.keys.read()
        self.outside.look(now)
        if self.lease.closing and self.database.readonly:
            self.lease.closed()
        self.watch_clock(now)
        state = self.keepalived.state(now)
        if state != self.vrrp:
            say("VRRP: %s" % (state or "keepalived does not run"))
            if not state:
                vrrp.remove(self.config["vips"])
        if state != "MASTER" and self.vrrp == "MASTER":
            self.not_master_since = now
        self.vrrp = state
        self.announce(now)
        self.measure_lag(now)
        self.direct = now - self.peer.heard < 1.5 * self.advert
        if self.by_outside:
            self.ask_outside(now)
        self.decide_resignation(now)
        self.decide_role(now)
        self.decide_replication(now)

    def announce(self, now):
        """A peer that is not heard, or was master a moment ago, may have told the neighbours that the address is its own."""
        silent = now - self.peer.heard > 1.5 * self.advert
        if self.lease.held and self.vrrp == "MASTER" and (self.announced == 0 or (silent and now - self.announced >= ANNOUNCED)):
            self.announced = now
            vrrp.announce(self.config["vips"][0])

    def watch_clock(self, now):
        before, clock = self.clock, (now, self.wall())
        self.clock = clock
        jump = (clock[1] - before[1]) - (clock[0] - before[0])
        if abs(jump) > 0.5 and self.lease.held:
            self.give_up("the clock jumped by %.1f s" % jump, now)

    def give_up(self, why, now):
        since = self.lease.since() or now
        self.kill_at = since + HARD * self.promise
        if now - since > self.promise:
            # This server stood still, and somebody else may write already: nothing that it began may end now.
            self.database.end_process()
        say("gives up the lease: %s" % why)
        self.lease.drop(now)
        # What the peer may write from now on must not be applied over what it has not seen.
        self.database.lost = True
        self.set_write(False, now)

    def measure_lag(self, now):
        """How long this server has lacked something that the peer wrote, and whether it has what it missed."""
        applied = self.database.slave.applied
        end = self.database.slave.pick(self.peer.end)
        self.behind = self.lag.look(now, applied, end)
        missed = self.database.slave.pick(self.missed)
        if not missed or (applied and applied >= missed) or (end and missed > end):
            self.missed = None

    def is_fit(self):
        """Whether this server may take over from a master that lives."""
        database = self.database
        return (database.up and database.has_room() and database.slave.exists and not database.has_stopped()
                and self.behind < self.config["lag_bound"] and not self.missed
                and not (self.peer.holds and not self.peer.verified))

    def ask_outside(self, now):
        """On two nodes. What is outside binds itself to nobody: who takes by it first waits until a partner that was cut off
        has closed, or hears that partner want nothing and gets no answer of it all the same."""
        peer, lease = self.peer, self.lease
        if not (lease.wants and self.direct and not peer.holds and not peer.wants):
            self.unanswered = now
        if not self.outside.is_silent():
            lease.note_outside(now, self.has_outwaited(now) or now - self.unanswered > self.promise)
        # A cut between the two alone, with the outside in reach of both, gave it to both. Who took it over compares.
        mine, other = (self.notes.get("unverified") is not None, lease.first), (not peer.verified, not lease.first)
        if lease.held and self.direct and peer.holds and mine < other:
            self.give_up("%s took it over while it was not heard" % lease.peer, now)

    def decide_resignation(self, now):
        """Whether keepalived may hold the virtual IP here; its check_lease.sh asks every second."""
        held_elsewhere = [witness for witness in self.witnesses.values() if witness["holder"] == self.lease.peer
                          and now - witness["heard"] < 0.8 * self.advert and witness["age"] < self.advert]
        heard = [name for name, witness in self.witnesses.items() if now - witness["heard"] < 1.5 * self.advert]
        heard += [OUTSIDE] if self.by_outside and not self.outside.is_silent() else []
        enough = self.direct or self.lease.could_take(heard, self.excused(now))
        master = self.direct and self.peer.holds and self.peer.vrrp == "MASTER"
        # Right after a cut of the network both have been master, and the one that serves may be the one that yields.
        serves = master or (self.direct and self.peer.holds and self.peer.vrrp == "BACKUP")
        # For a moment both have it at every move; for longer only where VRRP does not get through.
        if self.vrrp != "MASTER" or not master or self.lease.held:
            self.both_since = now
        elif now - self.both_since > self.advert / 2 + 0.2:
            self.resigned = now
        why = ""
        if self.stopping:
            why = "the guard is being stopped"
        elif self.direct and vrrp.is_to_leave(now):
            # Writes go on until VRRP has let go; what was written then is handed over as at any planned move.
            why = "is asked to step aside"
        elif self.lease.held:
            if not self.database.has_room() and self.direct and self.peer.fit:
                why = "the disk is full"
        elif os.path.exists(COPYING):
            # Half a database must not serve, not even where nobody else is left: what is still loaded would overwrite new rows.
            why = "its database is half a copy"
        elif now - self.started < self.promise / 4:
            why = "has just started"
        elif not enough and not (self.config["isolation_targets"] and not self.outside.is_silent()):
            why = "hears too few to get the lease" if heard else "hears nobody"
        elif serves and not self.is_fit():
            why = "is not fit: replication %s" % (
                "has stopped" if self.database.has_stopped()
                else "has not caught up since the other server is heard again" if self.missed
                else "is %.0f s behind or not verified" % self.behind)
        elif master and now - self.resigned < RESIGNED:
            why = "the other server lives and has the lease"
        elif master and self.peer.heard - self.adverts.heard > 1.5 * self.advert:
            why = "VRRP does not get through, and the other server has the lease"
        elif not self.direct and held_elsewhere:
            why = "the application servers say that the other server lives and has the lease"
        if why != self.why:
            say("may hold the virtual IP" if not why else "must not hold the virtual IP: %s" % why)
        self.why, self.may_hold = why, not why

    def decide_role(self, now):
        lease, database = self.lease, self.database
        serves = self.vrrp == "MASTER" and not self.stopping
        if lease.held:
            flaps = self.vrrp == "BACKUP" and now - self.not_master_since < GRACE and not self.stopping
            asked = self.direct and self.peer.wants
            self.set_write(serves or (flaps and not asked), now)
            # Its partner may be cut off from this server alone: who cannot serve must not keep the votes from it.
            alone = not (serves or self.direct) and now - self.not_master_since > GRACE
            if not database.write and database.readonly and (asked or alone or self.stopping):
                say("hands the lease over" + ("" if database.up else ", and cannot say where the writing ended"))
                # As in give_up: who is not heard may write what must not be applied over what it has not seen.
                database.lost = database.lost or alone
                lease.drop(now)
                lease.closed()
        else:
            self.set_write(False, now)
            if serves and self.may_hold and database.up:
                lease.wants = True
            else:
                lease.stop_wanting(now)
            if lease.wants and self.has_waited(now) and lease.can_take(now, self.excused(now), self.outside.is_silent()):
                self.take(now)

    def has_waited(self, now):
        """After a boot the one that had the lease last comes first, unless this one has followed it since then."""
        last = [witness["holder"] for witness in self.witnesses.values() if witness["holder"]] + [self.notes.get("holder")]
        return self.direct or self.followed or self.lease.peer not in last or now - self.started > BOOTING

    def excused(self, now):
        if not self.config["isolation_targets"] or self.outside.is_silent():
            return []
        # The peer may hold by one of them.
        if not self.has_outwaited(now):
            return []
        return [name for name, witness in self.witnesses.items() if now - witness["heard"] > 2 * self.advert]

    def has_outwaited(self, now):
        """Whether a peer that is not heard must have found itself cut off by now, and has closed."""
        silent_since = max(self.peer.heard, self.started, self.outside.steady)
        return now - silent_since >= SILENCE * self.advert + self.promise + 0.5

    def take(self, now):
        before, others = self.notes.get("holder"), [witness["holder"] for witness in self.witnesses.values()]
        others = [self.peer.last] if self.direct else others
        # Where a read-only peer's binary log ends, the writing has ended: all of it can arrive before this server writes.
        clean = self.direct and self.peer.readonly and self.peer.end is not None
        unseen = before == self.lease.me and self.lease.peer in others
        if unseen and self.notes.get("unverified") is None:
            # The peer has served since, and this server has seen nothing of it: all that it wrote itself may conflict.
            self.notes.set(unverified={"file": None, "position": 4})
        mine = before in (None, self.lease.me) and not unseen
        self.database.takeover = "own" if mine else "clean" if clean else "unclean"
        self.database.final = self.peer.end
        say("has the lease (%s)" % self.database.takeover)
        self.lease.take()
        self.kill_at = None
        self.notes.set(holder=self.lease.me)
        self.set_write(True, now)

    def set_write(self, write, now):
        database = self.database
        if database.write != write:
            database.write = write
            database.wake.set()
        if write or database.readonly:
            self.reading_since = None
            return
        if self.reading_since is None:
            self.reading_since = now
        # A grantor is bound a little longer than this, so the killed one is dead before anybody else writes.
        limit = self.reading_since + (PATIENCE if database.up and database.has_room() else HURRY)
        if now > (limit if self.lease.held or self.kill_at is None else self.kill_at):
            database.end_process()

    def decide_replication(self, now):
        """When the replication threads may start, and when what a takeover left behind is compared."""
        database, peer, notes = self.database, self.peer, self.notes
        if os.path.exists(FOLDER + "forget"):
            notes.set(unverified=None, conflict=None)
            os.remove(FOLDER + "forget")
        # One that is about to close still says that it has the lease; what it thinks of late transactions counts no more.
        if self.direct and peer.holds and not self.lease.held:
            notes.set(holder=self.lease.peer)
            self.followed = self.followed or self.is_fit()
            if peer.verified and not notes.get("conflict"):
                notes.set(unverified=None)
            elif not peer.verified and peer.applied and notes.get("unverified") is None:
                # Should this server have to serve after all, it compares from where the peer stopped following.
                notes.set(unverified=self.place_of(peer.applied))
        database.follow = self.direct and (peer.verified or self.lease.held)
        database.deserted = self.direct and not peer.receives
        end = database.slave.pick(peer.end)
        stands = self.direct and end and database.slave.received and database.slave.received >= end
        if self.lease.held and notes.get("unverified") and not notes.get("conflict") and stands and peer.readonly:
            if self.comparing is None or not self.comparing.is_alive():
                self.comparing = threading.Thread(target=self.compare)
                self.comparing.daemon = True
                self.comparing.start()
        lives = self.direct and peer.receives
        if database.semi_sync and (lives or now - peer.heard > self.promise or self.direct):
            database.semi_sync.wanted = bool(lives)

    def place_of(self, applied):
        """Where this server's binary log goes on behind what the peer has applied of it."""
        if len(applied) == 1:
            return {"file": None, "position": 4, "after": applied[0]}
        return {"file": "master-tx-log-bin.%06d" % applied[0], "position": applied[1]}

    def compare(self):
        comparison = Comparison(self.config, self.notes, say)
        try:
            comparison.run()
        except Exception as fault:
            say("the comparison of late transactions failed and is tried again: %s" % fault)
            time.sleep(5)
        finally:
            comparison.connection.close()

    # What is said to the others, and heard of them

    def tell(self, now):
        database, lease = self.database, self.lease
        if lease.held and self.direct:
            heard = sorted(name for name, witness in self.witnesses.items() if now - witness["heard"] < 10)
            if heard and lease.proposed == lease.agreed and heard != lease.agreed["names"]:
                lease.propose(heard, now)
                self.keep_witnesses()
        self.number += 1
        self.told_others, self.asks_again = now, False
        slave = database.slave
        message = {
            "from": lease.me, "boot": self.boot, "number": self.number, "sent": now,
            "holds": lease.occupies(), "wants": lease.wants, "witnesses": lease.proposed if lease.held else lease.agreed,
            "vrrp": self.vrrp, "fit": self.is_fit(), "readonly": database.up and database.readonly,
            "end": database.end if database.up else None, "applied": slave.applied,
            "receives": database.up and slave.io == "Yes",
            "verified": self.notes.get("unverified") is None, "last": self.notes.get("holder"),
        }
        self.send(self.config["peer"]["address"], message)
        for address in self.names:
            self.send(address, message)

    def send(self, address, message):
        try:
            self.link.sendto(pack(message, self.keys.own), (address, self.config["port"]))
        except (OSError, IOError, socket.error):
            pass  # Nobody hears it, and so nobody grants anything: that is what the lease is for.

    def receive(self, link):
        now = uptime()
        if link is self.adverts.link:
            return self.adverts.receive(now)
        try:
            datagram, sender = link.recvfrom(8192)
        except (OSError, IOError, socket.error):
            return
        message = unpack(datagram, self.keys.all)
        if message is None:
            return
        try:
            self.hear(message, sender[0], now)
        except (KeyError, TypeError) as fault:
            # While an update goes through the cluster, the others may speak otherwise: unheard is the safe side.
            if sender[0] not in self.strangers:
                self.strangers.append(sender[0])
                say("does not understand %s: %r" % (sender[0], fault))

    def hear(self, message, address, now):
        if address == self.config["peer"]["address"] and message.get("from") == self.lease.peer:
            self.hear_peer(message, now)
        elif self.names.get(address) == message.get("from") and "granted" in message and message["boot"] == self.boot:
            self.witnesses[message["from"]] = {"heard": now, "holder": message["holder"], "age": message["age"]}
            self.note_answer(message)

    def keep_witnesses(self):
        self.notes.set(witnesses=[self.lease.agreed, self.lease.proposed])

    def note_answer(self, message):
        if message["granted"]:
            self.lease.note_grant(message["from"], message["sent"])
            self.hurry = self.hurry or (self.lease.wants and not self.lease.held)

    def hear_peer(self, message, now):
        if "granted" in message:
            if message["boot"] == self.boot:
                self.note_answer(message)
                if self.lease.agree(message["witnesses"]):
                    self.keep_witnesses()
            return
        if not self.lease.vote.is_news(message):
            return
        was_master = self.peer.vrrp == "MASTER"
        if now - self.peer.heard > self.promise:
            say("hears %s again" % self.lease.peer)
            vrrp.cut_off(self.config["peer"]["address"])
            self.missed = message["end"]
        self.hurry = self.hurry or self.peer.wants != message["wants"] or self.peer.holds != message["holds"]
        # What the peer refused while it had the lease, it grants now: no need to wait for the next renewal.
        self.asks_again = self.asks_again or (self.lease.wants and self.peer.holds and not message["holds"])
        self.peer.update(message, now)
        if was_master and self.peer.vrrp != "MASTER":
            self.announced = 0.0
        if message["holds"] and self.lease.agree(message["witnesses"]):
            self.keep_witnesses()
        granted = False
        if message["holds"] or message["wants"]:
            granted = self.lease.answer(now)
        else:
            self.lease.vote.end(self.lease.peer)
        self.send(self.config["peer"]["address"], {
            "from": self.lease.me, "granted": granted, "boot": message["boot"], "sent": message["sent"],
            "witnesses": self.lease.agreed,
        })

    def write_files(self, now):
        with open(FOLDER + "may_hold.new", "w") as handle:
            handle.write("%d\n" % (now if self.may_hold else -1000))
        os.rename(FOLDER + "may_hold.new", FOLDER + "may_hold")
        notify("WATCHDOG=1")
        if now - self.told < 0.5:
            return
        self.told = now
        status = {
            "server": self.lease.me, "vrrp": self.vrrp, "holds": self.lease.held, "fit": self.is_fit(), "why": self.why,
            "writable": self.database.up and not self.database.readonly, "behind": round(self.behind, 1),
            "may_hold": self.may_hold, "verified": self.notes.get("unverified") is None, "conflict": self.notes.get("conflict"),
            "peer": {"name": self.lease.peer, "heard": round(now - self.peer.heard, 1), "holds": self.peer.holds,
                     "vrrp": self.peer.vrrp},
            "cut_off": self.outside.is_silent(), "counted": self.lease.agreed["names"], "keys": len(self.keys.all),
            "witnesses": {name: round(now - witness["heard"], 1) for name, witness in self.witnesses.items()},
        }
        with open(FOLDER + "status.json.new", "w") as handle:
            json.dump(status, handle, sort_keys=True)
            handle.write("\n")
        os.rename(FOLDER + "status.json.new", FOLDER + "status.json")


def notify(text):
    """Tells systemd that the guard lives (WatchdogSec)."""
    if "NOTIFY_SOCKET" in os.environ:
        link = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            link.sendto(text.encode("ascii"), os.environ["NOTIFY_SOCKET"])
        except (OSError, IOError, socket.error):
            pass  # systemd is restarting itself; it listens again before it misses the next word.
        link.close()


def go_first():
    """After a standstill this thread must run ahead of MariaDB's; where the kernel refuses, nice has to do."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(10))
    except (AttributeError, OSError):
        pass  # Python before 3.3, or a kernel that gives this group no time of that kind.


def main():
    config = read_config("/etc/sme-ha-gen/guard.json")
    if sys.argv[1:] == ["--fence"]:
        return fence(config, Notes(), say)
    guard = Guard(config)

    def stop(*_):
        guard.stopping = uptime()

    signal.signal(signal.SIGTERM, stop)
    go_first()
    notify("READY=1")
    guard.run()


if __name__ == "__main__":
    main()
