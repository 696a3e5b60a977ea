"""Banks as a trainer keeps them: how they stand, and what taking one in did."""

from dataclasses import dataclass

from questions.question import Question

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A bank in a list. `proposed` counts questions whose quotes nobody has accepted yet, `lost`
    those that are out of quizzes because a quote of theirs is in its article no more;
    `may_change` is said of who looks at it."""

    id: int
    key: str
    title: str
    state: str
    questions: int
    proposed: int
    owner_id: int | None
    lost: int = 0
    may_change: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """A file beside the bank that it goes into: how many of its questions are new, changed or the
    same, how many of the bank's are `gone` from it, and how many that are retired would come
    `back`. `changes` are the first that changed, before and after."""

    bank: Shelf
    new: int
    changed: int
    same: int
    gone: int
    back: int = 0
    changes: tuple[tuple[Question, Question], ...] = ()
    gone_stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stocked:
    """What taking in a bank did: questions new, changed, as before, and gone; `kept` are those
    that did not come and are asked as before."""

    bank_id: int
    new: int
    changed: int
    same: int
    gone: int
    kept: int = 0
