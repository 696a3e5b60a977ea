"""A new version of an article: every quote of it is looked for anew, and what is lost is told."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import String, cast, or_
from sqlmodel import Session, col, select

from db import articles, delivery, journal
from db.keepers import keepers
from db.people import authorise
from db.stock import Values, add_versions, set_all_retired, wording
from db.tables import LostRow, QuestionRow, VersionRow
from questions import recheck as rules
from questions.articles import Article
from questions.people import Permission
from questions.recheck import Rechecked

# The kind of the push that tells of questions whose quotes are lost.
LOST = "quotes_lost"


def keep(
    session: Session, article: Article, now: datetime, actor_id: int | None = None
) -> Rechecked:
    """Keep an article, as a new version where its text differs from ours; then every question
    that quotes it is looked through. The actor is None on the command line."""
    if actor_id is not None:
        authorise(session, actor_id, Permission.CHANGE_BANKS)
    if not articles.shelve(session, article, now):
        return Rechecked(is_new=False)
    return check(session, article.key, now, actor_id)


def check(
    session: Session,
    key: str,
    now: datetime,
    actor_id: int | None = None,
    bank_id: int | None = None,
) -> Rechecked:
    """Look for every quote of an article, in one bank where it is named: what stands elsewhere now
    is moved; a question of which one is lost leaves quizzes, and whoever keeps its bank is told;
    one that was out comes back with its last quote."""
    shelf = {each.key: each for each in articles.every(session)}
    banks: defaultdict[int, _Changes] = defaultdict(_Changes)
    for row, version, is_out in _quoting(session, key, bank_id):
        question = version.to_question(row.key)
        quotes, lost = rules.recheck(question.quotes, shelf)
        changes = banks[row.bank_id]
        if lost and not is_out:
            changes.lost.append(row)
        elif not lost and is_out:
            changes.back.append(row)
        if not lost and quotes != question.quotes:
            moved = replace(question, quotes=quotes)
            # Its maker stays: nobody has read it again.
            new = wording(moved, version.made_by, now, version.proposed)
            changes.moved.append(
                {**new, "question_id": row.id, "version": row.version + 1, "key": row.key}
            )
    for each, changes in banks.items():
        changes.put(session, each)
    done = Rechecked(
        is_new=True,
        moved=sum(len(each.moved) for each in banks.values()),
        lost=sum(len(each.lost) for each in banks.values()),
        back=sum(len(each.back) for each in banks.values()),
    )
    edition = shelf[key].version
    journal.write(
        session, actor_id, "article_checked", key,
        version=edition, moved=done.moved, lost=done.lost, back=done.back,
    )  # fmt: skip
    for each, changes in banks.items():
        if changes:
            journal.write(
                session, actor_id, "quotes_checked", str(each),
                article=key, version=edition, **changes.keys,
            )  # fmt: skip
    _tell(session, shelf[key].title, banks, now, actor_id)
    session.flush()
    return done


@dataclass(slots=True)
class _Changes:
    """What becomes of the questions of one bank."""

    moved: list[Values] = field(default_factory=list)
    lost: list[QuestionRow] = field(default_factory=list)
    back: list[QuestionRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.moved or self.lost or self.back)

    @property
    def keys(self) -> dict[str, list[str]]:
        return {
            "moved": [each["key"] for each in self.moved],
            "lost": [each.key for each in self.lost],
            "back": [each.key for each in self.back],
        }

    def put(self, session: Session, bank_id: int) -> None:
        add_versions(session, [{k: v for k, v in m.items() if k != "key"} for m in self.moved])
        session.add_all(LostRow(question_id=_id(row)) for row in self.lost)
        session.flush()
        set_all_retired(session, bank_id, [_id(row) for row in self.lost], True)
        set_all_retired(session, bank_id, [_id(row) for row in self.back], False)


def _tell(
    session: Session,
    title: str,
    banks: dict[int, _Changes],
    now: datetime,
    actor_id: int | None,
) -> None:
    """Whoever keeps the banks is told once of all that was lost in them."""
    counts: Counter[int] = Counter()
    for bank_id, changes in banks.items():
        if changes.lost:
            counts.update(dict.fromkeys(keepers(session, bank_id), len(changes.lost)))
    for person_id, count in sorted(counts.items()):
        facts = {"title": title, "count": count}
        delivery.tell(session, LOST, facts, [person_id], now, actor_id)


def _quoting(
    session: Session, key: str, bank_id: int | None
) -> Iterable[tuple[QuestionRow, VersionRow, bool]]:
    """The questions in use, and those that are out for a lost quote, that quote an article; and
    whether they are out. Held: nobody changes them meanwhile."""
    named = cast(col(VersionRow.quotes), String).contains(_written(key), autoescape=True)
    rows = (
        select(QuestionRow, VersionRow, LostRow.question_id)
        .join(VersionRow, col(VersionRow.question_id) == QuestionRow.id)
        .outerjoin(LostRow, col(LostRow.question_id) == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version, named)
        .where(or_(~col(QuestionRow.retired), col(LostRow.question_id).is_not(None)))
        .order_by(col(QuestionRow.id))
        .with_for_update(of=QuestionRow)
        .execution_options(populate_existing=True)
    )
    if bank_id is not None:
        rows = rows.where(QuestionRow.bank_id == bank_id)
    for row, version, out in session.exec(rows).all():
        if any(article == key for article, *_ in version.quotes):
            yield row, version, out is not None


def _written(key: str) -> str:
    """A key as it stands in the JSON of quotes, whatever writes it."""
    return key if key.isascii() and key.isidentifier() else ""


def _id(row: QuestionRow) -> int:
    assert row.id is not None
    return row.id
