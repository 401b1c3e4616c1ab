"""Compares late transactions with what was written since a takeover: by the keys of the rows that either changed (G36).

Late are those that the former master had committed and this server had not received when it took over. Applied in silence
they could overwrite newer rows, or leave the two servers different for good."""
import hashlib
import os
import re
import subprocess
import time

from mariadb import TOOLS, Connection, first_of, read_slave

FOLDER = "/var/lib/sme-ha-gen"
ROW = re.compile(r"### (?:INSERT INTO|UPDATE|DELETE FROM) `((?:[^`]|``)*)`\.`((?:[^`]|``)*)`")
VALUE = re.compile(r"###   @(\d+)=(.*?)(?: /\* .*)?$")
GTID = re.compile(r"#\d.*\tGTID \d+-\d+-(\d+)\b")
NO_CHANGE = re.compile(r"\s*$|#|/\*M?!|SET |use |BEGIN|COMMIT|ROLLBACK|START TRANSACTION|DELIMITER|XA ")


class Gone(Exception):
    """What there is to compare exists no more; no further try can help."""


def changes(lines):
    """Of decoded binary logs: (table, row before, row after) for each row, None for a row that is not; (None, text, None) for
    each other statement. A row is {place of the column: value}."""
    table, images = None, None
    for line in lines:
        if line.startswith("### "):
            row, value = ROW.match(line), VALUE.match(line)
            if value:
                image[int(value.group(1))] = value.group(2).lower().rstrip()
            elif row:
                if images:
                    yield table, images.get("WHERE"), images.get("SET")
                table, images = row.group(1, 2), {}
            else:
                image = images.setdefault(line[4:].strip(), {})
            continue
        if images:
            yield table, images.get("WHERE"), images.get("SET")
        images = None
        if not NO_CHANGE.match(line):
            yield None, line.rstrip(), None
    if images:
        yield table, images.get("WHERE"), images.get("SET")


def keys(table, columns, indexes):
    """The keys of a row, one for each unique index; the table as a whole where it has none. Nothing of a row that is not."""
    if columns is None:
        return set()
    found = set()
    for name, ordinals in indexes.get(table, []):
        values = tuple(columns.get(ordinal) for ordinal in ordinals)
        if "null" not in values:
            found.add((table, name, values))
    return found or {(table, None, ())}


def state(columns):
    """A row in short, to tell one state of it from another; empty for a row that is not."""
    return hashlib.sha1(repr(sorted(columns.items())).encode("utf-8")).hexdigest() if columns else ""


class Late(object):
    """What late transactions have touched: for each key the states of its row, the last one last."""

    def __init__(self, lines, indexes):
        self.states, self.tables, self.statements, self.indexes = {}, set(), False, indexes
        for table, before, after in changes(lines):
            if table is None:
                self.statements = True
                continue
            self.tables.add(table)
            for key, was, becomes in self.touched(table, before, after):
                self.states.setdefault(key, [was]).append(becomes)

    def touched(self, table, before, after):
        """The keys that a change of a row touches: (key, state before, state after)."""
        old, new = keys(table, before, self.indexes), keys(table, after, self.indexes)
        for key in old | new:
            yield key, state(before) if key in old else "", state(after) if key in new else ""

    def collides(self, lines, applied=False):
        """The first thing in other binary logs that touches the same; empty where nothing does.

        applied: the late transactions were being applied meanwhile, so what found a row as the last of them left it came later
        and overwrote nothing. A row that had that state before, or no key, does not tell."""
        later = set()
        for table, before, after in changes(lines):
            if self.statements:
                return "late transactions hold a statement, whose rows are not known"
            if table is None:
                hit = [name for _, name in self.tables if name in before]
                if hit:
                    return "a statement names the table %s" % hit[0]
                continue
            for key, was, _ in self.touched(table, before, after):
                if key not in self.states or key in later:
                    continue
                states = self.states[key]
                if not applied or key[1] is None or was != states[-1] or was in states[:-1]:
                    return "both changed the same row of %s.%s" % table
                later.add(key)
        return ""


