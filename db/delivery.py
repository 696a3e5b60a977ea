"""Pushes: who is to be told, who was, and what a killed process left open."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, true, update
from sqlalchemy import insert as insert_from
from sqlalchemy import select as columns
from sqlmodel import Session, col, literal, select

from db import journal
from db.tables import DeliveryRow, PersonRow, PushRow
from questions.delivery import FORGOTTEN, TRIES, Facts, Parcel, Progress
from questions.people import Role

WAITING, SENDING, SENT, BLOCKED, FAILED = "waiting", "sending", "sent", "blocked", "failed"
# People named in one statement.
BATCH = 1000


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
    whom: ColumnElement[bool] = true()
    if role:
        whom = and_(whom, col(PersonRow.role) == role.value)
    if department:
        whom = and_(whom, col(PersonRow.department) == department)
    push_id = _add(session, PushRow(text=text, made_by=actor_id, made_at=now))
    _address(session, push_id, now, whom)
    journal.write(session, actor_id, "announced", str(push_id))
    return push_id, progress(session, push_id).total


def tell(
    session: Session,
    kind: str,
    facts: Facts,
    whom: Iterable[int],
    now: datetime,
    actor_id: int | None = None,
) -> None:
    """Note that these people, those of them who are active and within reach, are to be told of
    something: the front has words for its kind (`on_push` in bot/context.py)."""
    people = sorted(set(whom))
    if people:
        push_id = _add(
            session, PushRow(kind=kind, facts=dict(facts), made_by=actor_id, made_at=now)
        )
        for at in range(0, len(people), BATCH):
            _address(session, push_id, now, col(PersonRow.id).in_(people[at : at + BATCH]))


def _add(session: Session, push: PushRow) -> int:
    session.add(push)
    session.flush()
    assert push.id is not None
    return push.id


def _address(session: Session, push_id: int, now: datetime, whom: ColumnElement[bool]) -> None:
    each = columns(
        literal(push_id), col(PersonRow.id), literal(WAITING), literal(0), literal(now, _TIME)
    ).where(col(PersonRow.active), col(PersonRow.reachable), whom)
    fields = ["push_id", "person_id", "state", "tries", "changed_at"]
    session.execute(insert_from(DeliveryRow).from_select(fields, each))


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
        select(DeliveryRow, PushRow, PersonRow.language)
        .where(PushRow.id == DeliveryRow.push_id, PersonRow.id == DeliveryRow.person_id)
        .where(due)
        .order_by(col(DeliveryRow.push_id), col(DeliveryRow.person_id))
        .limit(limit)
        .with_for_update(of=DeliveryRow, skip_locked=True)
    ).all()
    for row, *_ in rows:
        row.state, row.changed_at = SENDING, now
        row.tries += 1
    return [
        Parcel(row.push_id, row.person_id, push.text, push.kind, push.facts, language)
        for row, push, language in rows
    ]


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
