"""Finds the sentences of the articles that support a question.

Sentences are looked up by characters, pairs of characters, words and numbers, with the right
answer in the query. The weights were chosen on one half of tests/finder/questions.jsonl.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

from questions import inquiry, terms
from questions.articles import Article, library, sentences
from questions.inquiry import Inquiry
from questions.question import Question, Quote
from questions.term_index import TermIndex

SUPPORTED = 0.5
"""A score from here on means that the articles support the question."""

_READINGS = ((terms.chars, 1.0), (terms.pairs, 0.6), (terms.cut, 0.5), (terms.numbers, 0.2))
_ANSWER = 1.6  # a term of the answer, beside one of the stem
_VERBATIM = 0.6  # for a sentence that holds every answer to the letter
_NEIGHBOURS = 0.3  # the share of its passage's best sentence that every sentence is given
_CAPTION = 0.2  # taken off a short sentence that only names what its passage says
_CAPTION_LENGTH = 14
_CANDIDATES = 60
_building = Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences that support a question best, best first, and how sure that is, 0 to 1."""

    quotes: tuple[Quote, ...]
    score: float

    @property
    def is_supported(self) -> bool:
        return self.score >= SUPPORTED


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that says something of what was searched for, and how surely, 0 to 1."""

    quote: Quote
    score: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    """`plain` is the sentence, `opening` what its passage begins with, as the finder reads;
    `bare` is `plain` without blanks, `passage` the id of its passage."""

    quote: Quote
    passage: str
    plain: str
    bare: str
    opening: str
    is_caption: bool


class Finder:
    """Looks through a library.

    Building it loads jieba. Afterwards it never changes, so threads may share it.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        articles = tuple(articles)
        self._titles = {f"《{each.title}》": each.key for each in articles}
        self._sentences = tuple(each for article in articles for each in _cut(article))
        texts = [(each.plain, each.opening) for each in self._sentences]
        self._indexes = tuple((TermIndex(texts, reading), w) for reading, w in _READINGS)
        self._telling = tuple(index for index, _ in self._indexes[1:3])

    def find(
        self,
        stem: str,
        answers: Sequence[str],
        choices: Sequence[str] = (),
        kind: str = "",
        article: str | None = None,
        limit: int = 5,
    ) -> Found:
        """The best sentences for a question, in one article where its key is given.

        `answers` holds one text for each right choice, blank or key point; those of a
        `true_false` are not read, for a false statement is answered by the same sentence.
        """
        stem, named = self._without_title(stem)
        article = article or named
        asked = inquiry.read(stem, answers, choices, kind)
        ranked = self._ranked(asked, article)
        quotes = tuple(self._sentences[place].quote for place, _ in ranked[:limit])
        return Found(quotes, self._sureness(asked, *ranked[0]) if ranked else 0.0)

    def find_for(self, question: Question, article: str | None = None, limit: int = 5) -> Found:
        """The best sentences for one of our questions, by the first wording of each answer."""
        answers = [question.choices[each] for each in sorted(question.right) if question.choices]
        answers += [wordings[0] for wordings in question.accepted if wordings]
        return self.find(question.stem, answers, question.choices, question.kind, article, limit)

    def search(self, words: str) -> Iterator[Hit]:
        """The best sentence of each passage for words that somebody types, best first.

        A sentence without any whole word of theirs is none, whatever letters it shares.
        """
        stem, article = self._without_title(words[: inquiry.LONGEST])
        typed = terms.plain(stem)
        wanted = set(terms.cut(typed))
        asked = inquiry.read(stem, (), (), "")
        seen: set[str] = set()
        for place, weight in self._ranked(asked, article):
            sentence = self._sentences[place]
            held = wanted & set(terms.cut(sentence.plain)) if wanted else typed in sentence.plain
            if held and sentence.passage not in seen:
                seen.add(sentence.passage)
                yield Hit(sentence.quote, self._sureness(asked, place, weight))

    def _without_title(self, stem: str) -> tuple[str, str | None]:
        """The rest of a stem that names an article, and the article's key."""
        article = None
        for title, key in self._titles.items():
            if title in stem:
                article = article or key
                stem = stem.replace(title, "")
        return stem, article

    def _ranked(self, asked: Inquiry, article: str | None) -> list[tuple[int, float]]:
        """Places of sentences with their weight, the heaviest first, else in reading order."""
        shared = [0.0] * len(self._sentences)
        for index, share in self._indexes:
            index.weigh(index.wanted(asked.stem, asked.answers, _ANSWER), share, shared)
        if article is not None:
            for place, sentence in enumerate(self._sentences):
                if sentence.quote.article != article:
                    shared[place] = 0.0
        weights = self._with_merits(asked, {place: shared[place] for place in _heaviest(shared)})
        best: defaultdict[str, float] = defaultdict(float)
        for place, weight in weights.items():
            passage = self._sentences[place].passage
            if weight > best[passage]:
                best[passage] = weight
        heaviest = sorted(
            (-weight - _NEIGHBOURS * best[self._sentences[place].passage], place)
            for place, weight in weights.items()
        )
        return [(place, -weight) for weight, place in heaviest]

    def _with_merits(self, asked: Inquiry, weights: dict[int, float]) -> dict[int, float]:
        """With what each sentence gains or loses beyond the terms that it shares with the
        question; what it gains is for the answers that stand in it to the letter."""
        for answer in asked.answers:
            bare, gain = answer.replace(" ", ""), _VERBATIM / len(asked.answers)
            for place in weights:
                if bare in self._sentences[place].bare:
                    weights[place] += gain
        for place in weights:
            if self._sentences[place].is_caption:
                weights[place] -= _CAPTION
        return weights

    def _sureness(self, asked: Inquiry, place: int, weight: float) -> float:
        """How likely the best sentence is to support the question, 0 to 1."""
        text = self._sentences[place].plain
        # A statement to judge has no answer beside it: it is looked for itself.
        sought = asked.answers or (asked.stem,)
        answered = sum(index.share(sought, text) for index in self._telling) / len(self._telling)
        told = {number for answer in asked.answers for number in terms.numbers(answer)}
        missing = len(told - set(terms.numbers(text))) / max(1, len(told))
        level = 5.0 if asked.answers else 2.5
        return 1 / (1 + math.exp(level - 1.8 * weight - 3.3 * answered + 1.3 * missing))


