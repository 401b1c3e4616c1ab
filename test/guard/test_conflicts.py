# -*- coding: utf-8 -*-
"""Which rows late transactions touch, read from what mariadb-binlog prints of them."""
import re

from conflicts import Comparison, Late, changes, keys, later

HEAD = u"""/*!50530 SET @@SESSION.PSEUDO_SLAVE_MODE=1*/;
/*!40019 SET @@session.max_delayed_threads=0*/;
/*!50003 SET @OLD_COMPLETION_TYPE=@@COMPLETION_TYPE,COMPLETION_TYPE=0*/;
DELIMITER /*!*/;
# at 4
#261124  0:10:00 server id 2  end_log_pos 256 CRC32 0x01d586e7 \tStart: binlog v 4, server v 10.11.6-MariaDB-log created 261124  0:10:00
# Warning: this binlog is either in use or was not closed properly.
# at 256
#261124  0:10:00 server id 2  end_log_pos 285 CRC32 0x9383244d \tGtid list [2-2-4]
# at 285
#261124  0:10:00 server id 2  end_log_pos 328 CRC32 0x367d57e5 \tBinlog checkpoint master-tx-log-bin.000001
"""
TAIL = u"""DELIMITER ;
# End of log file
ROLLBACK /* added by mysqlbinlog */;
/*!50003 SET COMPLETION_TYPE=@OLD_COMPLETION_TYPE*/;
/*!50530 SET @@SESSION.PSEUDO_SLAVE_MODE=0*/;
"""
FILES, SHARES, LOGS, ODD = (u"sme", u"files"), (u"sme", u"shares"), (u"sme", u"logs"), (u"sme", u"a``b")
INDEXES = {
    FILES: [("PRIMARY", [1]), ("path", [2, 3])],  # id, folder, name, size
    SHARES: [("token", [1])],  # a unique key that may be NULL, and no other
    ODD: [("PRIMARY", [1])],
}


def quoted(value):
    """A value as mariadb-binlog prints it: control characters escaped, quotes and backslashes not."""
    if value is None:
        return u"NULL /* VARSTRING(1020) meta=1020 nullable=1 is_null=1 */"
    if isinstance(value, int):
        return u"%d /* INT meta=0 nullable=0 is_null=0 */" % value
    shown = re.sub(u"[\x00-\x1f]", lambda match: u"\\x%02x" % ord(match.group()), value)
    return u"'%s' /* VARSTRING(1020) meta=1020 nullable=1 is_null=0 */" % shown


def row(verb, table, *images):
    words = {"INSERT INTO": ["SET"], "DELETE FROM": ["WHERE"], "UPDATE": ["WHERE", "SET"]}[verb]
    text = u"### %s `%s`.`%s`\n" % ((verb,) + table)
    for word, image in zip(words, images):
        text += u"### %s\n" % word + u"".join(u"###   @%d=%s\n" % (n + 1, quoted(value)) for n, value in enumerate(image))
    return text


def insert(table, *image):
    return row("INSERT INTO", table, image)


def delete(table, *image):
    return row("DELETE FROM", table, image)


def update(table, before, after):
    return row("UPDATE", table, before, after)


def rows(number, *texts, **options):
    """A transaction with its header, the statement that made it, and its rows in one event."""
    bang = options.get("bang", u"!")
    note = u"".join(u"#Q> %s\n" % line for line in options.get("statement", u"INSERT INTO files\nVALUES (1)").split(u"\n"))
    return u"""# at 328
#261124  0:10:01 server id 2  end_log_pos 370 CRC32 0x7caf5212 \tGTID 2-2-%d trans
/*%s100101 SET @@session.skip_parallel_replication=0*//*!*/;
/*%s100001 SET @@session.gtid_seq_no=%d*//*!*/;
%s
/*!*/;
# at 370
#261124  0:10:01 server id 2  end_log_pos 0 CRC32 0x1234abcd \tAnnotate_rows:
%s#261124  0:10:01 server id 2  end_log_pos 470 CRC32 0x1234abcd \tTable_map: `sme`.`files` mapped to number 18
# at 470
#261124  0:10:01 server id 2  end_log_pos 520 CRC32 0x1234abcd \tWrite_rows: table id 18 flags: STMT_END_F
%s# Number of rows: %d
# at 520
#261124  0:10:01 server id 2  end_log_pos 551 CRC32 0xc272b2e0 \tXid = 26
COMMIT/*!*/;
""" % (number, bang, bang, number, options.get("begin", u"START TRANSACTION"), note, u"".join(texts), len(texts))


