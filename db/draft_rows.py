"""Drafts as their rows stand, for the verbs of /draft."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, literal
from sqlmodel import Session, col, select

from db import articles
from db.tables import DraftRow
from questions.articles import Article
from questions.drafting import review
from questions.drafting.review import Draft, Review, State, Turn
from questions.errors import DraftGone
from questions.formats.wire import question_from_json
from questions.practice import cited
from questions.question import Question


def standing(session: Session, owner_id: int, number: int) -> Sequence[DraftRow]:
    # Whatever a press names is looked for, be it wider than the column.
    wanted = literal(number, BigInteger())
    return session.exec(
        select(DraftRow)
        .where(DraftRow.owner_id == owner_id, DraftRow.article_id == wanted)
        .where(DraftRow.state != State.OUTDATED)
        .order_by(col(DraftRow.place))
    ).all()


def turn(session: Session, owner_id: int, number: int, place: int) -> Turn:
    """The next draft after `place` that waits."""
    rows = standing(session, owner_id, number)
    following = review.following([State(each.state) for each in rows], place)
    found = draft_of(session, rows[following - 1], len(rows)) if following else None
    return Turn(counted(session, number, rows), found)


def before(session: Session, row: DraftRow) -> Turn:
    rows = standing(session, row.owner_id, row.article_id)
    return Turn(counted(session, row.article_id, rows), draft_of(session, row, len(rows)))


def counted(session: Session, number: int, rows: Sequence[DraftRow]) -> Review:
    states = (State(each.state) for each in rows)
    return review.counted(number, article_of(session, number).title, states)


def draft_of(session: Session, row: DraftRow, total: int) -> Draft:
    question, article = question_of(row), article_of(session, row.article_id)
    return Draft(
        row.id or 0,
        row.edition,
        row.place,
        total,
        State(row.state),
        question,
        tuple(cited(quote, article) for quote in question.quotes),
        review.wrong(question, article),
    )


def question_of(row: DraftRow) -> Question:
    return question_from_json(row.question)


def article_of(session: Session, number: int) -> Article:
    article = articles.numbered(session, number)
    if article is None:
        raise DraftGone
    return article


def put(row: DraftRow, state: State) -> None:
    row.state, row.edition = state, row.edition + 1
