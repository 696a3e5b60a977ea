"""Question banks: taken in, published, withdrawn, read back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import journal
from db.people import authorise
from db.stock import Values, add_versions, plan, put, wording
from db.tables import BankRow, LostRow, QuestionRow, VersionRow
from questions.errors import BankNotYours, BankUnknown, Refusal
from questions.people import Permission
from questions.question import Bank, Question
from questions.shelf import DRAFT, Shelf, Stocked


def stock(
    session: Session,
    bank: Bank,
    owner_id: int | None,
    now: datetime,
    *,
    state: str = DRAFT,
    proposed: frozenset[str] = frozenset(),
    retire: bool = True,
    ours: bool = False,
) -> Stocked:
    """Take in a bank as `plan` says, at once."""
    planned = plan(
        session, bank, owner_id, now, state=state, proposed=proposed, retire=retire, ours=ours
    )
    return put(session, planned)


def shelves(session: Session, actor_id: int) -> list[Shelf]:
    """All banks, newest last."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    rows = session.execute(_shelf().order_by(col(BankRow.id)))
    return [Shelf(*row) for row in rows]


def shelf(session: Session, actor_id: int, bank_id: int) -> Shelf:
    authorise(session, actor_id, Permission.KEEP_BANKS)
    row = session.execute(_shelf().where(col(BankRow.id) == bank_id)).first()
    if row is None:
        raise BankUnknown
    try:
        authorise_change(session, actor_id, bank_id)
    except Refusal:
        return replace(Shelf(*row), may_change=False)
    return Shelf(*row)


def set_state(session: Session, actor_id: int, bank_id: int, state: str) -> Shelf:
    """Publish or withdraw a bank."""
    authorise_change(session, actor_id, bank_id)
    put_state(session, bank_id, state, actor_id)
    return shelf(session, actor_id, bank_id)


def authorise_change(session: Session, actor_id: int, bank_id: int) -> None:
    """A trainer changes banks of their own and those that nobody owns, an admin all of them."""
    authorise(session, actor_id, Permission.CHANGE_BANKS)
    row = session.get(BankRow, bank_id)
    if row is None:
        raise BankUnknown
    authorise(session, actor_id, Permission.CHANGE_BANKS, row.owner_id, BankNotYours)


def put_state(session: Session, bank_id: int, state: str, actor_id: int | None = None) -> None:
    """Publish or withdraw for whoever may do all: the command line, or one authorised before."""
    row = session.get(BankRow, bank_id)
    if row is None:
        raise BankUnknown
    journal.write(session, actor_id, "bank", str(bank_id), before=row.state, after=state)
    row.state = state
    session.flush()


def whole(session: Session, actor_id: int, bank_id: int) -> Bank:
    """A bank for somebody to take away."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    return load(session, bank_id)


def load(session: Session, bank_id: int) -> Bank:
    """A bank whole, its questions in the order of their keys' coming in."""
    row = session.get(BankRow, bank_id)
    if row is None:
        raise BankUnknown
    pairs = session.exec(_current().where(QuestionRow.bank_id == bank_id))
    questions = tuple(version.to_question(question.key) for question, version in pairs)
    return Bank(row.key, row.title, questions, row.article_key, row.partial)


def all_banks(session: Session) -> list[int]:
    return [i for i in session.exec(select(BankRow.id).order_by(col(BankRow.id))) if i]


def proposed_after(session: Session, actor_id: int, bank_id: int, place: int) -> int | None:
    """The place of the next question whose quotes are only proposed, round the end of the bank;
    None when there is none."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    flags = session.execute(
        columns(col(VersionRow.proposed))
        .join(QuestionRow, col(VersionRow.question_id) == QuestionRow.id)
        .where(col(VersionRow.version) == QuestionRow.version)
        .where(col(QuestionRow.bank_id) == bank_id, ~col(QuestionRow.retired))
        .order_by(col(QuestionRow.id))
    )
    places = [number for number, (proposed,) in enumerate(flags) if proposed]
    return next((each for each in places if each > place), places[0] if places else None)


def accept_quotes(session: Session, actor_id: int, bank_id: int, now: datetime) -> Shelf:
    """Accept every proposed quote of a bank."""
    authorise_change(session, actor_id, bank_id)
    pairs = session.exec(_current().where(QuestionRow.bank_id == bank_id, VersionRow.proposed))
    accepted = [(row, version.to_question(row.key)) for row, version in pairs]
    add_versions(
        session, [next_version(row, question, actor_id, now) for row, question in accepted]
    )
    journal.write(session, actor_id, "quotes_accepted", str(bank_id))
    session.flush()
    return shelf(session, actor_id, bank_id)


def accept_quote(session: Session, actor_id: int, bank_id: int, place: int, now: datetime) -> None:
    """Accept the proposed quote of the question at `place`."""
    authorise_change(session, actor_id, bank_id)
    row, version = current_at(session, bank_id, place)
    if version.proposed:
        accepted = version.to_question(row.key)
        add_versions(session, [next_version(row, accepted, actor_id, now)])
        journal.write(session, actor_id, "quote_accepted", str(bank_id), key=row.key)


def drop_quote(session: Session, actor_id: int, bank_id: int, place: int, now: datetime) -> None:
    """Take the proposed quote of the question at `place` away."""
    authorise_change(session, actor_id, bank_id)
    row, version = current_at(session, bank_id, place)
    if version.proposed:
        bare = replace(version.to_question(row.key), quotes=())
        add_versions(session, [next_version(row, bare, actor_id, now)])
        journal.write(session, actor_id, "quote_dropped", str(bank_id), key=row.key)


def current_at(session: Session, bank_id: int, place: int) -> tuple[QuestionRow, VersionRow]:
    """The question at `place` (from 0) of a bank with its current version."""
    found: tuple[QuestionRow, VersionRow] | None = session.exec(
        _current().where(QuestionRow.bank_id == bank_id).offset(place).limit(1)
    ).first()
    if found is None:
        raise BankUnknown
    return found


def next_version(row: QuestionRow, question: Question, maker_id: int, now: datetime) -> Values:
    """The next version of a question, which somebody has read."""
    assert row.id is not None
    new = wording(question, maker_id, now, proposed=False)
    return {**new, "question_id": row.id, "version": row.version + 1}


def _shelf() -> Select[Any]:
    proposed = func.sum(case((col(VersionRow.proposed), 1), else_=0))
    out = col(LostRow.question_id).in_(
        select(QuestionRow.id).where(QuestionRow.bank_id == BankRow.id).correlate(BankRow)
    )
    lost = select(func.count()).select_from(LostRow).where(out).correlate(BankRow)
    return (
        columns(
            col(BankRow.id),
            col(BankRow.key),
            col(BankRow.title),
            col(BankRow.state),
            func.count(col(QuestionRow.id)),
            func.coalesce(proposed, 0),
            col(BankRow.owner_id),
            lost.scalar_subquery(),
        )
        .outerjoin(
            QuestionRow, (col(QuestionRow.bank_id) == BankRow.id) & ~col(QuestionRow.retired)
        )
        .outerjoin(
            VersionRow,
            (col(VersionRow.question_id) == QuestionRow.id)
            & (col(VersionRow.version) == QuestionRow.version),
        )
        .group_by(
            col(BankRow.id),
            col(BankRow.key),
            col(BankRow.title),
            col(BankRow.state),
            col(BankRow.owner_id),
        )
    )


def _current() -> Any:
    return (
        select(QuestionRow, VersionRow)
        .where(VersionRow.question_id == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version)
        .where(~col(QuestionRow.retired))
        .order_by(col(QuestionRow.id))
    )
