"""A new version of an article: where its quotes stand now, and what comes near to a lost one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Self

from questions import terms
from questions.articles import Article, Passage, sentences
from questions.errors import OldButton
from questions.practice import Cited, cited
from questions.question import Kind, Question, Quote
from questions.search import Shelved

MOST = 3
# So many sentences in a row may stand for a lost quote, as long as they are not this many times
# as long as it was.
SPAN = 6
LONGER = 2
# More than SPAN.
_COUNTS = 10


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What keeping an article did: questions whose quotes stand elsewhere now, whose quotes are
    lost, and whose quotes are found again. Not `is_new`: it was kept already, word for word."""

    is_new: bool
    moved: int = 0
    lost: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """A question that is out of quizzes, as a list names it."""

    question_id: int
    stem: str
    bank_title: str


@dataclass(frozen=True, slots=True)
class Span:
    """Sentences in a row: the number of their article, the place of the first among all of its
    sentences, from 0, and how many they are."""

    article: int
    sentence: int
    count: int

    @property
    def packed(self) -> int:
        """Which sentences, in one number."""
        return self.sentence * _COUNTS + self.count

    @classmethod
    def unpacked(cls, article: int, packed: int) -> Self:
        return cls(article, *divmod(packed, _COUNTS))


@dataclass(frozen=True, slots=True)
class Near:
    """What comes near to a lost quote, how near, 0 to 1, and what stood in that and is not here:
    wordings of the right answer, or numbers where a statement is judged."""

    cited: Cited
    span: Span
    score: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """A question by the number of its version, and the first of its quotes that is in its article
    no more; there are `others`. `was` is the quote with its source as it was. `bank` may be
    withdrawn or draft as well: `total` counts all that somebody may decide."""

    question_id: int
    version: int
    question: Question
    bank_title: str
    was: Cited
    others: int
    article: Shelved
    total: int


def looked_for(quote: Quote, article: Article | None) -> Quote | None:
    """The quote where it stands in its article now; None where it does no more. Of an article
    that we never had there is nothing to say."""
    if article is None or article.holds(quote.text, quote.passage):
        return quote
    number = article.locate(quote.text)
    return replace(quote, passage=number) if number else None


def recheck(
    quotes: Sequence[Quote], shelf: Mapping[str, Article]
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The quotes where they stand now, those that are lost as they were; and the lost ones."""
    found = [(quote, looked_for(quote, shelf.get(quote.article))) for quote in quotes]
    lost = tuple(quote for quote, now in found if now is None)
    return tuple(now or quote for quote, now in found), lost


def replaced(quotes: Sequence[Quote], lost: Quote, chosen: Quote) -> tuple[Quote, ...]:
    """The quotes with the chosen one in the place of the lost one, none of them twice."""
    return tuple(dict.fromkeys(chosen if quote == lost else quote for quote in quotes))


def nearest(lost: Lost) -> tuple[Near, ...]:
    """The sentences of the new text that come nearest to the lost quote, best first; none of them
    overlap."""
    # Loaded where it is wanted: `run` starts the faster.
    from rapidfuzz import fuzz

    old = lost.was.quote.text
    article = lost.article.article
    scored = [
        (fuzz.ratio(old, text) / 100, first, count, number, text)
        for number, first, count, text in _spans(article, LONGER * len(old))
    ]
    chosen: list[tuple[float, int, int, int, str]] = []
    for each in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        _, first, count, *_ = each
        if all(first >= at + of or at >= first + count for _, at, of, *_ in chosen):
            chosen.append(each)
        if len(chosen) == MOST:
            break
    return tuple(
        Near(
            cited(Quote(article.key, text, number), article),
            Span(lost.article.number, first, count),
            score,
            missing(lost.question, old, text),
        )
        for score, first, count, number, text in chosen
    )


def spanned(article: Article, span: Span) -> Quote:
    """The text of a span as a quote; refused where the article has none."""
    first = 0
    for passage in article.passages:
        ends = _ends(passage)
        at = span.sentence - first
        if at < len(ends) - 1:
            to = at + span.count
            text = passage.text[ends[at] : ends[to]].strip() if to < len(ends) else ""
            if not text:
                raise OldButton
            return Quote(article.key, text, passage.number)
        first += len(ends) - 1
    raise OldButton


def missing(question: Question, old: str, new: str) -> tuple[str, ...]:
    """What of the right answer stood in the old text to the letter and does not in the new; of a
    statement, the numbers. Then the key may be wrong."""
    if question.kind is Kind.TRUE_FALSE:
        kept = set(terms.numbers(terms.plain(new)))
        told = dict.fromkeys(terms.numbers(terms.plain(old)))
        return tuple(number for number in told if number not in kept)
    wordings: list[tuple[str, ...]] = list(question.accepted)
    wordings += [(question.choices[own],) for own in sorted(question.right) if question.choices]
    gone = [
        next((each for each in entry if each in old), "")
        for entry in wordings
        if not any(each in new for each in entry)
    ]
    return tuple(each for each in gone if each)


def _spans(article: Article, longest: int) -> list[tuple[int, int, int, str]]:
    """Each passage's number, the place of a first sentence, how many from there, and their text:
    a sentence alone however long, several only up to `longest`."""
    spans, first = [], 0
    for passage in article.passages:
        ends = _ends(passage)
        for at, start in enumerate(ends[:-1]):
            for count, end in enumerate(ends[at + 1 : at + 1 + SPAN], 1):
                text = passage.text[start:end].strip()
                if count > 1 and len(text) > longest:
                    break
                if text:
                    spans.append((passage.number, first + at, count, text))
        first += len(ends) - 1
    return spans


def _ends(passage: Passage) -> list[int]:
    """Where the sentences of a passage begin, and the end of the last."""
    return [0, *accumulate(map(len, sentences(passage.text)))]
