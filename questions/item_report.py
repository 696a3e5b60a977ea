"""What a question says about itself: whether its key looks wrong, and what to look at first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from math import atanh, comb, sqrt
from statistics import NormalDist, median
from typing import Any

from questions.item_statistics import (
    FEWEST_ATTEMPTS,
    Earned,
    FirstAnswer,
    ItemStatistics,
    measure,
    picks,
)
from questions.question import Kind, Question

# What chance alone would do once in so many times, or less, is taken for more than chance.
ONCE_IN = 20
# Lines of our own: fewer, or more, than these shares of points tell hardly anybody apart.
TOO_HARD, TOO_EASY = 0.3, 0.95
# Of so many nobody: then surely fewer than one in ten would pick it. Hanley & Lippman-Hand,
# "If nothing goes wrong, is everything all right?", *JAMA* 249 (1983) 1743–1745: 3/n.
FEWEST_FOR_IDLE = 30
# A correlation is of two groups: one or two people are no group.
FEWEST_APART = 3
# Figures are of the newest so many first attempts at most: more make them slower, not truer.
MOST_ATTEMPTS = 2000


class Concern(IntEnum):
    """Why a question should be looked at, the most urgent first."""

    KEY = 1
    HARD = 2
    EASY = 3
    IDLE = 4


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a key looks wrong.

    `judges` are the better half, or everybody where people cannot be told apart (`better`). So
    many of them gave the key, so many picked exactly `rival` (choices from 0), which is empty
    unless it beats the key beyond chance. `negative`: who does well elsewhere does worse here.
    """

    judges: int = 0
    better: bool = False
    for_key: int = 0
    rival: tuple[int, ...] = ()
    for_rival: int = 0
    negative: bool = False


