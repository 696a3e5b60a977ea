"""One question of a bank where it stands: looked at, retired, let in again."""

from typing import Any

from sqlmodel import Session, col, func, select

from db import item_report
from db.bank import authorise_change
from db.people import authorise
from db.tables import QuestionRow, VersionRow
from questions.errors import BankUnknown, Refusal
from questions.people import Permission
from questions.standing import Spot, Standing


def look(
    session: Session, actor_id: int, bank_id: int, place: int, retired: bool = False
) -> Standing:
    """The question at `place` (from 0) of a bank, among those that are asked or are retired."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    found: Any = (
        select(QuestionRow, VersionRow)
        .where(VersionRow.question_id == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version)
        .where(QuestionRow.bank_id == bank_id, _is(retired))
        .order_by(col(QuestionRow.id))
        .offset(place)
        .limit(1)
    )
    pair = session.exec(found).first()
    if pair is None:
        raise BankUnknown
    row, version = pair
    return Standing(
        row.id,
        version.to_question(row.key),
        Spot(bank_id, place, retired),
        _count(session, bank_id, retired),
        version.proposed,
        _may_change(session, actor_id, bank_id),
    )


def retired(session: Session, actor_id: int, bank_id: int) -> int:
    """How many questions of a bank are retired."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    return _count(session, bank_id, True)


def spot_of(session: Session, row: QuestionRow) -> Spot:
    """Where a question stands."""
    before = _count(session, row.bank_id, row.retired, col(QuestionRow.id) < row.id)
    return Spot(row.bank_id, before, row.retired)


def retire(session: Session, actor_id: int, question_id: int, retired: bool) -> Spot:
    """Take a question out of what employees are asked, or let it in again; its answers stay. One
    of which a quote is in its article no more stays out."""
    item_report.retire(session, actor_id, question_id, retired)
    return spot_of(session, session.get_one(QuestionRow, question_id))


def _may_change(session: Session, actor_id: int, bank_id: int) -> bool:
    try:
        authorise_change(session, actor_id, bank_id)
    except Refusal:
        return False
    return True


def _is(retired: bool) -> Any:
    return col(QuestionRow.retired) if retired else ~col(QuestionRow.retired)


def _count(session: Session, bank_id: int, retired: bool, *such: Any) -> int:
    counted = select(func.count()).select_from(QuestionRow)
    return session.exec(counted.where(QuestionRow.bank_id == bank_id, _is(retired), *such)).one()