def statement(number, text):
    return u"""# at 551
#261124  0:10:02 server id 2  end_log_pos 593 CRC32 0x7caf5212 \tGTID 2-2-%d ddl
/*!100001 SET @@session.gtid_seq_no=%d*//*!*/;
# at 593
#261124  0:10:02 server id 2  end_log_pos 700 CRC32 0xf424ba55 \tQuery\tthread_id=6\texec_time=0\terror_code=0\txid=0
use `sme`/*!*/;
SET TIMESTAMP=1751570959/*!*/;
SET @@session.foreign_key_checks=1, @@session.sql_auto_is_null=0/*!*/;
/*!\\C utf8mb4 *//*!*/;
SET @@session.character_set_client=utf8mb4,@@session.collation_connection=2304/*!*/;
%s
/*!*/;
""" % (number, number, text)


def log(*transactions):
    """The lines as a pipe gives them: ended by a line feed and nothing else."""
    return re.findall(u"[^\n]*\n", HEAD + u"".join(transactions) + TAIL)


def collides(late, own):
    return Late(log(*late), INDEXES).collides(log(*own))


def test_an_empty_log_changes_nothing():
    for bang in (u"!", u"M!"):  # MariaDB 11 writes /*M! in front of what is its own.
        for begin in (u"START TRANSACTION", u"BEGIN"):
            assert list(changes(log(rows(5, bang=bang, begin=begin)))) == []
    assert not Late(log(), INDEXES).statements and not Late([], INDEXES).states


def test_images_of_rows():
    found = list(changes(log(
        rows(5, insert(FILES, 1, u"a", u"b", None), insert(FILES, 2, u"A", u"b", 0)),
        rows(6, update(FILES, (1, u"a", u"b", None), (1, u"a", u"c", 7)), bang=u"M!"), rows(7, delete(ODD, 9, u"x")))))
    assert found == [
        (FILES, None, {1: u"1", 2: u"'a'", 3: u"'b'", 4: u"null"}), (FILES, None, {1: u"2", 2: u"'a'", 3: u"'b'", 4: u"0"}),
        (FILES, {1: u"1", 2: u"'a'", 3: u"'b'", 4: u"null"}, {1: u"1", 2: u"'a'", 3: u"'c'", 4: u"7"}),
        (ODD, {1: u"9", 2: u"'x'"}, None)], found


def test_a_log_that_ends_in_a_row():
    assert len(list(changes(log(rows(5, insert(FILES, 1, u"a", u"b", 1)))[:-9]))) == 1
    assert list(changes(insert(FILES, 1).split(u"\n"))) == [(FILES, None, {1: u"1"})]


def test_what_a_statement_says_in_a_comment_is_no_row():
    text = u"INSERT INTO files\n### INSERT INTO `sme`.`shares`\nDROP TABLE files"
    assert list(changes(log(rows(5, insert(FILES, 1), statement=text)))) == [(FILES, None, {1: u"1"})]


def test_keys_of_a_row():
    image = {1: u"7", 2: u"'a'", 3: u"'b'"}
    assert keys(FILES, image, INDEXES) == {(FILES, "PRIMARY", (u"7",)), (FILES, "path", (u"'a'", u"'b'"))}
    assert keys(FILES, {1: u"7", 2: u"'a'", 3: u"null"}, INDEXES) == {(FILES, "PRIMARY", (u"7",))}
    assert keys(SHARES, {1: u"null"}, INDEXES) == {(SHARES, None, ())}
    assert keys(FILES, None, INDEXES) == set()
    assert keys(LOGS, {1: u"1"}, INDEXES) == {(LOGS, None, ())}
    # The text NULL is a value.
    assert keys(SHARES, {1: u"'null'"}, INDEXES) == {(SHARES, "token", (u"'null'",))}


def test_other_rows_do_not_collide():
    assert collides([rows(5, insert(FILES, 1, u"a", u"b", 1))], [rows(5, insert(FILES, 2, u"a", u"c", 1))]) == ""
    assert collides([rows(5, insert(FILES, 1, u"a", u"b", 1))], [rows(5, delete(ODD, 1, u"a"))]) == ""
    assert collides([], [rows(5, insert(FILES, 1, u"a", u"b", 1)), statement(6, u"DROP TABLE files")]) == ""


