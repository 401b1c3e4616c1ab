# -*- coding: utf-8 -*-
"""What the guard reads and writes: places in a binary log, datagrams, notes, keepalived's files, the order of messages."""
import contextlib
import hashlib
import hmac
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time

import database as database_module
import notes as notes_module
import vrrp
from lease import Vote
from mariadb import Lag, Slave, place, sequence
from notes import Notes
from semi_sync import SemiSync
from wire import Keys, pack, unpack, uptime

KEY = b"0123456789abcdef"

STATUS = """*************************** 1. row ***************************
                Slave_IO_State: Waiting for master to send event
                   Master_Host: 192.0.2.12
               Master_Log_File: master-tx-log-bin.000012
           Read_Master_Log_Pos: 5000
                Relay_Log_File: relay-bin.000003
                 Relay_Log_Pos: 4711
         Relay_Master_Log_File: master-tx-log-bin.000011
              Slave_IO_Running: Yes
             Slave_SQL_Running: Yes
               Replicate_Do_DB:
                 Last_IO_Errno: 0
                 Last_IO_Error:
                Last_SQL_Errno: 0
                Last_SQL_Error:
           Exec_Master_Log_Pos: 900
                    Using_Gtid: No
                   Gtid_IO_Pos:
       Slave_SQL_Running_State: Slave has read all relay log; waiting for more updates"""


def slave(changes=(), gtids="", domain=2):
    text = STATUS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return Slave(text.split("\n"), gtids, domain)


def test_places_in_a_binary_log():
    assert place("master-tx-log-bin.000012", "345") == [12, 345]
    assert place("a.b.1000000", 7) == [1000000, 7]
    assert place("", "0") is None and place("no-number", "4") is None
    # As numbers: the file behind 999999 has a digit more.
    assert place("x.999999", "9") < place("x.1000000", "4") and place("x.000002", "9") < place("x.000002", "10")


def test_the_number_of_a_domains_last_transaction():
    assert sequence("1-1-100,2-2-57", 2) == [57]
    assert sequence("1-1-100,2-2-57", 1) == [100]
    assert sequence("1-1-100,\n2-2-57", 2) == [57]
    assert sequence("12-2-9", 2) == [0] and sequence("1-2-3", 2) == [0] and sequence("", 1) == [0]
    assert sequence("22-1-8,2-9-18446744073709551615", 2) == [18446744073709551615]


def test_no_replication():
    found = Slave([])
    assert not found.exists and found.io == found.sql == "No" and not found.sql_error and found.applied is None
    assert found.pick(None) is None and found.has_applied() and not found.has_applied([1, 2])


def test_replication_by_place():
    found = slave()
    assert found.exists and found.io == found.sql == "Yes" and found.idle and not found.by_gtid
    assert found.received == [12, 5000] and found.applied == [11, 900] and not found.has_applied()
    assert found.has_applied([11, 900]) and not found.has_applied([11, 901])
    assert (found.relay_file, found.relay_position) == ("relay-bin.000003", 4711)
    assert found.pick({"place": [1, 2], "gtid": [3]}) == [1, 2]
    assert slave([("log-bin.000011", "log-bin.000012"), ("Pos: 900", "Pos: 5000")]).has_applied()
    assert slave([("master-tx-log-bin.000012", "")]).received is None


def test_replication_by_gtid():
    changes = [("Using_Gtid: No", "Using_Gtid: Slave_Pos"), ("Gtid_IO_Pos:", "Gtid_IO_Pos: 1-1-9,2-2-60")]
    found = slave(changes, "1-1-9,2-2-57")
    assert found.by_gtid and found.received == [60] and found.applied == [57] and not found.has_applied()
    assert found.pick({"place": [1, 2], "gtid": [3]}) == [3]
    # The place of the IO thread is empty until it has connected: what is applied has been received.
    assert slave([changes[0]], "2-2-57").received == [57]
    assert slave(changes, "2-2-60").has_applied()


