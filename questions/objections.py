"""Objections: why somebody thinks that a question is wrong, and what was decided."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from questions.practice import Cited
from questions.question import Question
from questions.regrade import Mark

# A person and day, so that nobody buries the trainers.
DAILY_LIMIT = 10
WORDS_LIMIT = 300


class Reason(StrEnum):
    KEY = "key"
    AMBIGUOUS = "ambiguous"
    QUOTE = "quote"
    OTHER = "other"


class State(StrEnum):
    """OPEN, or what was decided."""

    OPEN = "open"
    REKEYED = "rekeyed"
    KEPT = "kept"
    RETIRED = "retired"


# A press holds the place in this list: what comes is added at its end.
REASONS = tuple(Reason)
# What another key settles for everybody who objected; a wrong quote stays wrong.
SETTLED_BY_KEY = frozenset({Reason.KEY, Reason.AMBIGUOUS, Reason.OTHER})


@dataclass(frozen=True, slots=True)
class Summary:
    """An objection in a list."""

    id: int
    stem: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection as whoever decides sees it.

    `question` and `cited` are of the version by which the answer is judged. `others` counts the
    other people whose objections to the same question are open. `is_current`: the question still
    asks the same today.
    """

    id: int
    person: str
    department: str
    bank_title: str
    question_id: int
    question: Question
    cited: tuple[Cited, ...]
    proposed: bool
    given: str
    mark: Mark
    reason: Reason
    words: str
    made_at: datetime
    state: State
    others: int = 0
    is_current: bool = True


def midnight(now: datetime, zone: tzinfo) -> datetime:
    """When the day began that is counted for the daily limit."""
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
