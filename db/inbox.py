"""Updates made durable before Telegram is told that we have them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from db.statements import Insert, built
from db.tables.inbox import InboxRow

WAITING, KEPT, DONE, GIVEN_UP = 0, 1, 2, 9
# Telegram itself keeps an update for a day; and it may start its numbers anew after a week.
REMEMBERED = timedelta(hours=48)

_KEEP = (
    update(InboxRow)
    .where(col(InboxRow.update_id) == bindparam("u"), col(InboxRow.state) == WAITING)
    .values(state=KEPT)
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True, slots=True)
class Received:
    """A raw update: its number, the chat that a reply is owed to (or None), its JSON."""

    update_id: int
    chat_id: int | None
    payload: str


def receive(session: Session, updates: list[Received], now: datetime) -> set[int]:
    """Keep updates; the numbers of those that were not here before."""
    rows = {
        u.update_id: {
            "update_id": u.update_id,
            "chat_id": u.chat_id,
            "payload": u.payload,
            "state": WAITING,
            "tries": 0,
            "received_at": now,
        }
        for u in updates
    }
    if not rows:
        return set()
    return set(session.connection().execute(built(session, _take), list(rows.values())).scalars())


def _take(insert: Insert) -> Any:
    return insert(InboxRow).on_conflict_do_nothing().returning(col(InboxRow.update_id))


def keep(session: Session, update_id: int) -> None:
    """What the update asked for is done in this very transaction; a reply is still owed."""
    session.connection().execute(_KEEP, {"u": update_id})


def finish(session: Session, update_ids: list[int]) -> None:
    """These were answered: forget what they said, remember that they came."""
    session.execute(
        update(InboxRow)
        .where(col(InboxRow.update_id).in_(update_ids))
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


def waiting(session: Session) -> list[Received]:
    """What an earlier process received and never got to, oldest first."""
    rows = session.exec(
        select(InboxRow)
        .where(InboxRow.state == WAITING)
        .order_by(col(InboxRow.received_at), col(InboxRow.update_id))
    )
    return [Received(r.update_id, r.chat_id, r.payload) for r in rows]


def owed(session: Session) -> dict[int, list[int]]:
    """Chats that an earlier process owes a reply, with the updates it is owed for."""
    rows = session.exec(select(InboxRow.chat_id, InboxRow.update_id).where(InboxRow.state == KEPT))
    chats: dict[int, list[int]] = {}
    for chat_id, update_id in rows:
        if chat_id is not None:
            chats.setdefault(chat_id, []).append(update_id)
    return chats


def sweep(session: Session, now: datetime) -> None:
    """Forget what is older than Telegram's own memory, unless it never had its turn."""
    session.execute(
        delete(InboxRow).where(
            col(InboxRow.state) != WAITING,
            col(InboxRow.received_at) < now - REMEMBERED,
        )
    )
