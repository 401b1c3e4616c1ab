# Made by sme-ha-gen: how a value is written into each of the languages that this tree speaks.
from __future__ import absolute_import, division, print_function

__metaclass__ = type

import hashlib


def sql_literal(value):
    """A MariaDB string literal; the session must not set NO_BACKSLASH_ESCAPES or ANSI_QUOTES."""
    text = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return "'" + text.replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0").replace("\x1a", "\\Z") + "'"


def sql_identifier(value):
    """A MariaDB identifier in backticks."""
    return "`" + str(value).replace("`", "``") + "`"


def sql_grant_pattern(value):
    """A database name for GRANT, where _ and % would stand for other characters."""
    return str(value).replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%")


def keepalived_secret(value):
    """A VRRP password as a word of keepalived.conf.

    In double quotes keepalived takes every character as it is, but for a double quote, which it cannot
    express, a backslash at the end, which makes it see no closing quote, and ${...}, which it may replace:
    for such a password the pair uses a digest of it instead.
    """
    text = str(value)
    if '"' in text or text.endswith("\\") or "${" in text:
        text = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    return '"' + text + '"'


class FilterModule(object):
    def filters(self):
        return {
            "sme_sql_literal": sql_literal,
            "sme_sql_identifier": sql_identifier,
            "sme_sql_grant_pattern": sql_grant_pattern,
            "sme_keepalived_secret": keepalived_secret,
        }
