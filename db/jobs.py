"""Jobs: work put off in the transaction that wants it done, at once or at a time.

`enqueue`, `at` and `cancel` are for everybody, on either database. The rest is for whoever runs
jobs on SQLite; on PostgreSQL procrastinate does.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, delete, func, text, update
from sqlmodel import Session, col, select

from db.tables.job import JobRow

WAITING, RUNNING, FAILED = "waiting", "running", "failed"
QUEUE = "wengu"
# What a worker of procrastinate does every so often, and nobody asked for.
RETRY_STALLED = "retry_stalled"
Payload = Mapping[str, Any]

_DEFER = text(
    "SELECT unnest(procrastinate_defer_jobs_v1(ARRAY[ROW("
    " :queue, :kind, 0, NULL, NULL, CAST(:payload AS jsonb), CAST(:due_at AS timestamptz)"
    ")]::procrastinate_job_to_defer_v1[]))"
)
# Others call what waits, is in hand and went wrong for good by names of their own.
_THEIRS = text(
    "SELECT CASE status WHEN 'todo' THEN 'waiting' WHEN 'doing' THEN 'running' ELSE 'failed' END,"
    " count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed')"
    " AND task_name <> :upkeep GROUP BY 1"
).bindparams(upkeep=RETRY_STALLED)
_CANCEL = text("SELECT procrastinate_cancel_job_v1(:id, false, true)")

# Who is told that there is something to do, without waiting until it is looked for.
_bells: WeakKeyDictionary[Engine, Callable[[], object]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Job:
    """`tries` counts how often it was begun, this time included."""

    id: int
    kind: str
    payload: Payload
    tries: int


def enqueue(session: Session, kind: str, payload: Payload, now: datetime) -> int:
    """Have a job done as soon as this transaction is kept; its number. `payload` is plain JSON."""
    return _put(session, kind, payload, now, None)


def at(session: Session, when: datetime, kind: str, payload: Payload) -> int:
    """Have a job done at a time, or soon after; its number."""
    return _put(session, kind, payload, when, when)


def cancel(session: Session, job_id: int) -> bool:
    """Let a job be; whether it had not yet begun."""
    if _on_postgres(session):
        return session.connection().execute(_CANCEL, {"id": job_id}).scalar() is not None
    waits = delete(JobRow).where(col(JobRow.id) == job_id, col(JobRow.state) == WAITING)
    return bool(session.connection().execute(waits).rowcount)


def census(session: Session) -> dict[str, int]:
    """How many jobs wait, are in hand (`running`) and failed for good."""
    ours = select(JobRow.state, func.count()).group_by(JobRow.state)
    found = session.connection().execute(_THEIRS if _on_postgres(session) else ours)
    counts = {str(state): int(count) for state, count in found}
    return {state: counts.get(state, 0) for state in (WAITING, RUNNING, FAILED)}


def listen(engine: Engine, ring: Callable[[], object] | None) -> None:
    """Have `ring` called, from any thread, whenever a job is put into the store behind `engine`;
    None: not any more. A verb that is run then comes after the one that put it there."""
    if ring is None:
        _bells.pop(engine, None)
    else:
        _bells[engine] = ring


def claim(session: Session, limit: int, now: datetime) -> list[Job]:
    """Take up to `limit` jobs that are due, the oldest first."""
    rows = session.exec(
        select(JobRow)
        .where(JobRow.state == WAITING, JobRow.due_at <= now)
        .order_by(col(JobRow.due_at), col(JobRow.id))
        .limit(limit)
    ).all()
    for row in rows:
        row.state = RUNNING
        row.tries += 1
    return [Job(row.id or 0, row.kind, row.payload, row.tries) for row in rows]


def finish(session: Session, job_id: int) -> None:
    session.execute(delete(JobRow).where(col(JobRow.id) == job_id))


def put_off(session: Session, job_id: int, until: datetime) -> None:
    """It did not come off; it is tried again at that time."""
    _set(session, col(JobRow.id) == job_id, state=WAITING, due_at=until)


def fail(session: Session, job_id: int) -> None:
    """It fails for good; the row stays, for whoever looks into it."""
    _set(session, col(JobRow.id) == job_id, state=FAILED)


def take_up(session: Session) -> None:
    """What a process that is gone had begun waits again."""
    _set(session, col(JobRow.state) == RUNNING, state=WAITING)


def _put(
    session: Session, kind: str, payload: Payload, due_at: datetime, when: datetime | None
) -> int:
    if _on_postgres(session):
        facts = {"queue": QUEUE, "kind": kind, "payload": json.dumps(payload), "due_at": when}
        return int(session.connection().execute(_DEFER, facts).scalar_one())
    row = JobRow(kind=kind, payload=dict(payload), due_at=due_at)
    session.add(row)
    session.flush()
    assert row.id is not None
    if ring := _bells.get(session.get_bind().engine):
        ring()
    return row.id


def _set(session: Session, which: Any, **values: object) -> None:
    session.execute(
        update(JobRow).where(which).values(**values).execution_options(synchronize_session=False)
    )


def _on_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
