"""Question banks: taken in, published, withdrawn, read back."""

from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import Select, case, func, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import articles, journal
from db.people import authorise
from db.tables import BankRow, QuestionRow, VersionRow
from questions.articles import library
from questions.bank import fingerprint, shipped
from questions.errors import BankUnknown
from questions.people import Permission
from questions.question import Bank, Question
from questions.shelf import DRAFT, PUBLISHED, Shelf, Stocked


def stock_shipped(session: Session, now: datetime) -> None:
    """Take in the articles and banks that ship with the product, published. Again: no change."""
    for article in library():
        articles.shelve(session, article)
    for bank in shipped():
        stock(session, bank, None, now, state=PUBLISHED)


def stock(
    session: Session,
    bank: Bank,
    owner_id: int | None,
    now: datetime,
    *,
    state: str = DRAFT,
    proposed: frozenset[str] = frozenset(),
    retire: bool = True,
) -> Stocked:
    """Take in a bank by its key. A changed question becomes a new version; one that is not in the
    bank any more is retired, if `retire` says so. `state` is for a new bank only. `proposed` names
    questions whose quotes nobody has accepted yet."""
    row = session.exec(select(BankRow).where(BankRow.key == bank.key)).first()
    if row is None:
        row = BankRow(
            key=bank.key,
            title=bank.title,
            article_key=bank.article,
            owner_id=owner_id,
            state=state,
            partial=bank.partial,
            made_at=now,
        )
        session.add(row)
        session.flush()
    assert row.id is not None
    known = _questions(session, row.id)
    fresh = _rows_for(session, row.id, [q for q in bank.questions if q.key not in known])
    counts = {"new": len(fresh), "changed": 0, "same": 0}
    for question in bank.questions:
        is_proposed = question.key in proposed
        if question.key in fresh:
            _write(session, fresh[question.key], question, owner_id, now, is_proposed)
        else:
            there = known[question.key]
            counts[_take(session, *there, question, owner_id, now, is_proposed)] += 1
    keys = {question.key for question in bank.questions}
    gone = [q.id for key, (q, _) in known.items() if key not in keys and not q.retired]
    if retire and gone:
        session.execute(
            update(QuestionRow).where(col(QuestionRow.id).in_(gone)).values(retired=True)
        )
    return Stocked(row.id, gone=len(gone) if retire else 0, **counts)


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
    return Shelf(*row)


def set_state(session: Session, actor_id: int, bank_id: int, state: str) -> Shelf:
    """Publish or withdraw a bank."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    put_state(session, bank_id, state, actor_id)
    return shelf(session, actor_id, bank_id)


def put_state(session: Session, bank_id: int, state: str, actor_id: int | None = None) -> None:
    """Publish or withdraw for whoever may do all: the command line, or one authorised before."""
    row = session.get(BankRow, bank_id)
    if row is None:
        raise BankUnknown
    journal.write(session, actor_id, "bank", str(bank_id), before=row.state, after=state)
    row.state = state
    session.flush()


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


def question_at(
    session: Session, actor_id: int, bank_id: int, place: int
) -> tuple[Question, int, bool]:
    """The question at `place` (from 0) of a bank, how many there are, and whether its quotes are
    only proposed."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    total = session.exec(
        select(func.count())
        .select_from(QuestionRow)
        .where(QuestionRow.bank_id == bank_id, ~col(QuestionRow.retired))
    ).one()
    row, version = _at(session, bank_id, place)
    return version.to_question(row.key), total, version.proposed


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
    authorise(session, actor_id, Permission.KEEP_BANKS)
    pairs = session.exec(_current().where(QuestionRow.bank_id == bank_id, VersionRow.proposed))
    for question, version in pairs.all():
        _write(session, question, version.to_question(question.key), actor_id, now, False)
    journal.write(session, actor_id, "quotes_accepted", str(bank_id))
    session.flush()
    return shelf(session, actor_id, bank_id)


def accept_quote(session: Session, actor_id: int, bank_id: int, place: int, now: datetime) -> None:
    """Accept the proposed quote of the question at `place`."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    row, version = _at(session, bank_id, place)
    if version.proposed:
        _write(session, row, version.to_question(row.key), actor_id, now, False)
        journal.write(session, actor_id, "quote_accepted", str(bank_id), key=row.key)


def drop_quote(session: Session, actor_id: int, bank_id: int, place: int, now: datetime) -> None:
    """Take the proposed quote of the question at `place` away."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    row, version = _at(session, bank_id, place)
    if version.proposed:
        bare = replace(version.to_question(row.key), quotes=())
        _write(session, row, bare, actor_id, now, False)
        journal.write(session, actor_id, "quote_dropped", str(bank_id), key=row.key)


def _shelf() -> Select[Any]:
    proposed = func.sum(case((col(VersionRow.proposed), 1), else_=0))
    return (
        columns(
            col(BankRow.id),
            col(BankRow.key),
            col(BankRow.title),
            col(BankRow.state),
            func.count(col(QuestionRow.id)),
            func.coalesce(proposed, 0),
            col(BankRow.owner_id),
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


def _at(session: Session, bank_id: int, place: int) -> tuple[QuestionRow, VersionRow]:
    found: tuple[QuestionRow, VersionRow] | None = session.exec(
        _current().where(QuestionRow.bank_id == bank_id).offset(place).limit(1)
    ).first()
    if found is None:
        raise BankUnknown
    return found


def _questions(session: Session, bank_id: int) -> dict[str, tuple[QuestionRow, VersionRow]]:
    pairs = session.exec(
        select(QuestionRow, VersionRow)
        .where(VersionRow.question_id == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version)
        .where(QuestionRow.bank_id == bank_id)
    )
    return {question.key: (question, version) for question, version in pairs}


def _rows_for(session: Session, bank_id: int, questions: list[Question]) -> dict[str, QuestionRow]:
    """Rows for new questions, all put in at once: thousands are taken in while others wait."""
    rows = {
        # The key of the draw is chance, but the same for the same question everywhere.
        q.key: QuestionRow(
            bank_id=bank_id,
            key=q.key,
            version=0,
            draw_key=Random(f"{bank_id}:{q.key}").random(),
        )
        for q in questions
    }
    session.add_all(rows.values())
    session.flush()
    return rows


def _take(
    session: Session,
    row: QuestionRow,
    version: VersionRow,
    question: Question,
    owner_id: int | None,
    now: datetime,
    proposed: bool,
) -> str:
    row.retired = False
    before = version.to_question(row.key)
    if proposed:
        # What a trainer decided about a proposed quote stands when the same file comes again.
        before = replace(before, quotes=question.quotes)
    if before == question:
        return "same"
    _write(session, row, question, owner_id, now, proposed)
    return "changed"


def _write(
    session: Session,
    row: QuestionRow,
    question: Question,
    maker_id: int | None,
    now: datetime,
    proposed: bool,
) -> None:
    """Write a new version and make it the current one."""
    row.version += 1
    assert row.id is not None
    session.add(
        VersionRow(
            question_id=row.id,
            version=row.version,
            kind=question.kind.value,
            stem=question.stem,
            choices=list(question.choices),
            right=sorted(question.right),
            accepted=[list(wordings) for wordings in question.accepted],
            difficulty=question.difficulty,
            tags=list(question.tags),
            quotes=[[q.article, q.passage, q.text] for q in question.quotes],
            proposed=proposed,
            note=question.note,
            typed_as=question.typed_as,
            ordered=question.ordered,
            fingerprint=fingerprint(question),
            made_by=maker_id,
            made_at=now,
        )
    )
