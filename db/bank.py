"""Question banks: taken in, published, withdrawn, read back."""

from dataclasses import dataclass, replace
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

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"


@dataclass(frozen=True, slots=True)
class Stocked:
    """What taking in a bank did: questions new, changed, as before, and gone."""

    bank_id: int
    new: int
    changed: int
    same: int
    gone: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A bank as a trainer sees it in a list."""

    id: int
    key: str
    title: str
    state: str
    questions: int
    proposed: int
    owner_id: int | None


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
) -> Stocked:
    """Take in a bank by its key. A changed question becomes a new version, one that is not in the
    bank any more is retired; `state` is for a new bank only. `proposed` names questions whose
    quotes nobody has accepted yet."""
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
    counts = {"new": 0, "changed": 0, "same": 0}
    for question in bank.questions:
        is_proposed = question.key in proposed
        done = _take(
            session, row.id, known.get(question.key), question, owner_id, now, is_proposed
        )
        counts[done] += 1
    gone = [q.id for key, (q, _) in known.items() if key not in {x.key for x in bank.questions}]
    retired = [q for q in gone if q]
    if retired:
        session.execute(
            update(QuestionRow).where(col(QuestionRow.id).in_(retired)).values(retired=True)
        )
    return Stocked(row.id, gone=len(retired), **counts)


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
    row = session.get(BankRow, bank_id)
    if row is None:
        raise BankUnknown
    journal.write(session, actor_id, "bank", str(bank_id), before=row.state, after=state)
    row.state = state
    session.flush()
    return shelf(session, actor_id, bank_id)


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
    found = session.exec(
        _current().where(QuestionRow.bank_id == bank_id).offset(place).limit(1)
    ).first()
    if found is None:
        raise BankUnknown
    question, version = found
    return version.to_question(question.key), total, version.proposed


def accept_quotes(
    session: Session, actor_id: int, bank_id: int, now: datetime, key: str = ""
) -> int:
    """Accept the proposed quotes of one question or, without a key, of the bank; how many."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    accepted = 0
    for question, version in session.exec(_current().where(QuestionRow.bank_id == bank_id)).all():
        if version.proposed and key in ("", question.key):
            _write(session, question, version.to_question(question.key), actor_id, now, False)
            accepted += 1
    journal.write(session, actor_id, "quotes", str(bank_id), accepted=accepted, key=key)
    return accepted


def drop_quotes(session: Session, actor_id: int, bank_id: int, now: datetime, key: str) -> None:
    """Take the proposed quotes of one question away."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    for question, version in session.exec(_current().where(QuestionRow.bank_id == bank_id)).all():
        if version.proposed and question.key == key:
            bare = replace(version.to_question(key), quotes=())
            _write(session, question, bare, actor_id, now, False)
    journal.write(session, actor_id, "quotes_dropped", str(bank_id), key=key)


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


def _questions(session: Session, bank_id: int) -> dict[str, tuple[QuestionRow, VersionRow]]:
    pairs = session.exec(
        select(QuestionRow, VersionRow)
        .where(VersionRow.question_id == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version)
        .where(QuestionRow.bank_id == bank_id)
    )
    return {question.key: (question, version) for question, version in pairs}


def _take(
    session: Session,
    bank_id: int,
    known: tuple[QuestionRow, VersionRow] | None,
    question: Question,
    owner_id: int | None,
    now: datetime,
    proposed: bool,
) -> str:
    if known is None:
        # The key of the draw is chance, but the same for the same question everywhere.
        place = Random(f"{bank_id}:{question.key}").random()
        row = QuestionRow(bank_id=bank_id, key=question.key, version=0, draw_key=place)
        session.add(row)
        session.flush()
        _write(session, row, question, owner_id, now, proposed)
        return "new"
    row, version = known
    row.retired = False
    if version.to_question(row.key) == question:
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
