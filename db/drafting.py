"""An article that is handed in: awaited, kept, and its drafts laid out to be reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from db import articles, draft, jobs, journal, recheck, talk
from db import draft_rows as rows
from db.people import authorise
from db.tables import ArticleRow, DraftRow, JournalRow
from questions.articles import Article
from questions.drafting import review
from questions.drafting.handed_in import LIMIT, joined
from questions.drafting.review import UNDECIDED, Review, State, Turn
from questions.errors import DraftGone, FileRefused
from questions.formats.wire import question_to_json
from questions.people import Permission
from questions.question import Question
from questions.recheck import Rechecked

# What the next text or file is awaited for.
AWAITING = draft.ARTICLE
# The kind of job that asks a language model, and how long it may be under way.
ASK_MODEL = "model_asked"
UNDER_WAY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an article: whether it is a new version and what
    that did to the quotes of questions, and where its review stands; `found`: it was under
    review before."""

    turn: Turn
    version: int
    checked: Rechecked
    found: bool


def ask(session: Session, actor_id: int) -> list[Review]:
    """Take the actor's next text or file for an article; what they still have to review."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    talk.expect(session, actor_id, AWAITING)
    numbers = session.exec(
        select(DraftRow.article_id)
        .where(DraftRow.owner_id == actor_id)
        .where(col(DraftRow.state).in_([*UNDECIDED, State.TAKEN]))
        .group_by(col(DraftRow.article_id))
        .order_by(col(DraftRow.article_id).desc())
    )
    return [
        rows.counted(session, number, rows.standing(session, actor_id, number))
        for number in numbers
    ]


def collect(session: Session, actor_id: int, piece: str) -> int:
    """Keep a piece of an article that was cut, until the rest of it has come; how long it is by
    now."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    text = _with(session, actor_id, piece)
    talk.expect(session, actor_id, AWAITING, text)
    return len(text)


def whole(session: Session, actor_id: int, piece: str = "") -> str:
    """The pieces that were kept, and this one; refused where none is awaited any more."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    text = _with(session, actor_id, piece)
    if not text:
        raise DraftGone
    return text


def titled(session: Session, actor_id: int, title: str) -> Article | None:
    """The newest version of the article of that title."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    return articles.titled(session, title)


def keep(
    session: Session,
    actor_id: int,
    article: Article,
    questions: Sequence[Question],
    now: datetime,
) -> Kept:
    """Keep an article, as a new version where its text is another, and its drafts to be reviewed.
    The same text again is the review that there is."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    talk.forget(session, actor_id)
    checked = recheck.keep(session, article, now, actor_id)
    versions = select(ArticleRow.id, ArticleRow.version).where(ArticleRow.key == article.key)
    numbered = session.exec(versions.order_by(col(ArticleRow.version))).all()
    number, version = numbered[-1]
    assert number is not None
    found = bool(rows.standing(session, actor_id, number))
    if not found:
        before = _put_away(session, actor_id, [each for each, _ in numbered if each])
        carried = review.carried_over(review.keyed(questions, article.key), before, article)
        for place, (question, state) in enumerate(carried, 1):
            told = question_to_json(question)
            row = DraftRow(
                owner_id=actor_id,
                article_id=number,
                place=place,
                question=told,
                state=state,
                made_at=now,
            )
            session.add(row)
        session.flush()
        facts = {"article": article.key, "version": version, "drafts": len(carried)}
        journal.write(session, actor_id, "drafted", str(number), **facts)
    return Kept(rows.turn(session, actor_id, number, 0), version, checked, found)


def ask_model(
    session: Session, actor_id: int, number: int, message_id: int | None, now: datetime
) -> None:
    """Have a language model draft more from an article, by a job; the second press finds it under
    way. That the text leaves the house stands in the journal."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    reviewed(session, actor_id, number)
    asked = select(JournalRow.id).where(
        JournalRow.action == ASK_MODEL,
        JournalRow.actor_id == actor_id,
        JournalRow.subject == str(number),
        col(JournalRow.done_at) > now - UNDER_WAY,
    )
    if session.exec(asked.limit(1)).first():
        raise DraftGone
    journal.write(session, actor_id, ASK_MODEL, str(number))
    payload = {"person": actor_id, "message": message_id, "article": number}
    jobs.enqueue(session, ASK_MODEL, payload, now)


def reviewed(session: Session, actor_id: int, number: int) -> Article:
    """A version of an article of which the actor reviews drafts."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    if not rows.standing(session, actor_id, number):
        raise DraftGone
    return rows.article_of(session, number)


def add_drafts(
    session: Session,
    actor_id: int,
    number: int,
    questions: Sequence[Question],
    now: datetime,
) -> Turn:
    """More drafts from the article, behind those that there are; none of them twice."""
    article = reviewed(session, actor_id, number)
    there = rows.standing(session, actor_id, number)
    known = {rows.question_of(each).key for each in there}
    new = [each for each in review.keyed(questions, article.key) if each.key not in known]
    for place, question in enumerate(new, len(there) + 1):
        told = question_to_json(question)
        row = DraftRow(
            owner_id=actor_id, article_id=number, place=place, question=told, made_at=now
        )
        session.add(row)
    session.flush()
    journal.write(session, actor_id, "model_drafted", str(number), drafts=len(new))
    return rows.turn(session, actor_id, number, len(there))


def _with(session: Session, actor_id: int, piece: str) -> str:
    awaiting, before = talk.expected(session, actor_id) or ("", "")
    text = joined(before, piece) if awaiting == AWAITING and before else piece
    if len(text) > LIMIT:
        raise FileRefused("article_too_long", limit=LIMIT)
    return text


def _put_away(session: Session, actor_id: int, numbers: list[int]) -> list[tuple[Question, State]]:
    """The drafts of these versions, which are no longer under review."""
    # They stay: numbers of rows that are gone come again, and old buttons would press on them.
    found = [each for number in numbers for each in rows.standing(session, actor_id, number)]
    before = [(rows.question_of(row), State(row.state)) for row in found]
    for row in found:
        rows.put(row, State.OUTDATED)
    return before
