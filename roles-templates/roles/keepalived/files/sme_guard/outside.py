"""Whether something outside of the cluster answers (keepalived.isolation_targets)."""
import os
import subprocess

SILENCE = 3.0  # advertisement intervals without an answer, after which this server counts as cut off


class Outside(object):
    """Pings all targets again and again, each try a process of its own that ends by itself."""

    def __init__(self, targets, advert):
        self.targets, self.advert = targets, advert
        self.tries, self.asked, self.answered, self.now = [], -1000.0, None, 0.0
        self.steady = 0.0  # since when answers have come without a gap

    def look(self, now):
        self.now = now
        if self.answered is None:
            self.answered = self.steady = now
        if any(attempt.poll() == 0 for attempt in self.tries):
            self.steady = now if now - self.answered > 1.5 * self.advert else self.steady
            self.answered = now
        self.tries = [attempt for attempt in self.tries if attempt.poll() is None]
        if self.targets and now - self.asked >= self.advert / 2 and len(self.tries) < 8:
            self.asked = now
            with open(os.devnull, "w") as nothing:
                self.tries += [subprocess.Popen(["ping", "-q", "-c", "1", "-W", "1", target], stdout=nothing, stderr=nothing)
                               for target in self.targets]

    def is_silent(self):
        return bool(self.targets) and self.now - (self.answered or self.now) > SILENCE * self.advert
