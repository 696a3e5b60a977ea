"""The questions that a run may draw, without reading a whole bank."""

from collections.abc import Sequence
from random import Random
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db.tables import BankRow, ProgressRow, QuestionRow, VersionRow
from questions.practice import Candidate
from questions.question import Kind

# A run over more banks than this draws from a handful of them, chosen by chance.
BANKS = 12
# So many questions of a bank, about, are looked at for such as were never seen.
LOOK = 2000


def pools(
    session: Session, person_id: int, bank_id: int | None, length: int, rng: Random
) -> dict[int, Sequence[Candidate]]:
    """For each bank asked for: at most `length` candidates of each rank, best first."""
    published = columns(col(BankRow.id), col(BankRow.size))
    published = published.where(col(BankRow.state) == "published")
    if bank_id is not None:
        published = published.where(col(BankRow.id) == bank_id)
    banks = list(session.execute(published.order_by(col(BankRow.id))))
    if len(banks) > BANKS:
        banks = rng.sample(banks, BANKS)
    return {
        bank: _of_bank(session, person_id, bank, size, length, rng.random())
        for bank, size in banks
    }


def _of_bank(
    session: Session, person_id: int, bank_id: int, size: int, length: int, start: float
) -> list[Candidate]:
    # Where all but a few of very many questions are seen, the few are not looked for through the
    # whole bank: those that this look does not come by are found by a later one.
    reach = min(LOOK / size, 1.0) if size else 1.0
    found = _unseen(session, person_id, bank_id, length, start, reach)
    if len(found) < length:
        found += _seen(session, person_id, bank_id, length)
    return found


def _unseen(
    session: Session, person_id: int, bank_id: int, length: int, start: float, reach: float
) -> list[Candidate]:
    """Questions never answered, from a place of chance in the bank onwards and round, as far as
    this share of the bank."""
    seen = (
        select(ProgressRow.question_id)
        .where(ProgressRow.person_id == person_id, ProgressRow.question_id == QuestionRow.id)
        .exists()
    )
    base = _columns().where(QuestionRow.bank_id == bank_id, ~col(QuestionRow.retired), ~seen)
    order = col(QuestionRow.draw_key)
    ahead = base.where(order >= start, order < start + reach)
    rows = list(session.execute(ahead.order_by(order).limit(length)))
    if len(rows) < length and start + reach > 1:
        round_ = base.where(order < start + reach - 1)
        rows += session.execute(round_.order_by(order).limit(length - len(rows)))
    return [_candidate(row, 0) for row in rows]


def _seen(session: Session, person_id: int, bank_id: int, length: int) -> list[Candidate]:
    """Answered ones: the worst first, and of equals the one not seen for longest."""
    rows = session.execute(
        _columns(ProgressRow.last_points)
        .join(ProgressRow, col(ProgressRow.question_id) == QuestionRow.id)
        .where(
            ProgressRow.person_id == person_id,
            ProgressRow.bank_id == bank_id,
            ~col(QuestionRow.retired),
        )
        .order_by(col(ProgressRow.last_points), col(ProgressRow.last_at))
        .limit(length)
    )
    return [_candidate(row, 1 if row.last_points < 1 else 2) for row in rows]


def _columns(*more: Any) -> Any:
    return columns(
        col(QuestionRow.id).label("question_id"),
        col(VersionRow.id).label("version_id"),
        col(QuestionRow.bank_id),
        col(VersionRow.kind),
        func.json_array_length(VersionRow.choices).label("choices"),
        *more,
    ).join(
        VersionRow,
        (col(VersionRow.question_id) == QuestionRow.id)
        & (col(VersionRow.version) == QuestionRow.version),
    )


def _candidate(row: Any, rank: int) -> Candidate:
    width = row.choices if row.kind in (Kind.SINGLE, Kind.MULTIPLE) else 0
    return Candidate(row.question_id, row.version_id, row.bank_id, width, rank)
