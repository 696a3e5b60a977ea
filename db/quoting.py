"""A quote for a question that has none: chosen by a trainer, or said to be nowhere."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from db import articles, journal
from db.bank import authorise_change, current_at, next_version
from db.stock import add_versions
from db.tables import ArticleRow, QuestionRow, UnquotedRow, VersionRow
from questions.errors import OldButton, Refusal
from questions.quoting import Bare
from questions.search import Place, sentence_at


def is_offered(session: Session, actor_id: int, bank_id: int, place: int) -> bool:
    """Whether the actor may choose a quote for the question at `place`: it has none, and nobody
    has said of it that nothing in these articles fits."""
    try:
        authorise_change(session, actor_id, bank_id)
    except Refusal:
        return False
    _, version = current_at(session, bank_id, place)
    return _is_open(session, version)


def bare(session: Session, actor_id: int, bank_id: int, place: int) -> Bare:
    """The question at `place`, for which a quote is to be chosen."""
    authorise_change(session, actor_id, bank_id)
    row, version = current_at(session, bank_id, place)
    if not _is_open(session, version):
        raise OldButton
    assert version.id is not None
    total = session.exec(_standing(bank_id)).one()
    question = version.to_question(row.key)
    return Bare(version.id, question, bank_id, place, total, articles.shelved(session))


def choose(
    session: Session, actor_id: int, version_id: int, place: Place, now: datetime
) -> tuple[int, int]:
    """Give a question this sentence for its quote; the bank and the place in it where it stands.
    Refused where the question or the article has changed since."""
    articles.hold(session)
    row, version = _bare(session, actor_id, version_id)
    article = articles.numbered(session, place.article)
    if article is None or article != articles.stored(session, article.key):
        raise OldButton
    quote = sentence_at(article, place.sentence)
    question = replace(version.to_question(row.key), quotes=(quote,))
    add_versions(session, [next_version(row, question, actor_id, now)])
    journal.write(session, actor_id, "quote_chosen", str(row.bank_id), key=row.key)
    return _where(session, row)


def nothing_fits(
    session: Session, actor_id: int, version_id: int, edition: int
) -> tuple[int, int]:
    """Note that no sentence of the articles, as they were in that edition, proves a question; the
    bank and the place in it where it stands."""
    row, _ = _bare(session, actor_id, version_id)
    session.merge(UnquotedRow(version_id=version_id, edition=min(edition, _edition(session))))
    journal.write(session, actor_id, "no_quote_fits", str(row.bank_id), key=row.key)
    return _where(session, row)


def _bare(session: Session, actor_id: int, version_id: int) -> tuple[QuestionRow, VersionRow]:
    """A question of this current version that has no quote, and that the actor may change."""
    version = session.get(VersionRow, version_id)
    if version is None:
        raise OldButton
    row = session.get_one(QuestionRow, version.question_id)
    authorise_change(session, actor_id, row.bank_id)
    if row.retired or row.version != version.version or version.quotes:
        raise OldButton
    return row, version


def _is_open(session: Session, version: VersionRow) -> bool:
    judged = session.get(UnquotedRow, version.id)
    edition = _edition(session)
    return not version.quotes and edition > (judged.edition if judged else 0)


def _edition(session: Session) -> int:
    return session.exec(select(func.max(col(ArticleRow.id)))).one() or 0


def _where(session: Session, row: QuestionRow) -> tuple[int, int]:
    before = session.exec(_standing(row.bank_id).where(col(QuestionRow.id) < row.id)).one()
    return row.bank_id, before


def _standing(bank_id: int) -> Any:
    return (
        select(func.count())
        .select_from(QuestionRow)
        .where(QuestionRow.bank_id == bank_id, ~col(QuestionRow.retired))
    )
