"""Who of several processes on one PostgreSQL is alive, and which one of them leads."""

import hashlib
import secrets
import threading
from contextlib import suppress

from sqlalchemy import Connection, Engine, bindparam, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

# Kinds of lock. The second number of a lock is a worker's, or made from a token, or 0.
ALIVE, LEADS, BEGINS = 0x57A1, 0x57A2, 0x57A3
# What stands in an inbox row where there is one process only.
ALONE = 0

_TAKE = text("SELECT pg_try_advisory_lock(:kind, :number)")
_HELD = text(
    "SELECT objid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE datname = current_database() AND locktype = 'advisory' AND objsubid = 2 "
    "AND granted AND classid = :kind"
).bindparams(bindparam("kind", ALIVE))
# A machine that is gone says nothing. Its connection, and with it its locks, end this soon.
_NOTICE = (
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
)


def new_worker(dialect: str) -> int:
    """A number that no process has had; an SQLite file has one process only."""
    return ALONE if dialect == "sqlite" else secrets.randbelow(2**31 - 1) + 1


def gone(session: Session, workers: set[int], own: int) -> set[int]:
    """Those of the workers that are no longer alive. Whoever begins on an SQLite file, which has
    one process only, is alone."""
    if not workers or session.get_bind().dialect.name == "sqlite":
        return workers
    return workers - {own} - set(session.connection().execute(_HELD).scalars())


def anyone(connection: Connection) -> bool:
    """Whether any process of ours is at work on this PostgreSQL. For SQLite its file is locked."""
    if connection.dialect.name != "postgresql":
        return False
    return connection.execute(_HELD).first() is not None


def one_at_a_time(connection: Connection) -> None:
    """Of several processes that begin together, one after another, each until its transaction
    ends. SQLite has a lock of its own for that."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:kind, 0)"), {"kind": BEGINS})


class Alone:
    """The one process of an SQLite file."""

    shared = False
    leads = True

    def renew(self) -> None:
        """Nobody looks."""

    def close(self) -> None:
        """Nobody waits."""


class Presence:
    """Locks on a connection of their own. PostgreSQL lets go of them when the process ends,
    however it ends."""

    shared = True

    def __init__(self, engine: Engine, worker: int, token: str) -> None:
        self._engine = engine
        self._worker = worker
        self._token = int.from_bytes(hashlib.sha256(token.encode()).digest()[:4]) >> 1
        self._door = threading.Lock()
        self._connection: Connection | None = None
        self._seen = False
        self.leads = False

    def renew(self) -> None:
        """Be seen alive, and lead where nobody does. Where the line broke, both begin anew."""
        with self._door:
            try:
                if self._connection is None:
                    self._connection = self._connect()
                self._seen = self._seen or self._take(ALIVE, self._worker)
                self.leads = self._is_there() if self.leads else self._take(LEADS, self._token)
            except SQLAlchemyError:
                self._let_go()
                raise

    def close(self) -> None:
        """Let go of the locks."""
        with self._door:
            self._let_go()

    def _let_go(self) -> None:
        self._seen = self.leads = False
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()

    def _connect(self) -> Connection:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        # It is held for as long as we live, and counts for none of the pool's.
        connection.detach()
        for statement in _NOTICE:
            connection.execute(text(statement))
        return connection

    def _take(self, kind: int, number: int) -> bool:
        assert self._connection
        taken = self._connection.execute(_TAKE, {"kind": kind, "number": number})
        return bool(taken.scalar_one())

    def _is_there(self) -> bool:
        assert self._connection
        self._connection.execute(text("SELECT 1"))
        return True