def test_the_same_row_collides_whatever_was_done_to_it():
    one = (1, u"a", u"b", 1)
    made = [insert(FILES, *one), delete(FILES, *one), update(FILES, one, (1, u"z", u"z", 2)), update(FILES, (1, u"z", u"z", 2), one)]
    for first in made:
        for second in made:
            assert "sme.files" in collides([rows(5, first)], [rows(8, second)]), (first, second)


def test_what_came_after_a_late_change_does_not_collide_with_it():
    old, new, other = (1, u"a", u"b", 1), (1, u"a", u"b", 2), (1, u"a", u"b", 3)

    def meanwhile(late, own):
        return Late(log(*late), INDEXES).collides(log(*own), applied=True)

    made, changed, gone = rows(5, insert(FILES, *old)), rows(6, update(FILES, old, new)), rows(7, delete(FILES, *new))
    assert not meanwhile([made], [rows(8, update(FILES, old, other)), rows(9, delete(FILES, *other))])
    assert not meanwhile([made, changed], [rows(8, delete(FILES, *new))])
    assert not meanwhile([changed, gone], [rows(8, insert(FILES, *other))])
    # In between two late changes, or ahead of them: what it wrote was overwritten.
    assert "sme.files" in meanwhile([made, changed], [rows(8, update(FILES, old, other))])
    assert "sme.files" in meanwhile([changed], [rows(8, update(FILES, old, other))])
    assert "sme.files" in meanwhile([changed], [rows(8, update(FILES, other, new)), rows(9, delete(FILES, *new))])
    # Nobody can tell whether the row was as before the late changes or as after them.
    assert "sme.files" in meanwhile([changed, rows(7, update(FILES, new, old))], [rows(8, update(FILES, old, other))])
    assert "sme.files" in meanwhile([made, changed, gone], [rows(8, insert(FILES, *other))])
    # A row without a key, and a statement.
    assert meanwhile([rows(5, insert(LOGS, u"x"))], [rows(8, delete(LOGS, u"x"))])
    assert meanwhile([made], [statement(8, u"ALTER TABLE files ADD c INT")])
    assert not meanwhile([made], [rows(8, insert(FILES, 2, u"a", u"c", 1))])


def test_an_update_moves_a_row_from_one_key_to_another():
    moved = rows(5, update(FILES, (1, u"a", u"b", 1), (1, u"a", u"c", 1)))
    assert collides([moved], [rows(8, insert(FILES, 9, u"a", u"b", 1))])
    assert collides([moved], [rows(8, insert(FILES, 9, u"a", u"c", 1))])
    assert not collides([moved], [rows(8, insert(FILES, 9, u"a", u"d", 1))])
    rekeyed = rows(5, update(FILES, (1, u"a", u"b", 1), (2, u"a", u"b", 1)))
    assert collides([rekeyed], [rows(8, delete(FILES, 2, u"q", u"q", 1))])
    assert collides([rekeyed], [rows(8, delete(FILES, 1, u"q", u"q", 1))])


def test_a_key_of_several_columns_needs_all_of_them():
    late = [rows(5, insert(FILES, 1, u"a", u"b", 1))]
    assert collides(late, [rows(5, insert(FILES, 2, u"a", u"b", 2))])
    assert not collides(late, [rows(5, insert(FILES, 2, u"b", u"a", 2))])
    assert not collides([rows(5, insert(FILES, 1, u"a", None, 1))], [rows(5, insert(FILES, 2, u"a", None, 2))])


def test_without_a_key_any_change_of_the_table_collides():
    assert collides([rows(5, insert(LOGS, u"x"))], [rows(5, insert(LOGS, u"y"))])
    assert not collides([rows(5, insert(LOGS, u"x"))], [rows(5, insert(FILES, 1, u"a", u"b", 1))])
    assert collides([rows(5, insert(SHARES, None, 1))], [rows(5, insert(SHARES, None, 2))])
    assert not collides([rows(5, insert(SHARES, u"s", 1))], [rows(5, insert(SHARES, u"t", 2))])


