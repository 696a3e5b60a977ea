"""How an answer earns its points."""

from dataclasses import dataclass

from questions.question import Question
from questions.typed.verdict import Verdict

__all__ = ["Grade", "Part", "Verdict", "grade_choice"]


@dataclass(frozen=True, slots=True)
class Part:
    """How one blank or one key point went. `expected` is the wording to show first.

    `given` is the part of the answer that was judged for it; "" when there was none.
    """

    verdict: Verdict
    expected: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer earned: `points` from 0 to 1.

    The verdict is `accept` for full points, `reject` for an answer with nothing in it, `almost`
    for whatever lies between. `parts` has one entry a blank or key point, in the question's
    order; it is empty for choices.
    """

    points: float
    verdict: Verdict
    parts: tuple[Part, ...] = ()

    @property
    def is_right(self) -> bool:
        return self.verdict is Verdict.ACCEPT


def grade_choice(question: Question, picked: frozenset[int], partial: bool = False) -> Grade:
    """All or nothing; with `partial`, a `multiple` earns (right − wrong picked) / right, from 0.

    `picked` holds places among the question's own choices, as `right` does.
    """
    right = question.right
    if picked == right and right:
        return Grade(1.0, Verdict.ACCEPT)
    net = len(picked & right) - len(picked - right)
    if not partial or len(right) < 2 or net <= 0:
        return Grade(0.0, Verdict.REJECT)
    return Grade(net / len(right), Verdict.ALMOST)
