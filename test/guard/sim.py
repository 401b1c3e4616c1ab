"""Two servers and n witnesses in simulated time: lease.py as guard.py and witness.py call it, over a network that does all
that UDP may do. What surrounds the lease (VRRP, MariaDB's closing, crashes) is drawn at random, and wilder than it is.

A server writes from take() until its MariaDB is read-only. A frozen one writes nothing, and looks before it goes on."""
import heapq
import random

from lease import HARD, OUTSIDE, Lease, Vote

TICK, GRACE, PATIENCE, HURRY, BOOTING = 0.1, 1.5, 15.0, 1.0, 30.0  # as in guard.py
SILENCE = 3.0  # as in outside.py
ADVERT, PROMISE = 1.0, 2.5
SERVERS = ("a", "b")


class Overlap(Exception):
    """Both servers write."""


class Witness(object):
    """witness.py without its socket."""

    def __init__(self, sim, name):
        self.sim, self.name, self.up, self.frozen, self.queue = sim, name, True, False, []
        self.start(sim.now)

    def start(self, now):
        self.up = True
        self.vote = Vote(PROMISE, now)
        self.seen = {name: Vote(PROMISE, now) for name in SERVERS}

    def hear(self, name, message, now):
        granted = False
        if self.seen[name].is_news(message):
            if message["holds"] or message["wants"]:
                granted = self.vote.ask(name, now)
            else:
                self.vote.end(name)
        return {"from": self.name, "granted": granted, "boot": message["boot"], "sent": message["sent"],
                "holder": self.vote.holder, "age": now - self.vote.asked}

    def receive(self, sender, message):
        if "granted" not in message:
            self.sim.send(self.name, sender, self.hear(sender, message, self.sim.now))