@dataclass(frozen=True, slots=True)
class ItemReport:
    """The figures of a question; who of the better half picked what; and the doubt, if any."""

    figures: ItemStatistics = field(default_factory=ItemStatistics)
    better: int = 0
    picked_by_better: tuple[int, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a bank with what it says about itself.

    `asks` names what it asks (questions/bank.py). `answered` counts first attempts up to now; the
    report is from the last look. `fine`: somebody has said that the key is right. `place` is its
    place, from 1, among the `total` of its bank that have figures, those to look at first in
    front; 0 where it is not among them. `before` and `after` are its neighbours there.
    """

    question_id: int
    asks: str
    bank_id: int
    bank_title: str
    question: Question
    answered: int = 0
    report: ItemReport = field(default_factory=ItemReport)
    fine: bool = False
    retired: bool = False
    place: int = 0
    total: int = 0
    before: int | None = None
    after: int | None = None

    @property
    def concerns(self) -> tuple[Concern, ...]:
        return concerns(self.question, self.report, fine=self.fine)


@dataclass(frozen=True, slots=True)
class BankItems:
    """A bank, how many questions it has, how many of them have figures, and how many of these
    should be looked at; `first` are some of them."""

    bank_id: int
    title: str
    questions: int
    measured: int
    to_look: int
    first: tuple[Item, ...] = ()


def packed(item: Item) -> dict[str, Any]:
    """An item as plain JSON, as it is pushed: without its neighbours."""
    question = item.question
    return {
        "question_id": item.question_id,
        "asks": item.asks,
        "bank_id": item.bank_id,
        "bank_title": item.bank_title,
        "key": question.key,
        "kind": question.kind.value,
        "stem": question.stem,
        "choices": list(question.choices),
        "right": sorted(question.right),
        "accepted": [list(wordings) for wordings in question.accepted],
        "answered": item.answered,
        "report": packed_report(item.report),
    }


def unpacked(said: Mapping[str, Any]) -> Item:
    question = Question(
        key=said["key"],
        kind=Kind(said["kind"]),
        stem=said["stem"],
        choices=tuple(said["choices"]),
        right=frozenset(said["right"]),
        accepted=tuple(map(tuple, said["accepted"])),
    )
    return Item(
        said["question_id"],
        said["asks"],
        said["bank_id"],
        said["bank_title"],
        question,
        said["answered"],
        unpacked_report(said["report"]),
    )


def packed_report(told: ItemReport) -> dict[str, Any]:
    return asdict(told)


def unpacked_report(said: Mapping[str, Any]) -> ItemReport:
    figures, doubt = said["figures"], said["doubt"]
    return ItemReport(
        ItemStatistics(**{**figures, "picked": tuple(figures["picked"])}),
        said["better"],
        tuple(said["picked_by_better"]),
        Doubt(**{**doubt, "rival": tuple(doubt["rival"])}) if doubt else None,
    )


def is_due(answered: int) -> bool:
    """Whether this first attempt is one after which the figures are worked out anew: the 10th,
    20th, 30th …, from 1,000 on each hundredth, and so on: each answer is read a few times only."""
    step = max(FEWEST_ATTEMPTS, 10 ** (len(str(answered)) - 2))
    return answered > 0 and answered % step == 0


def report(
    question: Question, given: Sequence[FirstAnswer], people: Mapping[int, Earned]
) -> ItemReport:
    """All that the first answers to one question say. Their order says nothing."""
    figures = measure(given, people)
    if len(given) < FEWEST_ATTEMPTS:
        return ItemReport(figures)
    better = better_half(given, people)
    compared = sum(people[answer.person].questions > 1 for answer in given)
    is_split = FEWEST_APART <= figures.right <= figures.answered - FEWEST_APART
    negative = is_split and is_negative(figures.point_biserial, compared)
    doubted = _doubt(question.right, better or given, bool(better), negative)
    return ItemReport(figures, len(better), picks(better), doubted)


def better_half(
    given: Sequence[FirstAnswer], people: Mapping[int, Earned]
) -> tuple[FirstAnswer, ...]:
    """The answers of those who did no worse in the other questions than the one in the middle.

    The question itself is left out, or a wrong key would push the knowing down. Nobody, where
    all did alike; where more than half did worst alike, those above them.
    """
    rests = {
        answer.person: people[answer.person].rest(answer.score)
        for answer in given
        if people[answer.person].questions > 1
    }
    if not rests or min(rests.values()) == max(rests.values()):
        return ()
    middle, least = median(rests.values()), min(rests.values())
    return tuple(
        answer
        for answer in given
        if answer.person in rests
        and rests[answer.person] >= middle
        and rests[answer.person] > least
    )


def beats(rival: int, key: int) -> bool:
    """Whether so many against so many is more than chance: the sign test. Were both picked alike,
    a rival would get `rival` of `rival + key` or more with a probability of 5 % at most.

    Conover, *Practical Nonparametric Statistics* (1999), ch. 3.4.
    """
    votes = rival + key
    likely = sum(comb(votes, more) for more in range(rival, votes + 1))
    return rival > key and likely * ONCE_IN <= 2**votes


def is_negative(correlation: float | None, people: int) -> bool:
    """Whether a correlation among so many is below 0 by more than chance: atanh(r)·√(n−3) is
    below the 5 % of the normal distribution, −1.645; for ten people, r below −0.55.

    Fisher, "On the 'probable error' of a coefficient of correlation deduced from a small
    sample", *Metron* 1 (1921) 3–32.
    """
    if correlation is None or people < FEWEST_ATTEMPTS:
        return False
    deviation = atanh(max(correlation, -0.999999)) if correlation < 0 else 0.0
    return deviation * sqrt(people - 3) <= NormalDist().inv_cdf(1 / ONCE_IN)


def concerns(question: Question, told: ItemReport, *, fine: bool = False) -> tuple[Concern, ...]:
    """Why to look at a question, the most urgent first; `fine`: somebody has said that the key
    is right."""
    share = told.figures.facility
    if share is None:
        return ()
    found = []
    if told.doubt and not fine:
        found.append(Concern.KEY)
    if share < TOO_HARD:
        found.append(Concern.HARD)
    if share > TOO_EASY:
        found.append(Concern.EASY)
    elif idle_choices(question, told.figures):
        found.append(Concern.IDLE)
    return tuple(found)


def idle_choices(question: Question, figures: ItemStatistics) -> tuple[int, ...]:
    """Wrong choices that nobody picks, where so many answered that somebody should have."""
    if question.kind is Kind.TRUE_FALSE or figures.answered < FEWEST_FOR_IDLE:
        return ()
    return tuple(
        choice
        for choice in range(question.width)
        if choice not in question.right and not figures.picks_of(choice)
    )


def _doubt(
    right: frozenset[int], judges: Sequence[FirstAnswer], better: bool, negative: bool
) -> Doubt | None:
    votes = Counter(tuple(sorted(answer.picked)) for answer in judges if answer.picked)
    key = tuple(sorted(right))
    for_key = votes.pop(key, 0)
    # Of rivals with as many votes, always the same one.
    rival, for_rival = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=((), 0))
    if not key or not beats(for_rival, for_key):
        rival, for_rival = (), 0
    if not rival and not negative:
        return None
    return Doubt(len(judges), better, for_key, rival, for_rival, negative)
