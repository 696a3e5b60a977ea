"""Whether a database can be worked with, and what is wrong with it where not."""

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

# The check of a file reads all of it, some 5 ms for a MiB: up to this size nobody notices it at
# the start. A bigger one is checked while people are served already.
AT_ONCE = 32 * 2**20


class Trouble(StrEnum):
    DAMAGED = "damaged"
    READ_ONLY = "read_only"
    FULL = "full"
    LOCKED = "locked"


class Damaged(Exception):  # noqa: N818 - an answer to whoever starts the bot
    """The pages of an SQLite file do not fit together."""


_SQLITE = {
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    # A limit on the size of files is one that SQLite does not know by name.
    sqlite3.SQLITE_IOERR: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
}
# PostgreSQL: the disk is full; the server only answers questions, as one does that stands by.
_POSTGRESQL = {"53100": Trouble.FULL, "25006": Trouble.READ_ONLY}
_SYSTEM = {
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
    errno.EROFS: Trouble.READ_ONLY,
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
}


def check(engine: Engine) -> None:
    """Read through an SQLite file, and raise `Damaged` or what SQLite itself says."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(reads=True) as connection:
        said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if said != "ok":
        raise Damaged(said)


def trouble(fault: BaseException) -> Trouble | None:
    """What kind of trouble a fault tells of; None where it is one of another kind."""
    if isinstance(fault, Damaged):
        return Trouble.DAMAGED
    if isinstance(fault, OSError):
        return _SYSTEM.get(fault.errno or 0)
    if not isinstance(fault, DBAPIError):
        return None
    # The lower byte is the kind, the rest tells more of it.
    code = getattr(fault.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    return _POSTGRESQL.get(getattr(fault.orig, "sqlstate", None) or "")


def cannot_keep(fault: BaseException) -> bool:
    """Nothing can be written for now, however often it is tried; it can still be read."""
    return trouble(fault) in (Trouble.FULL, Trouble.READ_ONLY)
