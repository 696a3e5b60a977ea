"""Move a whole store from one database into another, and see that it is the same there."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, func, insert, inspect, select, text
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as rows_of

from db import jobs
from db import tables as tables  # fills SQLModel.metadata
from db.migrate import migrate
from db.presence import anyone, one_at_a_time
from db.tables.job import JobRow

BATCH = 1000
# Jobs are kept in another way on each database, so they are put in anew.
JOBS = JobRow.__tablename__

_THEIRS = text(
    "SELECT task_name, args, scheduled_at FROM procrastinate_jobs "
    "WHERE queue_name = :queue AND status IN ('todo', 'doing') ORDER BY id"
)
_COUNT_ON = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest})"
_SUM = 1 << 128


class NotEmpty(Exception):  # noqa: N818 - an answer to whoever moves a store
    """There is something in the database that a store was to be moved into. Says which table."""


class InUse(Exception):  # noqa: N818
    """A bot runs on the store that was to be moved."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What a table holds: how many rows, and a sum over all they say, in whatever order."""

    rows: int
    sum: str


@dataclass(frozen=True, slots=True)
class Moved:
    table: str
    before: Stock
    after: Stock

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def move(source: Engine, target: Engine) -> list[Moved]:
    """Bring all rows of `source` into `target`, with their numbers. Both are brought to today's
    tables first. Nothing is kept in the target unless every table is the same in the end."""
    with target.connect() as new:
        # Before it is changed in any way.
        _is_empty(new)
    migrate(source)
    migrate(target)
    with _of_one_moment(source) as old, target.connect() as new, new.begin() as keeping:
        # Who starts a bot meanwhile waits here, and who has one running is refused.
        one_at_a_time(old)
        if anyone(old):
            raise InUse
        _is_empty(new)
        moved = [_moved(old, new, table) for table in _tables()]
        moved.append(_jobs_moved(old, new))
        if anyone(old):
            raise InUse
        if not all(each.is_same for each in moved):
            keeping.rollback()
        return moved


@contextmanager
def _of_one_moment(source: Engine) -> Iterator[Connection]:
    """A transaction that sees nothing of what others write meanwhile; on SQLite nobody can."""
    with source.connect() as connection:
        if source.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def _tables() -> list[Table]:
    """Each after those that its rows point at."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name != JOBS]


def _is_empty(new: Connection) -> None:
    """Refuses a database where a table of ours has a row. It need not have the tables."""
    there = set(inspect(new).get_table_names())
    for table in SQLModel.metadata.sorted_tables:
        if table.name in there and new.execute(_any_of(table)).first():
            raise NotEmpty(table.name)
    if JOBS in there and _pending(new):
        raise NotEmpty(JOBS)


def _any_of(table: Table) -> Any:
    return select(text("1")).select_from(table).limit(1)


def _moved(old: Connection, new: Connection, table: Table) -> Moved:
    before = _Sum()
    for batch in _batches(old, table):
        new.execute(insert(table), before.over(batch))
    _count_on(new, table)
    after = _Sum()
    for batch in _batches(new, table):
        after.over(batch)
    return Moved(table.name, before.stock, after.stock)


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    reading = select(table).execution_options(yield_per=BATCH)
    for part in connection.execute(reading).mappings().partitions():
        yield [dict(row) for row in part]


def _count_on(new: Connection, table: Table) -> None:
    """PostgreSQL counts on by itself, and must be told what there is already."""
    number: Column[Any] | None = table.columns.get("id")
    if new.dialect.name != "postgresql" or number is None:
        return
    named = new.execute(text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": table.name})
    highest = new.execute(select(func.max(number))).scalar()
    if named.scalar() and highest:
        new.execute(text(_COUNT_ON.format(table=table.name, highest=int(highest))))


class _Sum:
    def __init__(self) -> None:
        self._rows = self._sum = 0

    def over(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows, added up."""
        for row in rows:
            written = json.dumps(row, default=str, sort_keys=True, ensure_ascii=False)
            digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
            self._sum = (self._sum + int.from_bytes(digest[:16])) % _SUM
        self._rows += len(rows)
        return rows

    @property
    def stock(self) -> Stock:
        return Stock(self._rows, f"{self._sum:032x}"[:12])


def _jobs_moved(old: Connection, new: Connection) -> Moved:
    before = _pending(old)
    with Session(new, join_transaction_mode="create_savepoint") as session, session.begin():
        for job in before:
            kind, payload, due_at = job["kind"], job["payload"], job["due_at"]
            jobs.at(session, due_at or datetime.now(UTC), kind, payload)
    return Moved(JOBS, _work(before), _work(_pending(new)))


def _work(pending: Iterable[dict[str, Any]]) -> Stock:
    """When a job is due may be said or not, and both mean now."""
    added = _Sum()
    added.over([{"kind": job["kind"], "payload": job["payload"]} for job in pending])
    return added.stock


def _pending(connection: Connection) -> list[dict[str, Any]]:
    """Jobs that are not done, in whichever way this database keeps them."""
    if connection.dialect.name == "postgresql":
        found = connection.execute(_THEIRS, {"queue": jobs.QUEUE})
        return [{"kind": kind, "payload": args, "due_at": at} for kind, args, at in found]
    undone = rows_of(JobRow).where(col(JobRow.state) != jobs.FAILED).order_by(col(JobRow.id))
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        return [
            {"kind": row.kind, "payload": row.payload, "due_at": row.due_at}
            for row in session.exec(undone)
        ]
