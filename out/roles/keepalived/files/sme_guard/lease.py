"""Who may write: a lease that at most one of two servers holds. Pure: no clock, no socket; times are seconds of uptime.

A grant binds who gave it for a promise P from its receipt; who got it counts from the sending of its request, so a slow
network only makes it more careful. The holder keeps the lease as long as its peer grants it, or r of the n witnesses
do; to take it from a silent peer needs w of them, and r + w > n: two servers never have it at once.

Two nodes without application servers of their own have one witness, OUTSIDE: what answers to ping beyond the cluster. It
votes for everybody, so it decides only between a server that it answers and one that it does not.
"""

SOFT = 0.6  # of a promise: a holder whose newest grants are older stops writing
OUTSIDE = "outside"  # no name of a host has it alone: those that vote are application servers
HARD = 0.85  # of a promise: by then a writer that could not be stopped otherwise is killed


def to_take(count):
    """How many of so many witnesses it takes to take the lease from a silent peer."""
    return count // 2 + 1


def to_keep(count):
    """How many of so many witnesses it takes to keep the lease while the peer is silent."""
    return count - to_take(count) + 1


class Vote(object):
    """What one voter has promised, and to whom; a voter that just started may have promised anything."""

    def __init__(self, promise, now):
        self.promise = promise
        self.until = now + promise
        self.holder = None
        self.asked = now - promise
        self.newest = (-1, -1)

    def is_news(self, message):
        """Whether a message is newer than all before it of its sender; an overtaken one must not undo what followed."""
        order = (message["boot"], message["number"])
        if order <= self.newest:
            return False
        self.newest = order
        return True

    def ask(self, server, now):
        """Answers a request for the lease, and is bound by a grant."""
        if now < self.until and self.holder != server:
            return False
        self.holder, self.asked, self.until = server, now, now + self.promise
        return True

    def end(self, server):
        """The server said itself that it neither has nor wants the lease."""
        if self.holder == server:
            self.until = self.asked

    def binds(self, now):
        return now < self.until


class Lease(object):
    """One server's side of the lease.

    me, peer and witnesses are names; first tells which of the two goes first when both ask at once; kept is what a
    former process of this server has kept of the witnesses that count."""

    def __init__(self, me, peer, witnesses, promise, first, now, kept=None):
        self.me, self.peer, self.promise, self.first = me, peer, promise, first
        self.held = False
        self.wants = False
        self.closing = False  # gave the lease up, and is not read-only yet: to the others it still has it
        self.void = self.void_of_peer = -1.0  # grants of requests from before these times count no more
        self.vote = Vote(promise, now)  # what this server has promised to its peer, perhaps before it was restarted
        self.vote.holder = peer
        self.granted = {}  # voter: when the newest request that it granted was sent
        # The witnesses that count, and those that a holder would like to count; both do until the peer has agreed.
        self.agreed, self.proposed = kept or [{"edition": 0, "names": sorted(witnesses)}] * 2

    def answer(self, now):
        """This server's answer to its peer's request. Who holds the lease or goes first grants nothing."""
        if self.held or self.closing or (self.wants and self.first) or not self.vote.ask(self.peer, now):
            return False
        # Both may have asked at once: what the peer has granted meanwhile is returned with this.
        self.granted.pop(self.peer, None)
        self.void_of_peer = now
        return True

    def note_grant(self, voter, sent):
        """A voter granted the request that was sent at this time."""
        void = max(self.void, self.void_of_peer) if voter == self.peer else self.void
        if (self.held or self.wants) and sent > void:
            self.granted[voter] = max(sent, self.granted.get(voter, sent))

    def note_outside(self, now, has_waited):
        """What is outside answers. It keeps the lease for who has it; to take it by this one has to have waited."""
        if self.held or has_waited:
            self.note_grant(OUTSIDE, now)

    def since(self, cut=False):
        """When the grants that keep the lease were asked for; None without such grants.

        cut: what lies outside does not answer, so that the witnesses may be on the wrong side with this server."""
        kept = [self.granted[self.peer]] if self.peer in self.granted else []
        both = [self._nth(each["names"], to_keep(len(each["names"]))) for each in (self.agreed, self.proposed)]
        if None not in both and not cut:
            kept.append(min(both))
        return max(kept) if kept else None

    def is_valid(self, now, cut=False):
        """Whether this server may write: its grants are young enough."""
        since = self.since(cut)
        return self.held and since is not None and now - since < SOFT * self.promise

    def can_take(self, now, excused=(), cut=False):
        """Whether the grants suffice for the lease, and would to keep it. excused are witnesses whose silence does not count."""
        since = self.since(cut)
        if since is None or now - since >= SOFT * self.promise:
            return False
        fresh = [voter for voter, sent in self.granted.items() if now - sent < SOFT * self.promise]
        if self.peer in fresh:
            return True
        if self.vote.binds(now):
            return False
        return self.could_take(fresh, excused)

    def could_take(self, heard, excused=()):
        """Whether the witnesses that are heard would be enough to take the lease from a silent peer."""
        return all(self._suffice(each["names"], heard, excused) for each in (self.agreed, self.proposed))

    def _suffice(self, names, fresh, excused):
        counted = [name for name in names if name not in excused]
        # An excuse lowers what is needed, but never to nobody at all.
        needed = len(counted) if excused else to_take(len(counted))
        return len([name for name in counted if name in fresh]) >= max(needed, 1)

    def take(self):
        self.held, self.wants, self.closing = True, False, False

    def stop_wanting(self, now):
        if self.wants or self.granted:
            self.wants, self.granted, self.void = False, {}, now

    def drop(self, now):
        """Ends the lease on this side. The voters stay bound until this server is read-only and says so."""
        self.held, self.wants, self.granted, self.void, self.closing = False, False, {}, now, True

    def closed(self):
        """This server is read-only: nobody need wait for it any more."""
        self.closing = False

    def occupies(self):
        """Whether this server has the lease as far as the others must know."""
        return self.held or self.closing

    def propose(self, names, now):
        """The holder would count other witnesses, unless its own lease would not hold by them."""
        self.proposed = {"edition": self.agreed["edition"] + 1, "names": sorted(names)}
        if not self.is_valid(now):
            self.proposed = self.agreed

    def agree(self, witnesses):
        """The peer counts these witnesses now. Returns whether that changes anything here."""
        if self.held and witnesses == self.proposed != self.agreed:
            self.agreed = witnesses
            return True
        if not self.held and witnesses["edition"] > self.agreed["edition"]:
            self.agreed = self.proposed = witnesses
            return True
        return False

    def _nth(self, names, count):
        """The count-th newest grant among these witnesses."""
        times = sorted((self.granted[name] for name in names if name in self.granted), reverse=True)
        return times[count - 1] if 0 < count <= len(times) else None
