"""A question without a quote: the sentences that a trainer may choose one from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from questions.finder import Finder
from questions.question import Question
from questions.search import Match, Shelved, matched

MOST = 3


@dataclass(frozen=True, slots=True)
class Bare:
    """A question without a quote, by the number of its version, where it stands (from 0) among
    the `total` of its bank, and the articles to look through."""

    version: int
    question: Question
    bank_id: int
    place: int
    total: int
    library: tuple[Shelved, ...]

    @property
    def edition(self) -> int:
        """Stands for the articles as they are now: a new one, or a new version, has a higher."""
        return max((each.number for each in self.library), default=0)


def candidates(finder: Finder, bare: Bare) -> tuple[Match, ...]:
    """The sentences that come nearest to proving the question, best first."""
    return matched(bare.library, finder.find_for(bare.question, limit=MOST).quotes)


def nearest(
    finder: Finder, library: Sequence[Shelved], text: str, question: Question
) -> tuple[Match, ...]:
    """The sentences that come nearest to a text that stands in no article, best first; where none
    does, those for the question."""
    near = [hit.quote for hit in islice(finder.search(text), MOST)] if text else []
    return matched(library, near or finder.find_for(question, limit=MOST).quotes)