class Server(object):
    """guard.py without VRRP, sockets and SQL; the same calls in the same order."""

    def __init__(self, sim, name):
        self.sim, self.name, self.peer = sim, name, SERVERS[name == "a"]
        self.notes = {"witnesses": None, "holder": None}
        self.boots, self.readonly, self.frozen, self.queue = 0, True, False, []
        self.vrrp, self.hangs, self.jumps, self.stopping, self.takes, self.answered = "BACKUP", False, False, False, [], sim.now
        self.steady = sim.now
        self.start(sim.now)

    def start(self, now):
        self.up, self.stopping, self.boots = True, False, self.boots + 1
        self.boot, self.number, self.started = self.boots, 0, now
        names = self.sim.names or [OUTSIDE]
        self.lease = Lease(self.name, self.peer, names, PROMISE, self.name == "a", now, self.notes["witnesses"])
        self.heard, self.peer_holds, self.peer_wants = -1000.0, False, False
        self.witnesses = {name: {"heard": -1000.0, "holder": None, "age": 1000.0} for name in self.sim.names}
        self.write, self.reading_since, self.kill_at, self.close_at = False, None, None, None
        self.told, self.direct, self.not_master_since, self.hurry, self.followed = -1000.0, False, now, False, False
        self.asks_again, self.unanswered = False, now

    def cut(self, now):
        return self.sim.outside and now - self.answered > SILENCE * ADVERT

    def may_open(self, now):
        return self.lease.is_valid(now, cut=self.cut(now))

    def run(self, now):
        before = self.lease.wants, self.lease.held
        self.step(now)
        if self.asks_again or now - self.told >= PROMISE / 8 or before != (self.lease.wants, self.lease.held):
            self.tell(now)

    def step(self, now):
        if self.sim.outside and self.sim.reaches(self.name, "gateway"):
            self.steady = now if now - self.answered > 1.5 * ADVERT else self.steady
            self.answered = now
        if self.close_at is not None and now >= self.close_at and not self.write:
            self.readonly, self.close_at = True, None
        if self.lease.closing and self.readonly:
            self.lease.closed()
        if self.lease.held and not self.may_open(now):
            self.give_up(now)
        if self.jumps and self.lease.held:
            self.give_up(now)
        self.jumps = False
        self.direct = now - self.heard < 1.5 * ADVERT
        if not self.sim.names:
            self.ask_outside(now)
        self.decide_role(now)
        if self.direct and self.peer_holds:
            self.notes["holder"], self.followed = self.peer, True

    def ask_outside(self, now):
        if not (self.lease.wants and self.direct and not self.peer_holds and not self.peer_wants):
            self.unanswered = now
        if not self.cut(now):
            self.lease.note_outside(now, self.has_outwaited(now) or now - self.unanswered > PROMISE)

    def give_up(self, now):
        since = self.lease.since() or now
        self.kill_at = since + HARD * PROMISE
        if now - since > PROMISE:
            self.readonly = True
        self.lease.drop(now)
        self.set_write(False, now)

    def decide_role(self, now):
        lease = self.lease
        serves = self.vrrp == "MASTER" and not self.stopping
        if lease.held:
            flaps = self.vrrp == "BACKUP" and now - self.not_master_since < GRACE and not self.stopping
            alone = not (serves or self.direct) and now - self.not_master_since > GRACE
            asked = self.direct and self.peer_wants
            self.set_write(serves or (flaps and not asked), now)
            if not self.write and self.readonly and (asked or alone or self.stopping):
                lease.drop(now)
                lease.closed()
        else:
            self.set_write(False, now)
            if serves and now - self.started >= PROMISE / 4:
                lease.wants = True
            else:
                lease.stop_wanting(now)
            if lease.wants and self.has_waited(now) and lease.can_take(now, self.excused(now), self.cut(now)):
                lease.take()
                self.takes.append(now)
                self.kill_at, self.notes["holder"] = None, self.name
                self.set_write(True, now)

    def has_waited(self, now):
        last = [witness["holder"] for witness in self.witnesses.values()] + [self.notes["holder"]]
        return not self.sim.waits or self.direct or self.followed or self.peer not in last or now - self.started > BOOTING

    def excused(self, now):
        if not self.sim.outside or self.cut(now):
            return []
        if not self.has_outwaited(now):
            return []
        return [name for name, witness in self.witnesses.items() if now - witness["heard"] > 2 * ADVERT]

    def has_outwaited(self, now):
        return now - max(self.heard, self.started, self.steady) >= self.sim.outwait

    def set_write(self, write, now):
        if self.write != write:
            self.write = write
            # The slowest that MariaDB may be: it opens at once, and closes late or only when it is killed.
            if not write:
                self.close_at = None if self.hangs else now + self.sim.random.choice((0.01, 0.1, 0.5))
        if write:
            self.readonly = self.readonly and not self.may_open(now)
        if write or self.readonly:
            self.reading_since = None
            return
        if self.reading_since is None:
            self.reading_since = now
        limit = self.reading_since + (HURRY if self.hangs else PATIENCE)
        if now > (limit if self.lease.held or self.kill_at is None else self.kill_at):
            self.readonly, self.close_at = True, None

    def tell(self, now):
        lease = self.lease
        if lease.held and self.direct:
            heard = sorted(name for name, witness in self.witnesses.items()
                           if now - witness["heard"] < self.sim.forget)
            if heard and lease.proposed == lease.agreed and heard != lease.agreed["names"]:
                lease.propose(heard, now)
                self.keep_witnesses()
        self.number += 1
        self.told, self.asks_again = now, False
        message = {"from": self.name, "boot": self.boot, "number": self.number, "sent": now, "holds": lease.occupies(),
                   "wants": lease.wants, "witnesses": lease.proposed if lease.held else lease.agreed}
        self.sim.send(self.name, self.peer, message)
        for name in self.witnesses:
            self.sim.send(self.name, name, message)

    def receive(self, sender, message):
        now = self.sim.now
        if sender == self.peer:
            self.hear_peer(message, now)
        elif "granted" in message and message["boot"] == self.boot:
            self.witnesses[sender] = {"heard": now, "holder": message["holder"], "age": message["age"]}
            self.note_answer(message)

    def keep_witnesses(self):
        self.notes["witnesses"] = [self.lease.agreed, self.lease.proposed]

    def note_answer(self, message):
        if message["granted"]:
            self.lease.note_grant(message["from"], self.sim.counts_from(message["sent"]))
            self.hurry = self.hurry or (self.lease.wants and not self.lease.held)

    def hear_peer(self, message, now):
        lease = self.lease
        if "granted" in message:
            if message["boot"] == self.boot:
                self.note_answer(message)
                if lease.agree(message["witnesses"]):
                    self.keep_witnesses()
            return
        if not lease.vote.is_news(message):
            return
        self.hurry = self.hurry or self.peer_wants != message["wants"] or self.peer_holds != message["holds"]
        self.asks_again = self.asks_again or (lease.wants and self.peer_holds and not message["holds"])
        self.heard, self.peer_holds, self.peer_wants = now, message["holds"], message["wants"]
        if message["holds"] and lease.agree(message["witnesses"]):
            self.keep_witnesses()
        granted = False
        if message["holds"] or message["wants"]:
            granted = lease.answer(now)
        else:
            lease.vote.end(self.peer)
        self.sim.send(self.name, self.peer, {"from": self.name, "granted": granted, "boot": message["boot"],
                                             "sent": message["sent"], "witnesses": lease.agreed})


