"""One question of a bank, and where it stands there."""

from dataclasses import dataclass

from questions.question import Question


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a question stands in its bank: from 0 among those that are asked, or else among those
    that are retired."""

    bank_id: int
    place: int
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A question where it stands, among so many in `total`. `proposed` is said of its quotes,
    `may_change` of who looks at it."""

    question_id: int
    question: Question
    spot: Spot
    total: int
    proposed: bool = False
    may_change: bool = True
