"""What is counted from answers as they are given, so that no report has to add them up."""

from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from db.statements import Insert, built
from db.tables import ProgressRow, TallyRow

_SEEN = select(ProgressRow.seen).where(
    col(ProgressRow.person_id) == bindparam("p"), col(ProgressRow.question_id) == bindparam("q")
)


def note_answer(
    session: Session,
    person_id: int,
    bank_id: int,
    question_id: int,
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
        },
    )
    return first


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
        },
    )
