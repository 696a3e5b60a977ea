"""Practice: which questions a run draws, what was asked, and how it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from questions.articles import Article
from questions.errors import OldButton
from questions.grading import Grade
from questions.question import Kind, Question, Quote

RUN_LENGTH = 10
# A second press on 下一题 within this span is a slip of the finger, not a wish to see it again.
DOUBLE_PRESS = timedelta(seconds=10)
ANSWER_LIMIT = 2000


class Left(StrEnum):
    """What /cancel found open and left; one thing at a time, the last begun first."""

    NOTHING = "nothing"
    TYPING = "typing"
    RUN = "left"


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote and its source line. `misprints` are the page's own, where the quote shows them."""

    quote: Quote
    title: str = ""
    author: str = ""
    misprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands before one person.

    `shuffle[i]` is the place, among the question's own choices, of the one shown at place i.
    `marked` holds the shown places toggled so far. `seq` counts from 1 to `length`.
    `proposed`: its quotes were found by the machine and no trainer has accepted them yet.
    """

    id: int
    run_id: int
    seq: int
    length: int
    question: Question
    bank_title: str
    shuffle: tuple[int, ...] = ()
    marked: frozenset[int] = frozenset()
    cited: tuple[Cited, ...] = ()
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and what it earned. `given` is what was typed; `picked` are shown places."""

    asked: Asked
    grade: Grade
    picked: frozenset[int] = frozenset()
    given: str = ""

    @property
    def ends_run(self) -> bool:
        return self.asked.seq == self.asked.length


@dataclass(frozen=True, slots=True)
class Mistake:
    seq: int
    question: Question
    points: float


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run went. `bank_id` is None where it was drawn from all banks."""

    run_id: int
    bank_id: int | None
    title: str
    length: int
    right: int
    points: float
    took: timedelta
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class BankProgress:
    bank_id: int
    title: str
    total: int
    seen: int

    @property
    def share(self) -> float:
        """The share of the bank that was answered at least once, 0–1."""
        return self.seen / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Picker:
    """What /practice offers: the banks, and a run that stands open (or None)."""

    banks: tuple[BankProgress, ...]
    open_run: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a run may draw. Rank 0 was never seen, 1 is weak, 2 was answered right."""

    question_id: int
    version_id: int
    bank_id: int
    choices: int
    rank: int


def cited(quote: Quote, article: Article | None) -> Cited:
    """A quote with its source line; a bare one where the article is gone."""
    if article is None:
        return Cited(quote)
    misprints = tuple(each.text for each in article.misprints_in(quote.text))
    return Cited(quote, article.title, article.author, misprints)


def draw(pools: Mapping[int, Sequence[Candidate]], length: int, rng: Random) -> list[Candidate]:
    """Draw a run: unseen before weak before known, the banks in turn, none twice.

    Each pool holds one bank's candidates, best first. Banks take turns within a rank, in an
    order of chance, so that a run over all banks touches as many of them as it can.
    """
    order = list(pools)
    rng.shuffle(order)
    drawn: list[Candidate] = []
    for rank in (0, 1, 2):
        queues = [[c for c in pools[bank] if c.rank == rank] for bank in order]
        while len(drawn) < length and any(queues):
            for queue in queues:
                if queue and len(drawn) < length:
                    drawn.append(queue.pop(0))
    rng.shuffle(drawn)
    return drawn


def shuffled(choices: int, rng: Random) -> tuple[int, ...]:
    """An order in which to show that many choices."""
    order = list(range(choices))
    rng.shuffle(order)
    return tuple(order)


def own_places(asked: Asked, shown: frozenset[int]) -> frozenset[int]:
    """From places as shown to places among the question's own choices; others are refused."""
    if asked.question.kind is Kind.TRUE_FALSE:
        if not shown <= {0, 1}:
            raise OldButton
        return shown
    if any(place >= len(asked.shuffle) for place in shown):
        raise OldButton
    return frozenset(asked.shuffle[place] for place in shown)


def shown_places(asked: Asked, own: frozenset[int]) -> frozenset[int]:
    """From places among the question's own choices to places as shown."""
    if asked.question.kind is Kind.TRUE_FALSE:
        return own
    return frozenset(asked.shuffle.index(place) for place in own)


def is_double_press(shown_at: datetime | None, now: datetime) -> bool:
    """A clock that was set back since then makes none."""
    return shown_at is not None and timedelta() <= now - shown_at < DOUBLE_PRESS