def test_a_slave_with_a_fault():
    found = slave([("Last_SQL_Errno: 0", "Last_SQL_Errno: 1062"), ("Last_SQL_Error:", "Last_SQL_Error: Duplicate\n Last_SQL_Errno_: 7"),
                   ("Slave_SQL_Running: Yes", "Slave_SQL_Running: No"), ("Slave_IO_Running: Yes", "Slave_IO_Running: Connecting"),
                   ("Last_IO_Errno: 0", "Last_IO_Errno: 1236"), ("has read all relay log", "reads")])
    assert (found.sql_error, found.io_error, found.sql, found.io, found.idle) == (1062, 1236, "No", "Connecting", False)


MESSAGES = [{}, {"a": None}, {"from": "db-1", "sent": 1234.56, "holds": True, "witnesses": ["a", "b"]}, {"text": u"ä€😀'\"\\\n\x00"}]


def test_how_long_a_server_has_lacked_something():
    lag = Lag()
    assert lag.look(0.0, [5], [5]) == 0.0
    assert lag.look(1.0, [5], [7]) == 0.0
    assert lag.look(3.0, [6], [9]) == 2.0
    assert lag.look(4.0, [7], [9]) == 1.0
    assert lag.look(5.0, [9], [9]) == 0.0


def test_what_a_partner_that_is_replaced_had_written_is_not_waited_for():
    lag = Lag()
    lag.look(0.0, [5], [900])
    assert lag.look(9.0, [5], [5]) == 0.0
    # While it is connected, replication counts by places in the log for a moment.
    lag.look(10.0, [1, 4], [1, 336])
    assert lag.look(99.0, [0], [0]) == 0.0


def test_a_datagram_comes_back_as_it_was():
    for message in MESSAGES:
        assert unpack(pack(message, KEY), [KEY]) == message


def test_no_changed_datagram_is_taken():
    datagram = bytearray(pack(MESSAGES[2], KEY))
    for at in range(len(datagram)):
        for bit in (1, 32, 128):
            changed = bytearray(datagram)
            changed[at] ^= bit
            assert unpack(bytes(changed), [KEY]) is None, (at, bit)
    for length in range(len(datagram)):
        assert unpack(bytes(datagram[:length]), [KEY]) is None, length
    assert unpack(bytes(datagram) + b" ", [KEY]) is None and unpack(b" " + bytes(datagram), [KEY]) is None


def test_another_key_is_none():
    for key in (b"", KEY[:-1], KEY + b"0", KEY.upper()):
        assert unpack(pack(MESSAGES[2], key), [KEY]) is None


def test_rubbish_is_refused_before_it_is_read():
    for body in (b"", b"\xff\xfe", b"{", b"[" * 5000, b"null"):
        assert unpack(b"0" * 64 + body, [KEY]) is None
        assert unpack(hmac.new(b"other", body, hashlib.sha256).hexdigest().encode("ascii") + body, [KEY]) is None
    # What no holder of the key sends is the only way to a fault behind the signature.
    body = b"{"
    try:
        unpack(hmac.new(KEY, body, hashlib.sha256).hexdigest().encode("ascii") + body, [KEY])
    except ValueError:
        return
    raise AssertionError("taken for JSON")


def test_while_a_key_is_changed_any_of_two_counts():
    old, new = b"old key", b"new key"
    for key in (old, new):
        assert unpack(pack(MESSAGES[2], key), [old, new]) == unpack(pack(MESSAGES[2], key), [new, old]) == MESSAGES[2]
    assert unpack(pack(MESSAGES[2], b"a third"), [old, new]) is None and unpack(pack(MESSAGES[2], old), []) is None


def write_keys(path, text):
    with open(path + ".new", "w") as handle:
        handle.write(text)
    os.rename(path + ".new", path)


def test_keys_are_read_anew_when_the_file_is_another_one():
    folder = tempfile.mkdtemp()
    try:
        path = folder + "/keys.json"
        write_keys(path, '# Made\n["one"]\n')
        keys = Keys(path)
        assert (keys.own, keys.all) == (b"one", [b"one"])
        write_keys(path, '["one", "two"]')
        assert keys.all == [b"one"]
        keys.read()
        assert (keys.own, keys.all) == (b"one", [b"one", b"two"])
        write_keys(path, '["two", "one"]')
        keys.read()
        assert (keys.own, keys.all) == (b"two", [b"two", b"one"])
        # What cannot be read changes nothing, and neither does a file that is gone.
        for text in ("", "{", "[]", "[1]", "7", "null"):
            write_keys(path, text)
            keys.read()
            assert keys.all == [b"two", b"one"], text
        os.remove(path)
        keys.read()
        assert keys.own == b"two"
    finally:
        shutil.rmtree(folder)


