"""What is counted from answers as they are given, so that no report has to add them up."""

from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from db import jobs
from db.statements import Insert, built
from db.tables import ItemRow, ProgressRow, TallyRow
from questions.item_report import is_due

# The job of looking at a question that so many have answered by now.
LOOK = "item"

_SEEN = select(ProgressRow.seen).where(
    col(ProgressRow.person_id) == bindparam("p"), col(ProgressRow.question_id) == bindparam("q")
)


def note_answer(
    session: Session,
    person_id: int,
    bank_id: int,
    question_id: int,
    asks: str,
    points: float,
    now: datetime,
    zone: tzinfo,
) -> bool:
    """Count one answer; whether it was the person's first to this question."""
    connection = session.connection()
    seen = connection.execute(_SEEN, {"p": person_id, "q": question_id}).scalar()
    first = seen is None
    connection.execute(
        built(session, _count_progress),
        {
            "person_id": person_id,
            "question_id": question_id,
            "bank_id": bank_id,
            "seen": 1,
            "last_points": points,
            "last_at": now,
        },
    )
    connection.execute(
        built(session, _count_tally),
        {
            "person_id": person_id,
            "bank_id": bank_id,
            "day": now.astimezone(zone).date(),
            "answered": 1,
            "right": int(points >= 1),
            "points": points,
            "first": int(first),
            "first_points": points if first else 0.0,
        },
    )
    if first:
        _note_first(session, question_id, asks, now)
    return first


def look_at(session: Session, question_id: int, asks: str, now: datetime) -> None:
    """Have the figures of a question, as it was asked, worked out aside; nobody waits for it."""
    jobs.enqueue(session, LOOK, {"person": 0, "question": question_id, "asks": asks}, now)


def _note_first(session: Session, question_id: int, asks: str, now: datetime) -> None:
    """Count a first attempt; every so often the question is looked at."""
    item = {"question_id": question_id, "asks": asks, "answered": 1}
    answered = session.connection().execute(built(session, _count_item), item).scalar_one()
    if is_due(answered):
        look_at(session, question_id, asks, now)


def _count_progress(insert: Insert) -> Any:
    progress = insert(ProgressRow)
    return progress.on_conflict_do_update(
        index_elements=["person_id", "question_id"],
        set_={
            "seen": ProgressRow.seen + 1,
            "last_points": progress.excluded.last_points,
            "last_at": progress.excluded.last_at,
        },
    )


def _count_tally(insert: Insert) -> Any:
    tally = insert(TallyRow)
    return tally.on_conflict_do_update(
        index_elements=["person_id", "bank_id", "day"],
        set_={
            "answered": TallyRow.answered + 1,
            "right": TallyRow.right + tally.excluded.right,
            "points": TallyRow.points + tally.excluded.points,
            "first": TallyRow.first + tally.excluded.first,
            "first_points": TallyRow.first_points + tally.excluded.first_points,
        },
    )


def _count_item(insert: Insert) -> Any:
    return (
        insert(ItemRow)
        .on_conflict_do_update(
            index_elements=["question_id", "asks"], set_={"answered": ItemRow.answered + 1}
        )
        .returning(ItemRow.answered)
    )
