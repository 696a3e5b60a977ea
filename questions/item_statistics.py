"""How well a question measures: facility, discrimination, choices picked, time taken.

Only first attempts count: who has seen the verdict once knows the key.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import median

# Below this many first attempts a figure says more about chance than about the question.
FEWEST_ATTEMPTS = 10
# Kelley 1939: the share at either end at which the two groups differ most surely.
TAIL = 0.27


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What a person first answered to a question. `score` is the share of its points, 0–1.

    `picked` holds positions of choices from 0 and is empty for a typed kind.
    """

    person: int
    question: int
    score: float
    picked: frozenset[int] = frozenset()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """Figures of one question; those that need `FEWEST_ATTEMPTS` are None below that.

    `picked` counts per choice from 0 and ends with the last choice that anybody picked.
    `discrimination` compares the best and the worst 27 %; `point_biserial` uses everybody.
    """

    answered: int = 0
    right: int = 0
    picked: tuple[int, ...] = ()
    facility: float | None = None
    discrimination: float | None = None
    point_biserial: float | None = None
    median_seconds: float | None = None

    @property
    def right_rate(self) -> float | None:
        """Share of those who got every point, a plain count; None when nobody answered."""
        return self.right / self.answered if self.answered else None

    def picks_of(self, choice: int) -> int:
        return self.picked[choice] if choice < len(self.picked) else 0


@dataclass(slots=True)
class Earned:
    """What a person earned by first answers to so many questions, the one in hand among them."""

    points: float = 0.0
    questions: int = 0

    def total(self) -> float:
        return round(self.points / self.questions, 9)

    def rest(self, score: float) -> float:
        return round((self.points - score) / (self.questions - 1), 9)


def item_statistics(answers: Iterable[FirstAnswer]) -> dict[int, ItemStatistics]:
    """Figures per question. Of several answers by a person to a question the first one counts.

    People need not have had the same questions: they are compared by the share of points
    that they earned, not by the sum.
    """
    first: dict[tuple[int, int], FirstAnswer] = {}
    for answer in answers:
        first.setdefault((answer.person, answer.question), answer)
    people = _by_person(first.values())
    by_question: dict[int, list[FirstAnswer]] = defaultdict(list)
    for answer in first.values():
        by_question[answer.question].append(answer)
    return {question: measure(given, people) for question, given in by_question.items()}


def measure(given: Sequence[FirstAnswer], people: Mapping[int, Earned]) -> ItemStatistics:
    """The figures of one question from its first answers, and what each person earned in all."""
    # Somebody who answered nothing else says nothing about how this question sorts people.
    compared = [(a.score, people[a.person]) for a in given if people[a.person].questions > 1]
    scores = [score for score, _ in compared]
    enough = len(scores) >= FEWEST_ATTEMPTS
    totals = [earned.total() for _, earned in compared]
    rests = [earned.rest(score) for score, earned in compared]
    seconds = [answer.seconds for answer in given if answer.seconds is not None]
    return ItemStatistics(
        answered=len(given),
        right=sum(answer.score >= 1 for answer in given),
        picked=picks(given),
        facility=facility([a.score for a in given]) if len(given) >= FEWEST_ATTEMPTS else None,
        discrimination=upper_lower(scores, totals) if enough else None,
        point_biserial=point_biserial(scores, rests) if enough else None,
        median_seconds=median(seconds) if len(seconds) >= FEWEST_ATTEMPTS else None,
    )


def picks(given: Iterable[FirstAnswer]) -> tuple[int, ...]:
    """How often each choice was picked, from 0 to the last one that anybody picked."""
    counts = Counter(choice for answer in given for choice in answer.picked)
    return tuple(counts[choice] for choice in range(max(counts, default=-1) + 1))


def facility(scores: Sequence[float]) -> float:
    """Mean share of points earned, 1 = everybody got them all: the p-value of Crocker & Algina,
    *Introduction to Classical and Modern Test Theory* (1986), ch. 14.
    """
    return fsum(scores) / len(scores)


def upper_lower(scores: Sequence[float], totals: Sequence[float]) -> float | None:
    """D = facility among the best 27 % − facility among the worst 27 %, from −1 to 1.

    Kelley, "The selection of upper and lower groups for the validation of test items",
    *J. Educ. Psych.* 30 (1939) 17–24. `totals` includes the item itself, as there. People tied
    at the border of a group share its last places, so that their order never matters.
    None where all totals are equal.
    """
    pairs = sorted(zip(totals, scores, strict=True))
    if not pairs or pairs[0][0] == pairs[-1][0]:
        return None
    size = max(1, int(TAIL * len(pairs) + 0.5))
    return _group_mean(pairs[::-1], size) - _group_mean(pairs, size)


def point_biserial(scores: Sequence[float], rests: Sequence[float]) -> float | None:
    """Correlation of the item with the rest of the test, from −1 to 1.

    r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), which for a right-or-wrong item is the point-biserial
    (M₁−M₀)/s·√(pq). `rests` leaves the item itself out, or a short test would correlate with
    itself: Henrysson, "Correction of item-total correlations in item analysis",
    *Psychometrika* 28 (1963) 211–218. None where either side does not vary.
    """
    if not scores:
        return None
    x_mean, y_mean = facility(scores), facility(rests)
    xs = [score - x_mean for score in scores]
    ys = [rest - y_mean for rest in rests]
    spread = sqrt(fsum(x * x for x in xs) * fsum(y * y for y in ys))
    if spread < 1e-9:
        return None
    return fsum(x * y for x, y in zip(xs, ys, strict=True)) / spread


def _by_person(answers: Iterable[FirstAnswer]) -> dict[int, Earned]:
    people: dict[int, Earned] = defaultdict(Earned)
    for answer in answers:
        earned = people[answer.person]
        earned.points += answer.score
        earned.questions += 1
    return people


def _group_mean(pairs: Sequence[tuple[float, float]], size: int) -> float:
    """Mean score of the first `size`, where those tied with the last one share the places left."""
    border = pairs[size - 1][0]
    inside = [score for total, score in pairs[:size] if total != border]
    tied = [score for total, score in pairs if total == border]
    return (fsum(inside) + (size - len(inside)) * facility(tied)) / size
