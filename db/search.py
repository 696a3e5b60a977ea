"""/search: who may look, what there is to look through, and where a found sentence stands."""

from sqlmodel import Session

from db import articles, talk
from db.people import authorise
from questions.articles import Passage
from questions.errors import OldButton
from questions.people import Permission
from questions.practice import Cited, cited
from questions.search import Place, Shelved, sentence_at

AWAITING = "search"


def await_words(session: Session, person_id: int) -> None:
    """Take the person's next text for what to search for."""
    authorise(session, person_id, Permission.PRACTISE)
    talk.expect(session, person_id, AWAITING)


def library(session: Session, person_id: int) -> tuple[Shelved, ...]:
    """All there is to look through, now that words have come; no more are awaited."""
    authorise(session, person_id, Permission.PRACTISE)
    expected = talk.expected(session, person_id)
    if expected and expected[0] == AWAITING:
        talk.forget(session, person_id)
    return articles.shelved(session)


def around(
    session: Session, person_id: int, place: Place
) -> tuple[Cited, tuple[Passage | None, Passage, Passage | None]]:
    """A sentence, its passage and the neighbours, in the version in which it was found."""
    authorise(session, person_id, Permission.PRACTISE)
    article = articles.numbered(session, place.article)
    if article is None:
        raise OldButton
    quote = sentence_at(article, place.sentence)
    return cited(quote, article), article.around(quote.passage)
