"""/search: what of the articles is shown for words that somebody types, and what is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from questions.articles import Article
from questions.errors import OldButton
from questions.finder import Finder, quotes_of
from questions.practice import Cited, cited
from questions.question import Quote

# As many characters as are looked up; a question is rarely half as long.
LIMIT = 200
MOST = 3
LOOKED_AT = 10
# Measured on tests/finder: from FITS on a sentence speaks of the words, from NEAR on it may.
FITS = 0.65
NEAR = 0.35


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article as it is kept under a number, which stands for this very version."""

    number: int
    article: Article


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence by the number of its article, and its place among all its sentences, from 0."""

    article: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Match:
    cited: Cited
    place: Place


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found for `words` in so many articles. `fits`: it speaks of the words; otherwise
    it only comes nearest. No matches at all: nothing does."""

    words: str
    articles: int
    matches: tuple[Match, ...] = ()
    fits: bool = False


def search(finder: Finder, library: Sequence[Shelved], words: str) -> Searched:
    """The passages that speak of the words; those that come near only where none does."""
    hits = list(islice(finder.search(words), LOOKED_AT))
    fitting = [hit.quote for hit in hits if hit.score >= FITS]
    near = [hit.quote for hit in hits if hit.score >= NEAR]
    matches = matched(library, (fitting or near)[:MOST])
    return Searched(words, len(library), matches, fits=bool(fitting))


def matched(library: Sequence[Shelved], quotes: Sequence[Quote]) -> tuple[Match, ...]:
    """Quotes that were found in this library, with their source and where they stand."""
    shelved = {each.article.key: each for each in library}
    return tuple(_match(shelved[quote.article], quote) for quote in quotes)


def sentence_at(article: Article, place: int) -> Quote:
    """The sentence of that place; refused beyond the end."""
    quotes = quotes_of(article)
    if place >= len(quotes):
        raise OldButton
    return quotes[place]


def _match(shelved: Shelved, quote: Quote) -> Match:
    sentence = quotes_of(shelved.article).index(quote)
    return Match(cited(quote, shelved.article), Place(shelved.number, sentence))
