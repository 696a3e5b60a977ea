"""Articles as the store keeps them, and the passages around a quote."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Engine, literal
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from db.tables import ArticleRow
from questions.articles import Article, Misprint, Passage
from questions.drafting.handed_in import title_key
from questions.practice import Cited, cited
from questions.question import Quote
from questions.search import Shelved

# By the number of the row. A row never changes, so it is read once.
_kept: WeakKeyDictionary[Engine, dict[int, Article]] = WeakKeyDictionary()
# Longer than it takes to look through all that quotes an article.
_KEEPING = timedelta(minutes=10)
# What a transaction has written may yet be undone, so it keeps nothing of what it reads.
_WROTE = "wrote an article"


def forget(engine: Engine) -> None:
    """Read all anew: what was read last may have been undone."""
    _kept.pop(engine, None)


def shelve(session: Session, article: Article, now: datetime | None = None) -> bool:
    """Keep an article, as a new version where the text differs from ours; whether it did. A part
    of `recheck.keep`, which looks after the quotes."""
    # Of two who change an article at once, the second waits and finds the first's text.
    session.exec(select(ArticleRow.id).where(ArticleRow.key == article.key).with_for_update())
    row = _newest(session, article.key)
    if row and _article(row) == _numbered(article, row.version):
        return False
    session.add(
        ArticleRow(
            key=article.key,
            version=row.version + 1 if row else article.version,
            title=article.title,
            subtitle=article.subtitle,
            author=article.author,
            affiliation=article.affiliation,
            source=article.source,
            passages=[[p.heading, p.text] for p in article.passages],
            misprints=[[m.text, m.passage, m.meant] for m in article.misprints],
            kept_at=now,
        )
    )
    session.flush()
    session.info[_WROTE] = True
    return True


def stored(session: Session, key: str) -> Article | None:
    """The newest version of an article."""
    number = session.exec(_of(key, col(ArticleRow.id))).first()
    return None if number is None else _read(session, number)


def titled(session: Session, title: str) -> Article | None:
    """The newest version of the article of that title."""
    wanted = title_key(title)
    known = session.exec(select(ArticleRow.key, ArticleRow.title).order_by(col(ArticleRow.id)))
    key = next((key for key, each in known if title_key(each) == wanted), None)
    return stored(session, key) if key else None


def quoted_in(session: Session, quote: Quote, at: datetime | None = None) -> Article | None:
    """The newest version of an article that has the quote where it says, of those that were there
    `at` that time if one of them has; where none has, the newest of all."""
    found = session.execute(
        columns(col(ArticleRow.id), col(ArticleRow.kept_at))
        .where(col(ArticleRow.key) == quote.article)
        .order_by(col(ArticleRow.version).desc())
    ).all()
    there = [id for id, kept_at in found if not (at and kept_at and kept_at > at)]
    later = [id for id, _ in found if id not in there]
    versions = (_read(session, id) for id in [*there, *reversed(later)])
    holding = (each for each in versions if each.holds(quote.text, quote.passage))
    return next(holding, None) or stored(session, quote.article)


def hold(session: Session) -> None:
    """Nobody keeps a new version of an article before this transaction ends: what it says of their
    text stays true."""
    session.exec(select(ArticleRow.id).with_for_update(read=True)).all()


def changed_since(session: Session, at: datetime) -> list[str]:
    """The keys of the articles of which a version took the place of another later, or not long
    before: it has the time at which keeping it began, and is seen only when that is done."""
    changed = (
        select(ArticleRow.key)
        .group_by(ArticleRow.key)
        .having(func.count() > 1, func.max(col(ArticleRow.kept_at)) > at - _KEEPING)
    )
    return list(session.exec(changed.order_by(ArticleRow.key)))


def every(session: Session) -> tuple[Article, ...]:
    """The newest version of each article, oldest article first."""
    keys = session.exec(select(ArticleRow.key).order_by(col(ArticleRow.id)))
    found = (stored(session, key) for key in dict.fromkeys(keys))
    return tuple(article for article in found if article)


def shelved(session: Session) -> tuple[Shelved, ...]:
    """The newest version of each article under its number, oldest article first."""
    return tuple(
        Shelved(session.exec(_of(each.key, col(ArticleRow.id))).one(), each)
        for each in every(session)
    )


def numbered(session: Session, number: int) -> Article | None:
    """The version of an article that has this number, be there newer ones or not."""
    # Whatever a press names is looked for, be it wider than the column.
    wanted = literal(number, BigInteger())
    row = session.exec(select(ArticleRow).where(col(ArticleRow.id) == wanted)).first()
    return _article(row) if row else None


def cite(session: Session, quotes: tuple[Quote, ...]) -> tuple[Cited, ...]:
    """Quotes with what their source line says."""
    return tuple(cited(quote, quoted_in(session, quote)) for quote in quotes)


def around(
    session: Session, quote: Quote, at: datetime | None = None
) -> tuple[Passage | None, Passage, Passage | None] | None:
    """The quoted passage and its neighbours, as they stood `at` that time; None when the article
    is gone."""
    article = quoted_in(session, quote, at)
    if article is None or not 1 <= quote.passage <= len(article.passages):
        return None
    return article.around(quote.passage)


def _read(session: Session, number: int) -> Article:
    """The version of that number."""
    kept = _kept.setdefault(session.get_bind().engine, {})
    if number in kept:
        return kept[number]
    article = _article(session.get_one(ArticleRow, number))
    if _WROTE not in session.info:
        kept[number] = article
    return article


def _newest(session: Session, key: str) -> ArticleRow | None:
    found: ArticleRow | None = session.exec(_of(key, ArticleRow)).first()
    return found


def _of(key: str, what: Any) -> Any:
    newest = col(ArticleRow.version).desc()
    return select(what).where(ArticleRow.key == key).order_by(newest).limit(1)


def _article(row: ArticleRow) -> Article:
    return Article(
        key=row.key,
        title=row.title,
        subtitle=row.subtitle,
        author=row.author,
        affiliation=row.affiliation,
        source=row.source,
        passages=tuple(
            Passage(row.key, number, heading, text)
            for number, (heading, text) in enumerate(row.passages, 1)
        ),
        misprints=tuple(Misprint(*misprint) for misprint in row.misprints),
        version=row.version,
    )


def _numbered(article: Article, version: int) -> Article:
    return replace(article, version=version)
