"""A person's own figures: how much was answered, how much was right, on how many days running."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class BankScore:
    """Figures in one bank. `seen` counts its questions that were answered at least once."""

    title: str
    answered: int
    right: int
    total_questions: int
    seen: int

    @property
    def rate(self) -> float | None:
        return rate(self.right, self.answered)

    @property
    def progress(self) -> float | None:
        """Share of the bank's questions that were met, 0–1; None for an empty bank."""
        return rate(self.seen, self.total_questions)


@dataclass(frozen=True, slots=True)
class DayScore:
    """Answers of one day in the organisation's time zone."""

    day: date
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Score:
    """What /score tells a person. `days` has one entry a day, in order, up to `today`.

    `streak` is what `day_streak` says of all days, not only of those in `days`.
    """

    today: date
    answered: int
    right: int
    streak: int
    banks: tuple[BankScore, ...] = ()
    days: tuple[DayScore, ...] = ()

    @property
    def rate(self) -> float | None:
        return rate(self.right, self.answered)

    @property
    def is_empty(self) -> bool:
        """Nothing answered yet: there is nothing to draw, and a text says what to do."""
        return self.answered == 0


def rate(right: int, answered: int) -> float | None:
    """Share 0–1; None when there is nothing to share."""
    return right / answered if answered else None


def percent(share: float) -> int:
    """Whole per cent for people: halves go up, and only all is 100, only nothing is 0."""
    rounded = int(share * 100 + 0.5)
    if rounded == 100 and share < 1:
        return 99
    return 1 if rounded == 0 and share > 0 else rounded


def day_streak(days: Iterable[date], today: date) -> int:
    """Days running with an answer, up to today. A today without one does not break it yet."""
    answered = set(days)
    last = today if today in answered else today - timedelta(days=1)
    streak = 0
    while last - timedelta(days=streak) in answered:
        streak += 1
    return streak


def last_days(days: Iterable[DayScore], today: date, length: int) -> tuple[DayScore, ...]:
    """The `length` days up to today in order, with an empty entry for a day without answers."""
    known = {score.day: score for score in days}
    span = (today - timedelta(days=back) for back in range(length - 1, -1, -1))
    return tuple(known.get(day, DayScore(day, 0, 0)) for day in span)