@cache
def shipped() -> Finder:
    """The finder over the articles that ship with the product."""
    return Finder(library())


def over(articles: tuple[Article, ...]) -> Finder:
    """The finder over these articles: one for all who ask, kept until others are asked for.

    Ask from a worker thread: who comes first builds it, and those who come meanwhile wait.
    """
    with _building:
        return _over(articles)


def quotes_of(article: Article) -> tuple[Quote, ...]:
    """Every sentence of an article as a quote, in reading order."""
    return tuple(
        Quote(article.key, text, passage.number)
        for passage in article.passages
        for text in map(str.strip, sentences(passage.text))
        if text
    )


@lru_cache(maxsize=1)
def _over(articles: tuple[Article, ...]) -> Finder:
    return Finder(articles)


def _cut(article: Article) -> Iterator[_Sentence]:
    for passage in article.passages:
        first = ""
        for text in map(str.strip, sentences(passage.text)):
            plain = terms.plain(text)
            if not plain:
                continue
            quote = Quote(article.key, text, passage.number)
            opening = f"{terms.plain(passage.heading)} {first}".strip()
            alone = text == passage.text.strip()
            is_caption = len(plain) < _CAPTION_LENGTH and not alone
            yield _Sentence(quote, passage.id, plain, plain.replace(" ", ""), opening, is_caption)
            first = first or plain


def _heaviest(weights: Sequence[float]) -> list[int]:
    """The places that weigh most, of those that weigh alike the first."""
    places = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:_CANDIDATES]
    return [place for place in places if weights[place]]
