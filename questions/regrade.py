"""What a changed key makes of a question, and of the answers that were given to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from questions.errors import KeyInvalid
from questions.grading import Grade, grade_choice, grade_typed
from questions.question import LETTERS, Kind, Question
from questions.validation import ACCEPTED_LIMIT, problems

# Of one blank, or of one key point.
MOST_WORDINGS = 30
_APART = re.compile(r"[;；|｜]")


@dataclass(frozen=True, slots=True)
class Key:
    """What is right: places of choices, or the accepted wordings of each blank or key point."""

    right: frozenset[int] = frozenset()
    accepted: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer has earned, as it is kept."""

    points: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A person whose score changed: their last answer that did, as it was judged before and is
    now, and how many of their answers did."""

    person_id: int
    given: str
    before: Mark
    after: Mark
    times: int = 1


@dataclass(frozen=True, slots=True)
class Keyed:
    """A question whose key may be changed, and how often it was answered."""

    question_id: int
    question: Question
    version: int
    answers: int


@dataclass(frozen=True, slots=True)
class Regraded:
    """What a re-grade did: the question as it is now, how many `answers` were looked at, how many
    of them `changed` their points, and for how many `people`; and how many places that stand open
    are `waiting` to be judged by another key than they were shown with."""

    question_id: int
    question: Question
    version: int
    answers: int = 0
    changed: int = 0
    people: int = 0
    waiting: int = 0


def key_of(question: Question) -> Key:
    return Key(question.right, question.accepted)


def is_alike(one: Question, other: Question) -> bool:
    """Whether an answer to the one can be judged by the key of the other: the same was asked, and
    the same could be picked. The key itself, quotes, notes, tags and difficulty may differ."""
    return (one.kind, one.stem, one.choices) == (other.kind, other.stem, other.choices)


def rekeyed(question: Question, key: Key) -> Question:
    """The question with another key; refused where that cannot be one."""
    new = replace(question, right=key.right, accepted=key.accepted)
    wrong = [each for each in problems(new) if each.field == "answer" and each.severity == "error"]
    if wrong:
        raise KeyInvalid
    return new


def grade_given(question: Question, given: str, partial: bool) -> Mark:
    """How an answer is judged, as it is kept: letters of the question's own order, or a text."""
    grade = _grade(question, given, partial)
    return Mark(grade.points, grade.verdict.value)


def parse_wordings(typed: str, question: Question) -> Key:
    """A line for each blank or key point, its wordings apart by ；or |, the one to show first.
    A question has as many blanks as before; key points may be more or fewer."""
    lines = [line for line in typed.splitlines() if line.strip()]
    accepted = tuple(_wordings(line) for line in lines)
    if question.kind is Kind.BLANK and len(accepted) != len(question.accepted):
        raise KeyInvalid
    if not accepted or not all(map(_can_be_kept, accepted)):
        raise KeyInvalid
    return Key(accepted=accepted)


def written(accepted: Iterable[Iterable[str]]) -> str:
    """Accepted wordings as they are typed."""
    return "\n".join("；".join(wordings) for wordings in accepted)


def marked(places: frozenset[int]) -> int:
    """Places as bits, as a press carries them."""
    return sum(1 << place for place in places)


def places(bits: int) -> frozenset[int]:
    return frozenset(place for place in range(len(LETTERS)) if bits >> place & 1)


def _grade(question: Question, given: str, partial: bool) -> Grade:
    if question.kind.is_typed:
        return grade_typed(question, given)
    return grade_choice(question, frozenset(map(LETTERS.index, given)), partial)


def _wordings(line: str) -> tuple[str, ...]:
    found = (" ".join(each.split()) for each in _APART.split(line))
    return tuple(dict.fromkeys(each for each in found if each))


def _can_be_kept(wordings: tuple[str, ...]) -> bool:
    few = 0 < len(wordings) <= MOST_WORDINGS
    return few and all(len(each) <= ACCEPTED_LIMIT for each in wordings)
