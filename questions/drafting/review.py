"""Drafts under review: each is judged by a trainer, one at a time, before it may enter a bank."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from questions.articles import Article
from questions.bank import asks
from questions.editing import errors
from questions.practice import Cited
from questions.question import Bank, Question
from questions.validation import Problem, problems


class State(StrEnum):
    """`EDITED` waits for a decision like `OPEN`; `STOCKED` is in the bank and decided for good,
    `OUTDATED` of a version of the article that is not under review any more."""

    OPEN = "open"
    EDITED = "edited"
    TAKEN = "taken"
    DROPPED = "dropped"
    STOCKED = "stocked"
    OUTDATED = "outdated"


UNDECIDED = (State.OPEN, State.EDITED)
CLOSED = (State.STOCKED, State.OUTDATED)


@dataclass(frozen=True, slots=True)
class Draft:
    """`edition` counts what was done to it, so that a button knows whether it is old; `place`
    counts from 1 among the `total` drafts of its article. `wrong` keeps it from being taken."""

    id: int
    edition: int
    place: int
    total: int
    state: State
    question: Question
    cited: tuple[Cited, ...] = ()
    wrong: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Where a trainer stands with the drafts of an article; `article` is the number of its
    version."""

    article: int
    title: str
    undecided: int = 0
    taken: int = 0
    dropped: int = 0
    stocked: int = 0

    @property
    def total(self) -> int:
        return self.undecided + self.taken + self.dropped + self.stocked


@dataclass(frozen=True, slots=True)
class Turn:
    """What is before the trainer: a draft to be judged, or none where all are."""

    review: Review
    draft: Draft | None = None


def counted(article: int, title: str, states: Iterable[State]) -> Review:
    states = list(states)
    return Review(
        article,
        title,
        undecided=sum(each in UNDECIDED for each in states),
        taken=states.count(State.TAKEN),
        dropped=states.count(State.DROPPED),
        stocked=states.count(State.STOCKED),
    )


def following(states: Sequence[State], place: int) -> int | None:
    """The place, from 1, of the next undecided draft after `place`, round the end."""
    places = [number for number, state in enumerate(states, 1) if state in UNDECIDED]
    return next((each for each in places if each > place), places[0] if places else None)


def keyed(questions: Iterable[Question], article: str) -> tuple[Question, ...]:
    """Under keys that say what is asked: asked again, it is the same question in the bank."""
    return tuple(replace(each, key=f"{article}-{asks(each)[:10]}") for each in questions)


def carried_over(
    drafts: Iterable[Question], before: Iterable[tuple[Question, State]], article: Article
) -> list[tuple[Question, State]]:
    """The drafts of a new version of an article; of those that the version before had as well,
    what was done to them, where that still holds to the letter."""
    known = {question.key: (question, state) for question, state in before}
    carried = []
    for each in drafts:
        question, state = known.get(each.key, (each, State.OPEN))
        holds = not wrong(question, article)
        carried.append((question, state) if holds else (each, State.OPEN))
    return carried


def wrong(question: Question, article: Article) -> tuple[Problem, ...]:
    """What keeps a draft from being taken. A draft without a quote is none."""
    found = problems(question, (article,))
    return tuple(each for each in found if each in errors(found) or each.code == "quote_missing")


def as_bank(questions: Iterable[Question], article: Article, owner_id: int) -> Bank:
    """One bank for an article and a trainer, whatever version of it the drafts are from."""
    digest = hashlib.sha256(article.key.encode()).hexdigest()[:10]
    return Bank(f"d{owner_id}-{digest}", article.title, tuple(questions), article=article.key)
