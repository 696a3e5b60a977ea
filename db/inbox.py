"""Updates made durable before Telegram is told that we have them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, update
from sqlmodel import Session, col, select

from db.presence import ALONE, gone
from db.statements import Insert, built
from db.tables.inbox import InboxRow

WAITING, KEPT, DONE, GIVEN_UP = 0, 1, 2, 9
# Telegram itself keeps an update for a day; and it may start its numbers anew after a week.
REMEMBERED = timedelta(hours=48)

_KEEP = (
    update(InboxRow)
    .where(col(InboxRow.update_id) == bindparam("u"), col(InboxRow.state) == WAITING)
    .where(col(InboxRow.worker) == bindparam("w"))
    .values(state=KEPT)
    .execution_options(synchronize_session=False)
)


class TakenUp(Exception):  # noqa: N818 - no fault: it is in good hands
    """Another process has the update in hand, and what was done for it here comes to nothing."""


@dataclass(frozen=True, slots=True)
class Received:
    """A raw update: its number, the chat that a reply is owed to (or None), its JSON."""

    update_id: int
    chat_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Census:
    """How many updates wait, are kept and not answered to, and were given up on; and how long the
    oldest of the first two has been here."""

    waiting: int
    kept: int
    dead: int
    oldest_seconds: float


def receive(
    session: Session, updates: list[Received], now: datetime, worker: int = ALONE
) -> set[int]:
    """Keep updates, for `worker` to do; the numbers of those that were not here before."""
    rows = {
        u.update_id: {
            "update_id": u.update_id,
            "chat_id": u.chat_id,
            "payload": u.payload,
            "state": WAITING,
            "tries": 0,
            "received_at": now,
            "worker": worker,
        }
        for u in updates
    }
    if not rows:
        return set()
    return set(session.connection().execute(built(session, _take), list(rows.values())).scalars())


def _take(insert: Insert) -> Any:
    return insert(InboxRow).on_conflict_do_nothing().returning(col(InboxRow.update_id))


def keep(session: Session, update_id: int, worker: int = ALONE) -> None:
    """What the update asked for is done in this very transaction; a reply is still owed. Where
    another worker took it up meanwhile, all of this transaction is undone."""
    if session.connection().execute(_KEEP, {"u": update_id, "w": worker}).rowcount:
        return
    holder = session.scalar(select(InboxRow.worker).where(InboxRow.update_id == update_id))
    if holder not in (None, worker):
        raise TakenUp


def finish(session: Session, update_ids: list[int], worker: int = ALONE) -> None:
    """These were answered: forget what they said, remember that they came."""
    session.execute(
        update(InboxRow)
        .where(col(InboxRow.update_id).in_(update_ids), col(InboxRow.worker) == worker)
        .values(state=DONE, payload="")
        .execution_options(synchronize_session=False)
    )


def give_up(session: Session, update_id: int) -> None:
    """Handling it fails for good; the payload stays, for whoever looks into it."""
    session.execute(
        update(InboxRow)
        .where(col(InboxRow.update_id) == update_id)
        .values(state=GIVEN_UP)
        .execution_options(synchronize_session=False)
    )


def count_try(session: Session, update_id: int) -> tuple[int, int]:
    """Note one more failed try; the update's state and how many tries there were."""
    row = session.get_one(InboxRow, update_id)
    row.tries += 1
    return row.state, row.tries


def take_up(session: Session, worker: int = ALONE) -> tuple[list[Received], dict[int, list[int]]]:
    """What workers that are gone had in hand is from here on in the hand of `worker`: what they
    never got to, oldest first, and the chats that are owed a reply, with the updates it is owed
    for. Of several who try at once, one gets each."""
    is_open = col(InboxRow.state).in_((WAITING, KEPT))
    holders = set(session.exec(select(InboxRow.worker).where(is_open).distinct()))
    rows = session.exec(
        select(InboxRow)
        .where(is_open, col(InboxRow.worker).in_(gone(session, holders, worker)))
        .order_by(col(InboxRow.received_at), col(InboxRow.update_id))
        .with_for_update(skip_locked=True)
    ).all()
    chats: dict[int, list[int]] = {}
    for row in rows:
        row.worker = worker
        if row.state == KEPT and row.chat_id is not None:
            chats.setdefault(row.chat_id, []).append(row.update_id)
    return [_received(row) for row in rows if row.state == WAITING], chats


def left_lying(session: Session, before: datetime, worker: int = ALONE) -> list[Received]:
    """What `worker` itself received before that moment, and is still waiting."""
    rows = session.exec(
        select(InboxRow)
        .where(InboxRow.state == WAITING, InboxRow.worker == worker)
        .where(InboxRow.received_at < before)
        .order_by(col(InboxRow.received_at), col(InboxRow.update_id))
    )
    return [_received(row) for row in rows]


def _received(row: InboxRow) -> Received:
    return Received(row.update_id, row.chat_id, row.payload)


def census(session: Session, now: datetime) -> Census:
    """How the inbox stands, whoever has what in hand."""
    rows = session.exec(
        select(InboxRow.state, func.count(), func.min(InboxRow.received_at))
        .where(col(InboxRow.state).in_((WAITING, KEPT, GIVEN_UP)))
        .group_by(col(InboxRow.state))
    ).all()
    counts = {state: number for state, number, _ in rows}
    oldest = min((since for state, _, since in rows if state != GIVEN_UP), default=now)
    waits = max((now - oldest).total_seconds(), 0.0)
    return Census(counts.get(WAITING, 0), counts.get(KEPT, 0), counts.get(GIVEN_UP, 0), waits)


def sweep(session: Session, now: datetime) -> None:
    """Forget what is older than Telegram's own memory, unless it never had its turn."""
    session.execute(
        delete(InboxRow).where(
            col(InboxRow.state) != WAITING,
            col(InboxRow.received_at) < now - REMEMBERED,
        )
    )
