"""Questions that are out of quizzes because a quote of theirs is in its article no more: listed,
looked at, given another quote, or taken out for good."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import articles, journal
from db.bank import authorise_change, next_version
from db.objections import changeable
from db.people import authorise
from db.stock import add_versions, set_retired
from db.tables import BankRow, LostRow, QuestionRow, VersionRow
from questions.errors import OldButton
from questions.people import Permission, Person
from questions.practice import cited
from questions.recheck import Lost, Span, Summary, recheck, replaced, spanned

_CHANGE = Permission.CHANGE_BANKS
# Past every list there is, and within what a database counts to.
_FAR = 1_000_000


def listed(
    session: Session, actor_id: int, page: int, size: int
) -> tuple[tuple[Summary, ...], int]:
    """A page (from 0) of the questions that are out of quizzes and that the actor may decide, the
    oldest first; and how many there are in all."""
    actor = authorise(session, actor_id, _CHANGE)
    rows = session.execute(
        _open_to(actor, col(QuestionRow.id), col(VersionRow.stem), col(BankRow.title))
        .order_by(col(QuestionRow.id))
        .offset(min(page, _FAR) * size)
        .limit(size)
    )
    return tuple(Summary(*row) for row in rows), _total(session, actor)


def look(session: Session, actor_id: int, question_id: int) -> Lost:
    """A question that is out of quizzes, and the first of its quotes that is lost."""
    actor = authorise(session, actor_id, _CHANGE)
    row, version = _out(session, actor_id, question_id)
    question = version.to_question(row.key)
    library = articles.shelved(session)
    _, lost = recheck(question.quotes, {each.article.key: each.article for each in library})
    if not lost:
        raise OldButton
    return Lost(
        question_id=question_id,
        version=version.id or 0,
        question=question,
        bank_title=session.get_one(BankRow, row.bank_id).title,
        was=cited(lost[0], articles.quoted_in(session, lost[0])),
        others=len(lost) - 1,
        article=next(each for each in library if each.article.key == lost[0].article),
        total=_total(session, actor),
    )


def following(session: Session, actor_id: int, question_id: int) -> int | None:
    """The next question that is out of quizzes, round the end of the list; None: there is none."""
    actor = authorise(session, actor_id, _CHANGE)
    is_before = col(QuestionRow.id) <= question_id
    rows = _open_to(actor, col(QuestionRow.id)).order_by(is_before, col(QuestionRow.id))
    found: int | None = session.execute(rows.limit(1)).scalar()
    return found


def take(
    session: Session, actor_id: int, version_id: int, span: Span, now: datetime
) -> tuple[int, bool]:
    """Put what was chosen in the place of the first lost quote of a question; its number, and
    whether it is asked again, as it is with its last one. Refused where the question or the
    article has changed since."""
    version = session.get(VersionRow, version_id)
    if version is None:
        raise OldButton
    articles.hold(session)
    row, today = _out(session, actor_id, version.question_id, hold=True)
    article = articles.numbered(session, span.article)
    if today.id != version_id or article is None:
        raise OldButton
    question = version.to_question(row.key)
    shelf = {each.key: each for each in articles.every(session)}
    quotes, lost = recheck(question.quotes, shelf)
    if not lost or article != shelf[lost[0].article]:
        raise OldButton
    chosen = spanned(article, span)
    quotes = replaced(quotes, lost[0], chosen)
    add_versions(session, [next_version(row, replace(question, quotes=quotes), actor_id, now)])
    is_back = set_retired(session, row.bank_id, version.question_id, False)
    journal.write(
        session, actor_id, "quote_replaced", str(row.bank_id), key=row.key, is_back=is_back
    )
    session.flush()
    return version.question_id, is_back


def withdraw(session: Session, actor_id: int, question_id: int) -> None:
    """Take the question out for good; its answers stay."""
    row, _ = _out(session, actor_id, question_id, hold=True)
    session.execute(delete(LostRow).where(col(LostRow.question_id) == question_id))
    journal.write(session, actor_id, "question_retired", str(row.bank_id), key=row.key)
    session.flush()


def _out(
    session: Session, actor_id: int, question_id: int, *, hold: bool = False
) -> tuple[QuestionRow, VersionRow]:
    """A question that is out of quizzes for a lost quote, and that the actor may change."""
    authorise(session, actor_id, _CHANGE)
    row = session.get(QuestionRow, question_id, with_for_update=True if hold else None)
    if row is None:
        raise OldButton
    authorise_change(session, actor_id, row.bank_id)
    if session.get(LostRow, question_id) is None:
        raise OldButton
    return session.exec(
        select(QuestionRow, VersionRow)
        .where(QuestionRow.id == question_id, VersionRow.question_id == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version)
    ).one()


def _total(session: Session, actor: Person) -> int:
    total: int = session.execute(_open_to(actor, func.count())).scalar_one()
    return total


def _open_to(actor: Person, *asked: Any) -> Select[Any]:
    return (
        columns(*asked)
        .select_from(LostRow)
        .join(QuestionRow, col(QuestionRow.id) == LostRow.question_id)
        .join(BankRow, col(BankRow.id) == QuestionRow.bank_id)
        .join(
            VersionRow,
            (col(VersionRow.question_id) == QuestionRow.id)
            & (col(VersionRow.version) == QuestionRow.version),
        )
        .where(changeable(actor))
    )
