"""Pushes: who is to be told, who was, and what a killed process left open."""

from collections import Counter
from datetime import datetime

from sqlalchemy import and_, func, or_, update
from sqlalchemy import insert as insert_from
from sqlalchemy import select as columns
from sqlmodel import Session, col, literal, select

from db import journal
from db.tables import DeliveryRow, PersonRow, PushRow
from questions.delivery import FORGOTTEN, TRIES, Parcel, Progress
from questions.people import Role

WAITING, SENDING, SENT, BLOCKED, FAILED = "waiting", "sending", "sent", "blocked", "failed"


def announce(
    session: Session,
    text: str,
    now: datetime,
    *,
    role: Role | None = None,
    department: str = "",
    actor_id: int | None = None,
) -> tuple[int, int]:
    """Note that everyone active and within reach, of a role or department where one is named, is
    to be told. The push's number, and how many they are."""
    push = PushRow(text=text, made_by=actor_id, made_at=now)
    session.add(push)
    session.flush()
    assert push.id is not None
    whom = columns(
        literal(push.id), col(PersonRow.id), literal(WAITING), literal(0), literal(now, _TIME)
    ).where(col(PersonRow.active), col(PersonRow.reachable))
    if role:
        whom = whom.where(col(PersonRow.role) == role.value)
    if department:
        whom = whom.where(col(PersonRow.department) == department)
    fields = ["push_id", "person_id", "state", "tries", "changed_at"]
    session.execute(insert_from(DeliveryRow).from_select(fields, whom))
    journal.write(session, actor_id, "announced", str(push.id))
    return push.id, progress(session, push.id).total


def claim(session: Session, limit: int, now: datetime) -> list[Parcel]:
    """Take up to `limit` messages to send: those that wait, oldest push first, and those whose
    sending was begun by a process that is gone."""
    due = or_(
        col(DeliveryRow.state) == WAITING,
        and_(
            col(DeliveryRow.state) == SENDING,
            col(DeliveryRow.changed_at) < now - FORGOTTEN,
            col(DeliveryRow.tries) < TRIES,
        ),
    )
    rows = session.exec(
        select(DeliveryRow, PushRow.text)
        .where(PushRow.id == DeliveryRow.push_id)
        .where(due)
        .order_by(col(DeliveryRow.push_id), col(DeliveryRow.person_id))
        .limit(limit)
        .with_for_update(of=DeliveryRow, skip_locked=True)
    ).all()
    for row, _ in rows:
        row.state, row.changed_at = SENDING, now
        row.tries += 1
    return [Parcel(row.push_id, row.person_id, text) for row, text in rows]


def settle(session: Session, parcel: Parcel, state: str, now: datetime) -> None:
    """What became of a message. Whoever has blocked the bot gets no more until they come back."""
    session.execute(
        update(DeliveryRow)
        .where(col(DeliveryRow.push_id) == parcel.push_id)
        .where(col(DeliveryRow.person_id) == parcel.person_id)
        .values(state=state, changed_at=now)
    )
    if state == BLOCKED:
        set_reachable(session, parcel.person_id, False)


def set_reachable(session: Session, person_id: int, reachable: bool) -> None:
    session.execute(
        update(PersonRow).where(col(PersonRow.id) == person_id).values(reachable=reachable)
    )


def progress(session: Session, push_id: int) -> Progress:
    rows = session.execute(
        columns(col(DeliveryRow.state), func.count())
        .where(col(DeliveryRow.push_id) == push_id)
        .group_by(col(DeliveryRow.state))
    )
    counted: Counter[str] = Counter()
    counted.update({row[0]: row[1] for row in rows})
    return Progress(*(counted[state] for state in (WAITING, SENDING, SENT, BLOCKED, FAILED)))


def still_open(session: Session) -> dict[str, int]:
    """How many messages wait or are being sent, over all pushes."""
    rows = session.execute(
        columns(col(DeliveryRow.state), func.count())
        .where(col(DeliveryRow.state).in_((WAITING, SENDING)))
        .group_by(col(DeliveryRow.state))
    )
    return {row[0]: row[1] for row in rows}


_TIME = DeliveryRow.__table__.c.changed_at.type  # type: ignore[attr-defined]  # a mapped table has it