class Comparison(object):
    """Between this server's relay log and its own binary log."""

    def __init__(self, config, notes, say):
        self.domain = 3 - config["server_id"]
        self.notes, self.say, self.connection = notes, say, Connection()

    def run(self):
        """Applies the late transactions or keeps them out; returns when that is settled."""
        ask = self.connection.ask
        since = self.notes.get("unverified")
        slave = read_slave(self.connection, self.domain, 10)
        relay = self.files(ask("SELECT @@GLOBAL.relay_log_index")[0], slave.relay_file)
        late = Late(decode(relay, slave.relay_position), self.indexes())
        why, end = "", self.end()
        if late.states or late.statements:
            try:
                why = late.collides(self.own(since["file"], since["position"], end, since.get("after", 0)))
                why = why or self.apply(slave.received)
                # What was written while they were being applied.
                why = why or late.collides(self.own(end[0], end[1], self.end()), applied=True)
            except Gone as fault:
                why = str(fault)
        if not why:
            self.notes.set(unverified=None, conflict=None)
            self.say("what the other server had alone (%d rows) conflicts with nothing and is applied" % len(late.states))
            return
        self.connection.ask("STOP SLAVE SQL_THREAD", 60)
        path = os.path.join(FOLDER, "conflict-%s.txt" % time.strftime("%Y%m%dT%H%M%S"))
        self.write(path, why, relay, slave.relay_position)
        self.notes.set(conflict=path)
        self.say("CONFLICT: %s; the other server stays out. Its late transactions are listed in %s" % (why, path))

    def apply(self, goal):
        """Lets the SQL thread apply up to a place; returns what stopped it, if anything did."""
        self.connection.ask("START SLAVE SQL_THREAD", 10)
        while True:
            slave = read_slave(self.connection, self.domain, 10)
            if slave.sql_error:
                return "replication has stopped with error %d" % slave.sql_error
            if slave.has_applied(goal):
                return ""
            time.sleep(0.2)

    def write(self, path, why, relay, position):
        with open(path + ".new", "w") as handle:
            os.chmod(path + ".new", 0o600)
            handle.write("# %s.\n# The transactions that the former master has alone, as mariadb-binlog decodes them:\n" % why)
            for line in decode(relay, position):
                handle.write(line)
        os.rename(path + ".new", path)

    def end(self):
        file, position = self.connection.ask("SHOW MASTER STATUS")[0].split("\t")[:2]
        return file, int(position)

    def own(self, file, position, end, after=0):
        """What this server wrote from a place on, up to an end behind which half a transaction may lie."""
        index = self.connection.ask("SELECT @@GLOBAL.log_bin_index")[0]
        files = self.files(index, file or self.file_behind(after))
        if not files:
            raise Gone("the binary log %s is gone, so nobody knows what it held" % file)
        names = [os.path.basename(path) for path in files]
        return later(decode(files[:names.index(end[0]) + 1], position, end[1]), after)

    def file_behind(self, number):
        """The newest binary log ahead of which nothing later than that number of this server's own was written; the oldest where
        no GTID tells."""
        names = [line.split("\t")[0] for line in self.connection.ask("SHOW BINARY LOGS")]
        for name in reversed(names if number else []):
            begin = self.connection.ask("SHOW BINLOG EVENTS IN '%s' LIMIT 2" % name)[-1].split("\t")
            own = re.findall(r"\b%d-\d+-(\d+)" % (3 - self.domain), begin[-1])
            if begin[2] == "Gtid_list" and max([int(last) for last in own] or [0]) <= number:
                return name
        return names[0]

    def files(self, index, first):
        """The log files of an index from one on; none if that one is gone."""
        with open(index) as handle:
            paths = [os.path.join(os.path.dirname(index), line.strip()) for line in handle if line.strip()]
        names = [os.path.basename(path) for path in paths]
        return paths[names.index(first):] if first in names else []

    def indexes(self):
        """The unique indexes: {(schema, table): [(name, the columns' places in the row)]}."""
        found = {}
        for line in self.connection.ask(
                "SELECT s.TABLE_SCHEMA, s.TABLE_NAME, s.INDEX_NAME, GROUP_CONCAT(c.ORDINAL_POSITION ORDER BY s.SEQ_IN_INDEX) "
                "FROM information_schema.STATISTICS s JOIN information_schema.COLUMNS c "
                "USING (TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME) WHERE s.NON_UNIQUE = 0 GROUP BY 1, 2, 3", 30):
            schema, table, name, ordinals = line.split("\t")
            found.setdefault((schema, table), []).append((name, [int(ordinal) for ordinal in ordinals.split(",")]))
        return found


def later(lines, after):
    """Without the transactions whose GTID is not later than that number."""
    wanted = True
    for line in lines:
        gtid = GTID.match(line)
        if gtid:
            wanted = int(gtid.group(1)) > after
        if wanted:
            yield line


def decode(files, position, end=None):
    """The lines of binary log files, rows in words; position counts in the first file alone, end in the last."""
    if not files:
        return
    limit = ["--stop-position=%d" % end] if end else []
    # A crash may leave half a transaction at the end of a file, whose number the next file has again.
    options = ["--no-defaults", "--loose-skip-gtid-strict-mode", "--base64-output=decode-rows", "-vv"]
    tool = subprocess.Popen([first_of(TOOLS)] + options + ["--start-position=%d" % position] + limit + files, stdout=subprocess.PIPE)
    for line in tool.stdout:
        yield line.decode("utf-8", "replace")
    if tool.wait() != 0:
        raise IOError("the binary log %s could not be read" % files[0])