def test_without_keys_nothing_begins():
    try:
        Keys("/nonexistent/keys.json")
    except (OSError, IOError):
        return
    raise AssertionError("began without a key")


def test_the_clock_goes_forwards():
    first = uptime()
    assert 0 < first <= uptime()


def in_folder(test):
    def run():
        folder = tempfile.mkdtemp(prefix="sme-guard-test-")
        try:
            test(folder)
        finally:
            shutil.rmtree(folder)

    return run


@in_folder
def test_notes_survive_a_restart(folder):
    path = folder + "/guard.json"
    assert Notes(path).get("holder") is None and not os.path.exists(path)
    Notes(path).set(holder="a", witnesses=[u"ä"])
    Notes(path).set(unverified={"file": None, "position": 4})
    again = Notes(path)
    assert (again.get("holder"), again.get("witnesses")) == ("a", [u"ä"])
    assert again.get("unverified") == {"file": None, "position": 4} and again.get("conflict") is None
    with open(path, "w") as handle:
        json.dump({"holder": "b", "of a later version": 1}, handle)
    assert Notes(path).get("holder") == "b" and Notes(path).get("events") is False


@in_folder
def test_what_is_no_news_is_not_written(folder):
    notes = Notes(folder + "/guard.json")
    notes.set(holder="a")
    before = os.stat(notes.path).st_ino
    notes.set(holder="a", witnesses=None)
    assert os.stat(notes.path).st_ino == before
    notes.set(holder="b")
    assert os.stat(notes.path).st_ino != before


class Crash(Exception):
    pass


class Broken(object):
    """The module os, but one function fails as if the power went at this moment."""

    def __init__(self, name):
        self.name = name

    def __getattr__(self, name):
        if name == self.name:
            raise Crash()
        return getattr(os, name)


@in_folder
def test_a_crash_leaves_the_old_notes(folder):
    path = folder + "/guard.json"
    Notes(path).set(holder="a")
    for name in ("fsync", "rename"):
        notes = Notes(path)
        notes_module.os = Broken(name)
        try:
            notes.set(holder="b")
            raise AssertionError(name)
        except Crash:
            pass
        finally:
            notes_module.os = os
        assert Notes(path).get("holder") == "a", name
    with open(path + ".new", "w") as handle:
        handle.write('{"holder": "b"')
    assert Notes(path).get("holder") == "a"
    Notes(path).set(holder="c")
    assert Notes(path).get("holder") == "c"


@in_folder
def test_a_note_that_was_not_kept_is_written_the_next_time(folder):
    notes = Notes(folder + "/guard.json")
    notes.set(holder="a")
    notes_module.os = Broken("rename")
    try:
        notes.set(holder="b")
    except Crash:
        pass
    finally:
        notes_module.os = os
    notes.set(holder="b")
    assert Notes(notes.path).get("holder") == "b", "a disk that was full for a moment loses the note for good"