def test_values_of_any_kind_are_told_apart():
    values = [u"a`b", u"it's", u"a\nb", u"a\\nb", u"a\\x0ab", u"ä€😀", u"a@2=1", u"### SET", u"", u" ", u"x /*", u"\u2028", u"\x00", u"a=b"]
    for value in values:
        row_ = insert(SHARES, value, 1)
        assert collides([rows(5, row_)], [rows(6, row_)]), repr(value)
        for other in values:
            same = quoted(value) == quoted(other)
            assert bool(collides([rows(5, row_)], [rows(6, insert(SHARES, other, 2))])) == same, (value, other)


def test_a_value_like_a_comment_collides_rather_than_not():
    text = u"x' /* VARSTRING(9) meta=9 nullable=1 is_null=0 */"
    assert collides([rows(5, insert(SHARES, text, 1))], [rows(6, insert(SHARES, text, 2))])


def test_case_does_not_tell_apart():
    assert collides([rows(5, insert(SHARES, u"Ärger", 1))], [rows(6, insert(SHARES, u"äRGER", 2))])


def test_a_table_with_a_backtick_in_its_name():
    assert collides([rows(5, insert(ODD, 1, u"x"))], [rows(6, delete(ODD, 1, u"y"))])
    assert "a``b" in collides([rows(5, insert(ODD, 1, u"x"))], [statement(6, u"ALTER TABLE `a``b` ADD c INT")])


def test_an_own_statement_collides_by_the_tables_name():
    late = [rows(5, insert(FILES, 1, u"a", u"b", 1))]
    assert "files" in collides(late, [statement(6, u"ALTER TABLE `files` ADD COLUMN c INT")])
    assert "files" in collides(late, [statement(6, u"UPDATE\n`sme`.`files`\nSET size=0")])
    assert not collides(late, [statement(6, u"CREATE TABLE other (a INT)")])


def test_a_late_statement_collides_with_any_change():
    late = [statement(6, u"DELETE FROM other")]
    assert Late(log(*late), INDEXES).statements
    assert collides(late, [rows(7, insert(FILES, 1, u"a", u"b", 1))])
    assert collides(late, [statement(8, u"CREATE TABLE x (a INT)")])
    assert not collides(late, [])


def test_several_transactions_and_those_that_are_later():
    lines = log(rows(5, insert(FILES, 5)), statement(6, u"DROP TABLE x"), rows(7, insert(FILES, 7)), rows(12, insert(FILES, 12)))
    found = lambda after: [was if table is None else made[1] for table, was, made in changes(later(lines, after))]
    assert found(0) == [u"5", u"DROP TABLE x", u"7", u"12"]
    assert found(5) == [u"DROP TABLE x", u"7", u"12"]
    assert found(7) == [u"12"]
    assert found(12) == []


def test_a_value_that_looks_like_a_header_is_none():
    lines = log(rows(5, insert(SHARES, u"#261124 \tGTID 2-2-99 trans", 1)), rows(6, insert(SHARES, u"z", 1)))
    assert [made[1] for _, _, made in changes(later(lines, 5))] == [u"'z'"]


class Logs(object):
    """A server's binary logs by what each begins with."""

    def __init__(self, begins):
        self.begins = begins

    def ask(self, statement):
        if statement == "SHOW BINARY LOGS":
            return ["log.%06d\t999" % (number + 1) for number in range(len(self.begins))]
        name = re.search(r"'(log.\d+)'", statement).group(1)
        info = self.begins[int(name[-6:]) - 1]
        return ["%s\t4\tFormat_desc\t1\t256\tServer ver: 10.11" % name, "%s\t256\t%s" % (name, info)]


def test_the_comparison_begins_with_the_newest_log_that_holds_all_of_it():
    def begins_with(number, *begins):
        comparison = Comparison({"server_id": 1}, None, None)
        comparison.connection = Logs(begins)
        return comparison.file_behind(number)[-1]

    lists = ["Gtid_list\t1\t285\t[]"] + ["Gtid_list\t1\t300\t[2-2-9000,1-1-%d,1-2-7]" % last for last in (10, 20, 20, 30)]
    assert [begins_with(number, *lists) for number in (1, 6, 10, 19, 20, 29, 30, 99)] == list("11224455")
    # Before GTID, and where there is nothing to go by.
    assert begins_with(0, *lists) == "1"
    assert begins_with(99, *["Query\t1\t300\tBEGIN"] * 3) == "1"