class Sim(object):
    """A run with its own random numbers; act is called at the times that it asks for, and does what a test wants.

    waits: a guard that just started lets the other one come first. forget: seconds of silence after which a witness is
    dropped from those that count. outside: isolation targets, which all see who are on the gateway's side."""

    def __init__(self, seed, count, waits=True, forget=10.0, outside=False, start=1000.0):
        self.random, self.now, self.events, self.serial = random.Random(seed), start, [], 0
        self.names = ["w%d" % number for number in range(count)]
        self.waits, self.forget, self.outside = waits, forget, outside
        self.blocked, self.loss, self.delay, self.twice = set(), 0.0, 0.01, 0.0
        self.counts_from = lambda sent: sent
        self.check, self.outwait = True, SILENCE * ADVERT + PROMISE + 0.5
        self.nodes = {name: Witness(self, name) for name in self.names}
        self.servers = [Server(self, name) for name in SERVERS]
        self.nodes.update((server.name, server) for server in self.servers)
        self.log = []
        for number, server in enumerate(self.servers):
            self.at(self.now + 0.037 * number, self.tick, server, server.boots)

    def at(self, when, what, *args):
        self.serial += 1
        heapq.heappush(self.events, (when, self.serial, what, args))

    def note(self, text):
        self.log.append("%8.3f %s" % (self.now - 1000, text))

    def run(self, until):
        a, b = self.servers
        while self.events and self.events[0][0] <= until:
            self.now, _, what, args = heapq.heappop(self.events)
            what(*args)
            if self.check and not a.readonly and not b.readonly and not a.frozen and not b.frozen:
                raise Overlap("both write at %.2f\n%s" % (self.now - 1000, "\n".join(self.log[-40:])))
        self.now = max(self.now, until)

    def reaches(self, sender, receiver):
        return (sender, receiver) not in self.blocked

    def send(self, sender, receiver, message):
        if (sender, receiver) in self.blocked:
            return
        for _ in range(1 if self.random.random() >= self.twice else 2):
            if self.random.random() >= self.loss:
                # Mostly quick, sometimes very late: that is what overtakes.
                wait = self.random.random() * (self.delay if self.random.random() < 0.3 else 0.003)
                self.at(self.now + wait, self.deliver, sender, receiver, message)

    def deliver(self, sender, receiver, message):
        node = self.nodes[receiver]
        if not node.up:
            return
        if node.frozen:
            node.queue.append((sender, message))
            return
        node.receive(sender, message)
        if receiver in SERVERS and node.hurry:
            node.hurry = False
            self.act(node)

    def act(self, server):
        before = server.lease.held, server.readonly
        server.run(self.now)
        after = server.lease.held, server.readonly
        if before != after:
            self.note("%s held, readonly: %s -> %s" % (server.name, before, after))

    def tick(self, server, boots):
        if server.boots != boots or not server.up:
            return
        if not server.frozen:
            self.act(server)
        self.at(self.now + TICK, self.tick, server, boots)

    # What may happen to a host

    def freeze(self, name, seconds):
        node = self.nodes[name]
        if node.up and not node.frozen:
            self.note("%s freezes for %.1f s" % (name, seconds))
            node.frozen = True
            self.at(self.now + seconds, self.thaw, name)

    def thaw(self, name):
        node = self.nodes[name]
        if not node.frozen:
            return
        queue, node.queue, node.frozen = node.queue, [], False
        self.note("%s goes on" % name)
        if name in SERVERS:
            # In the middle of listening it may hear one message before it looks at the clock.
            if queue and self.random.random() < 0.5:
                node.receive(*queue.pop(0))
            self.act(node)
        for sender, message in queue:
            self.deliver(sender, name, message)

    def crash(self, name, seconds):
        """The process dies and comes back; a server's MariaDB is closed in between, as late as the lease allows."""
        node = self.nodes[name]
        if not node.up or node.frozen:
            return
        self.note("%s crashes for %.1f s" % (name, seconds))
        node.up, node.queue = False, []
        closed = self.now
        if name in SERVERS and not node.readonly:
            deadline = node.kill_at or (node.lease.since() or self.now) + HARD * PROMISE
            closed = self.now + self.random.random() * max(deadline - self.now, 0)
            self.at(closed, self.fence, node)
        self.at(closed + seconds, self.restart, node)

    def fence(self, server):
        server.readonly = True
        self.note("%s is fenced" % server.name)

    def restart(self, node):
        self.note("%s starts" % node.name)
        node.start(self.now)
        if node.name in SERVERS:
            self.tick(node, node.boots)

    def set_vrrp(self, name, state):
        server = self.nodes[name]
        if server.vrrp == "MASTER" and state != "MASTER":
            server.not_master_since = self.now
        server.vrrp = state

    def split(self, *groups):
        """Who may hear whom: only those in the same group."""
        everybody = SERVERS + tuple(self.names) + ("gateway",)
        place = {name: number for number, group in enumerate(groups) for name in group}
        self.blocked = {(x, y) for x in everybody for y in everybody if place.get(x) != place.get(y)}
        self.note("groups %s" % " | ".join(",".join(sorted(group)) for group in groups))

    def heal(self):
        self.blocked, self.loss, self.delay, self.twice = set(), 0.0, 0.01, 0.0
        for server in self.servers:
            server.hangs = False

    # A world that changes all the time

    def storm(self, until):
        if self.now >= until:
            return
        draw, pick = self.random.random, self.random.choice
        self.loss, self.twice = pick((0, 0, 0.1, 0.4)), pick((0, 0.2))
        self.delay = pick((0.01, 0.1, 1.0, 1.0))
        everybody = SERVERS + tuple(self.names)
        kind = draw()
        if kind < 0.35:
            self.blocked = set()
        elif kind < 0.7 or self.outside:
            nodes = list(everybody + ("gateway",))
            self.random.shuffle(nodes)
            place = self.random.randrange(1, len(nodes))
            self.split(nodes[:place], nodes[place:])
        elif kind < 0.85:
            self.blocked = {(x, y) for x in everybody for y in everybody if draw() < 0.35}
            self.note("blocked %s" % sorted(self.blocked))
        else:
            # The two do not hear each other, and one way or the other some witness.
            self.blocked = {SERVERS, SERVERS[::-1]} | {(x, y) for x in everybody for y in everybody if draw() < 0.15}
            self.note("blocked %s" % sorted(self.blocked))
        for name in everybody:
            chance = draw()
            if chance < 0.07:
                self.at(self.now + draw(), self.freeze, name, pick((0.3, 1.0, 2.0, 4.0)))
            elif chance < 0.14:
                self.at(self.now + draw(), self.crash, name, pick((0.05, 0.3, 1.0)))
        for server in self.servers:
            server.hangs, server.jumps = draw() < 0.3, draw() < 0.05
            self.set_vrrp(server.name, pick(("MASTER", "MASTER", "MASTER", "BACKUP", "FAULT")))
            server.stopping = draw() < 0.03
        self.at(self.now + pick((0.2, 0.7, 1.5, 3.0, 5.0)), self.storm, until)


def settle(sim):
    """From the storm to good weather: VRRP knows one master, everything runs."""
    sim.heal()
    for name, node in sim.nodes.items():
        if name in SERVERS:
            node.stopping = False
    sim.set_vrrp("a", "MASTER")
    sim.set_vrrp("b", "BACKUP")


def draw_two_nodes(seed, seconds=20.0):
    """The same for two nodes, whose one witness is what lies outside; never cut from each other alone."""
    sim = Sim(seed, 0, seed % 3 == 0, outside=True)
    return sim, sim.now + seconds


def draw_run(seed, seconds=20.0):
    """A short run in a world drawn from its seed."""
    pick = random.Random(seed)
    sim = Sim(seed, pick.choice((1, 2, 2, 3, 4, 8)), pick.random() < 0.3, pick.choice((1.0, 2.0, 10.0)), seed % 4 == 3)
    return sim, sim.now + seconds