@in_folder
def test_notes_of_several_threads(folder):
    notes, faults, done = Notes(folder + "/guard.json"), [], []
    notes.set(holder="a-0", conflict="c-0")

    def write(name):
        try:
            for number in range(15):
                notes.set(**{name: "%s-%d" % (name, number)})
        except Exception as fault:
            faults.append(repr(fault))
        done.append(name)

    names = ["holder", "witnesses", "unverified", "conflict"]
    threads = [threading.Thread(target=write, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    while len(done) < len(names):
        Notes(notes.path)  # Whole at any time.
    for thread in threads:
        thread.join()
    assert not faults, faults
    again = Notes(notes.path)
    assert [again.get(name) for name in names] == ["%s-14" % name for name in names]


@in_folder
def test_what_keepalived_says(folder):
    kept = vrrp.STATE, vrrp.PIDS
    vrrp.STATE, vrrp.PIDS = folder + "/state", (folder + "/1.pid", folder + "/2.pid")

    def write(name, text):
        with open(os.path.join(folder, name), "w") as handle:
            handle.write(text)

    try:
        with sleeper(folder, "keepalived") as pid, sleeper(folder, "another") as stranger:
            keepalived = vrrp.Keepalived()
            write("state", "MASTER\n")
            assert keepalived.state(1000.0) == "", "no pid"
            write("2.pid", "%d\n" % pid)
            for text in ("MASTER", "BACKUP", "FAULT"):
                write("state", text)
                assert keepalived.state(1000.0) == text
            for number in ("", "4194305", "self", "../proc/1", "-1", "%d" % stranger):
                write("2.pid", number)
                assert keepalived.state(1000.0) == "", number
            write("1.pid", "%d" % pid)
            assert keepalived.state(1000.0) == "FAULT"
            os.remove(vrrp.STATE)
            assert keepalived.state(1000.0) == ""
    finally:
        vrrp.STATE, vrrp.PIDS = kept


@in_folder
def test_a_request_to_step_aside_ends_by_itself(folder):
    kept, vrrp.LEAVE = vrrp.LEAVE, folder + "/leave"
    try:
        assert not vrrp.is_to_leave(1000.0)
        for text, asked in (("1015\n", True), ("1000", False), ("999", False), ("", False), ("x", False), ("-5", False), ("9" * 12, False)):
            with open(vrrp.LEAVE, "w") as handle:
                handle.write(text)
            assert vrrp.is_to_leave(1000.0) is asked, text
        assert not vrrp.is_to_leave(1000.0), "a time that is far away is of another boot"
    finally:
        vrrp.LEAVE = kept


@in_folder
def test_a_keepalived_that_hangs(folder):
    """Its own process tells, not a script that a busy host delays."""
    kept = vrrp.STATE, vrrp.PIDS
    vrrp.STATE, vrrp.PIDS = folder + "/state", (folder + "/pid",)
    try:
        with sleeper(folder, "keepalived") as pid:
            for name, text in (("state", "MASTER"), ("pid", "%d" % pid)):
                with open(os.path.join(folder, name), "w") as handle:
                    handle.write(text)
            keepalived = vrrp.Keepalived()
            assert keepalived.state(1000.0) == "MASTER"
            time.sleep(0.5)
            assert keepalived.state(1000.0 + vrrp.SILENCE) == "MASTER", "it has woken since"
            os.kill(pid, signal.SIGSTOP)
            time.sleep(0.3)
            assert keepalived.state(1010.0) == "MASTER", "its last waking was not seen before"
            assert keepalived.state(1010.0 + vrrp.SILENCE) == "MASTER"
            assert keepalived.state(1010.1 + vrrp.SILENCE) == "", "it hangs"
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.5)
            assert keepalived.state(1020.0) == "MASTER", "it goes on"
            os.kill(pid, signal.SIGKILL)
            time.sleep(0.3)
            assert keepalived.state(1020.0) == "", "dead, though nobody has reaped it"
    finally:
        vrrp.STATE, vrrp.PIDS = kept


@contextlib.contextmanager
def sleeper(folder, name):
    """A process of that name which wakes ten times a second; gives its process id."""
    program = os.path.join(folder, name)
    shutil.copy(os.path.realpath("/bin/bash"), program)
    process = subprocess.Popen([program, "-c", "exec 3<> <(:); while :; do read -t 0.1 -u 3; done"])
    try:
        time.sleep(0.2)
        yield process.pid
    finally:
        process.kill()
        process.wait()


def said(boot, number):
    return {"boot": boot, "number": number}


def test_only_what_is_newer_is_news():
    vote = Vote(2.5, 0.0)
    assert vote.is_news(said(1, 5)) and vote.is_news(said(1, 7))
    assert not any(vote.is_news(said(1, number)) for number in (7, 6, 5, 1))
    assert vote.is_news(said(1, 8))


def test_a_restart_begins_anew_and_the_old_one_is_over():
    vote = Vote(2.5, 0.0)
    assert vote.is_news(said(4, 500)) and vote.is_news(said(5, 1)) and not vote.is_news(said(4, 501))
    assert vote.is_news(said(5, 2)) and vote.is_news(said(9, 1)) and not vote.is_news(said(5, 3))


def test_a_promise():
    vote = Vote(2.5, 100.0)
    assert vote.binds(102.4) and not vote.ask("a", 102.4) and vote.ask("a", 102.5)
    assert not vote.ask("b", 104.9) and vote.ask("a", 104.9) and not vote.ask("b", 107.3)
    vote.end("b")
    assert not vote.ask("b", 107.3)
    vote.end("a")
    assert vote.ask("b", 107.3) and not vote.ask("a", 107.4)


@in_folder
def test_a_server_counts_as_writable_before_it_is(folder):
    """The lease may be handed over at any moment, and is only by a server that says of itself that it is read-only."""
    kept = database_module.OPENED
    database_module.OPENED = folder + "/opened"
    seen = []

    class Client(object):
        def ask(self, statement, timeout=2.0):
            if "read_only = 0" in statement:
                seen.append(database.readonly)
            return []

    try:
        database = database_module.Database(
            {"server_id": 1, "semi_sync": False, "promise": 2.5, "replication_user": "r"}, Notes(folder + "/guard.json"),
            lambda: True, lambda text: None)
        database.connection, database.write, database.readonly, database.up = Client(), True, True, True
        database.open()
    finally:
        database_module.OPENED = kept
    assert seen == [False], "while MariaDB is being opened, the guard still takes it for read-only"


class Asked(object):
    """A MariaDB that has semi-synchronous replication on, and notes what is set."""

    def __init__(self, before_answer=lambda: None):
        self.set, self.before_answer = [], before_answer

    def ask(self, statement, timeout=2.0):
        if statement.startswith("SET"):
            self.set.append(statement)
            return []
        self.before_answer()
        return ["1"]


def test_what_waits_for_the_other_server_is_released_by_a_connection_of_its_own():
    relief = SemiSync(lambda: True, lambda text: None)
    relief.connection = Asked()
    relief.step()
    assert relief.connection.set == [], "nothing is known of the other server yet"
    relief.wanted = True
    relief.step()
    assert relief.connection.set == [], "it is as it is to be"
    relief.wanted = False
    relief.step()
    assert relief.connection.set == ["SET GLOBAL rpl_semi_sync_master_enabled = 0"]


def test_without_the_lease_nothing_that_waits_is_acknowledged():
    lease = [True]
    relief = SemiSync(lambda: lease[0], lambda text: None)
    relief.connection, relief.wanted = Asked(lambda: lease.__setitem__(0, False)), False
    relief.step()
    assert relief.connection.set == [], "the lease ended while MariaDB answered"
    relief.step()
    assert relief.connection.set == []


@in_folder
def test_a_connection_that_broke_at_its_first_questions_is_tried_again(folder):
    database = database_module.Database(
        {"server_id": 1, "semi_sync": False, "promise": 2.5, "replication_user": "r"}, Notes(folder + "/guard.json"),
        lambda: True, lambda text: None)
    for error, first, second, stopped in [(0, True, True, False), (1236, False, False, True), (1593, True, False, True)]:
        database.slave = slave([("Last_IO_Errno: 0", "Last_IO_Errno: %d" % error)])
        database.tried = -1000.0
        assert (database.may_try(), database.has_stopped()) == (first, stopped), error
        database.tried = uptime()
        assert database.may_try() == second, "%d, a moment later" % error


@in_folder
def test_what_is_left_of_a_dead_connection_of_replication_is_ended(folder):
    asked, ended = [], []

    class Client(object):
        def ask(self, statement, timeout=2.0):
            asked.append(statement)
            return ["192.0.2.12:58874", "2001:db8::12:40312"] if "PROCESSLIST" in statement else []

    kept, database_module.destroy = database_module.destroy, lambda *wanted: ended.append(wanted)
    try:
        database = database_module.Database(
            {"server_id": 1, "semi_sync": False, "promise": 2.5, "replication_user": "r'"}, Notes(folder + "/guard.json"),
            lambda: True, lambda text: None)
        database.connection = Client()
        database.end_remains()
    finally:
        database_module.destroy = kept
    assert "COMMAND = 'Killed' AND USER = X'7227'" in asked[0], asked
    assert ended == [("dst", address, "dport", "=", port, "sport", "=", ":3306")
                     for address, port in [("192.0.2.12", ":58874"), ("2001:db8::12", ":40312")]]
