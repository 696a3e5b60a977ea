"""A score sheet: whose results it tells, over what, and every row as plain values."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from questions.item_statistics import ItemStatistics
from questions.question import Question

# Excel refuses a longer name of a sheet, and these characters in it.
SHEET_NAME_LIMIT = 31
_NOT_IN_SHEET_NAME = re.compile(r"[\x00-\x1f:\\/?*\[\]]+")
# What Windows refuses in the name of a file, and what would be tiresome in any.
_NOT_IN_FILE_NAME = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff<>:"/\\|?*\s]+')
_TITLE_LIMIT = 40


class About(StrEnum):
    """What the results are of."""

    PRACTICE = "practice"
    EXAM = "exam"


class State(StrEnum):
    """How an attempt ended. `ON_TIME`, `LATE` and `ABSENT` are said of exams."""

    FINISHED = "finished"
    ABANDONED = "abandoned"
    OPEN = "open"
    ON_TIME = "on_time"
    LATE = "late"
    ABSENT = "absent"

    @property
    def is_handed_in(self) -> bool:
        return self in (State.FINISHED, State.ON_TIME, State.LATE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What an export was asked for. An empty `bank` or `department` means all of them, a
    missing date no bound; dates are days in `time_zone`, both included.
    """

    about: About
    time_zone: str
    made_at: datetime
    made_by: str
    exam: str = ""
    bank: str = ""
    department: str = ""
    since: date | None = None
    until: date | None = None

    def local(self, at: datetime) -> datetime:
        """An aware time as the organisation's clock shows it, without a zone: a sheet has none."""
        return at.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody on the sheet. `id` only tells people apart and is not shown."""

    id: int
    number: str
    name: str
    department: str = ""
    position: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One practice run or one attempt at an exam. Times are aware. A practice without a `title`
    was drawn from all banks.

    `counts` says whether its rate goes into the figures of the summary: a finished run, or the
    attempt that the exam's rule picks. `passed` is None where nothing has to be passed.
    """

    person: PersonRow
    title: str
    state: State
    attempt: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    points: float | None = None
    full: float | None = None
    passed: bool | None = None
    rank: int | None = None
    counts: bool = True
    note: str = ""

    @property
    def rate(self) -> float | None:
        return share(self.points, self.full)

    @property
    def took(self) -> timedelta | None:
        if self.started_at is None or self.finished_at is None:
            return None
        return self.finished_at - self.started_at


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A question as the sheet shows it, with the figures of its first attempts."""

    bank: str
    question: Question
    figures: ItemStatistics


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Everything on a sheet. `attempts` may be a stream: it is read once, in its own order.

    `invited` is how many were to take part, and `absent` who of them did not; None where
    nobody was told to.
    """

    scope: Scope
    attempts: Iterable[AttemptRow]
    items: Sequence[ItemRow] = ()
    absent: Iterable[PersonRow] | None = None
    invited: int | None = None


def share(points: float | None, full: float | None) -> float | None:
    """Share of the points, 0–1, to six places: thirds added up must not miss a band."""
    if points is None or not full:
        return None
    return round(points / full, 6)


def places(counts: Mapping[float, int]) -> dict[float, int]:
    """The place of each rate, best first, where so many have it; as in sports: 1, 2, 2, 4."""
    place, found = 1, {}
    for rate in sorted(counts, reverse=True):
        found[rate] = place
        place += counts[rate]
    return found


def ranks(rates: Sequence[float | None]) -> list[int | None]:
    """The place of each attempt by its rate. No rate, no place."""
    place = places(Counter(rate for rate in rates if rate is not None))
    return [None if rate is None else place[rate] for rate in rates]


def file_name(scope: Scope, words: Mapping[str, str], ending: str) -> str:
    """`成绩_练习_20261123-1437.xlsx`, safe on every system whatever an exam is called."""
    title = scope.exam if scope.about is About.EXAM else ""
    shown = _NOT_IN_FILE_NAME.sub(" ", title).strip(" .")[:_TITLE_LIMIT].strip(" .")
    subject = shown or words[f"sheet.file.{scope.about}"]
    moment = scope.local(scope.made_at).strftime("%Y%m%d-%H%M")
    return f"{words['sheet.file']}_{subject}_{moment}.{ending}"


def sheet_name(title: str) -> str:
    """A title as Excel takes it for a sheet: at most 31 units, without `: \\ / ? * [ ]`."""
    name = _NOT_IN_SHEET_NAME.sub(" ", title).strip(" '")
    while len(name.encode("utf-16-le")) // 2 > SHEET_NAME_LIMIT:
        name = name[:-1]
    return name.strip(" '") or "-"
