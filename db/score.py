"""A person's own figures, from what was counted as the answers came."""

from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db.people import authorise
from db.practice import picker
from db.tables import TallyRow
from questions.people import Permission
from questions.score import BankScore, DayScore, Score, day_streak, last_days

DAYS = 14


def own(session: Session, person_id: int, now: datetime, zone: tzinfo) -> Score:
    """What /score shows."""
    authorise(session, person_id, Permission.PRACTISE)
    today = now.astimezone(zone).date()
    days = _days(session, person_id, today)
    tallies = _banks(session, person_id)
    banks = tuple(
        BankScore(bank.title, *tallies.get(bank.bank_id, (0, 0)), bank.total, bank.seen)
        for bank in picker(session, person_id).banks
    )
    return Score(
        today=today,
        answered=sum(answered for answered, _ in tallies.values()),
        right=sum(right for _, right in tallies.values()),
        streak=day_streak((day.day for day in days), today),
        banks=banks,
        days=last_days(days, today, DAYS),
    )


def _days(session: Session, person_id: int, today: date) -> list[DayScore]:
    """The days of the last year on which the person answered."""
    rows = session.execute(
        columns(col(TallyRow.day), func.sum(col(TallyRow.answered)), func.sum(col(TallyRow.right)))
        .where(
            col(TallyRow.person_id) == person_id,
            col(TallyRow.day) > today - timedelta(days=366),
        )
        .group_by(col(TallyRow.day))
    )
    return [DayScore(day, int(answered), int(right)) for day, answered, right in rows]


def _banks(session: Session, person_id: int) -> dict[int, tuple[int, int]]:
    rows = session.execute(
        select(TallyRow.bank_id, func.sum(TallyRow.answered), func.sum(TallyRow.right))
        .where(TallyRow.person_id == person_id)
        .group_by(col(TallyRow.bank_id))
    )
    return {bank_id: (int(answered), int(right)) for bank_id, answered, right in rows}
