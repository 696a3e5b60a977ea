"""What a score sheet is asked for: bank, days, department, format; and how that is put short."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from questions.errors import DatesInvalid, OldScreen
from questions.score_sheet import About, Scope
from questions.stamps import stamped

# What the command is called that draws a new screen.
COMMAND = "export"

_DAY = re.compile(
    r"(?<![0-9])([0-9]{4})(?:[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])"
)
_PACKED = re.compile(
    r"([0-9]{1,9})\.(today|week|month|all|[0-9]{8}-[0-9]{8})\.([0-9]{1,10})\.(xlsx|csv)"
)
# No scores are older, and from there on every day has a day after it.
_YEARS = range(2000, 3000)


class Period(StrEnum):
    """Days counted back from today, which is one of them."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the organisation's zone, both included; None is no bound."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen so far. `bank` 0 is all banks; `department` is a stamp, 0 for all."""

    bank: int = 0
    days: Period | Days = Period.MONTH
    department: int = 0
    format: Format = Format.XLSX

    def packed(self) -> str:
        """At most 50 characters, none of them a colon."""
        days = self.days if isinstance(self.days, Period) else _digits(self.days)
        return f"{self.bank}.{days}.{self.department}.{self.format}"


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from: banks by id, and departments."""

    banks: tuple[tuple[int, str], ...]
    departments: tuple[str, ...]

    def bank(self, chosen: Chosen) -> str:
        """The chosen bank's title, "" for all; refused where it is gone."""
        if not chosen.bank:
            return ""
        return _known(dict(self.banks).get(chosen.bank))

    def department(self, chosen: Chosen) -> str:
        """The chosen department, "" for all; refused where nobody is in it any more."""
        if not chosen.department:
            return ""
        return _known(stamped(chosen.department, self.departments))


def unpacked(text: str) -> Chosen:
    """What `packed` was said of; anything else is no choice of ours."""
    found = _PACKED.fullmatch(text)
    if found is None:
        raise OldScreen(command=COMMAND)
    bank, days, department, form = found.groups()
    period = Period(days) if days.isalpha() else _two_days(days)
    return Chosen(int(bank), period, int(department), Format(form))


def span(days: Period | Days, today: date) -> Days:
    if isinstance(days, Days):
        return days
    if days is Period.ALL:
        return Days()
    back = {Period.TODAY: 0, Period.WEEK: 6, Period.MONTH: 29}[days]
    return Days(today - timedelta(days=back), today)


def scope_of(chosen: Chosen, offer: Offer, made_by: str, now: datetime, zone: ZoneInfo) -> Scope:
    """What the choice comes to at the moment of the export."""
    days = span(chosen.days, now.astimezone(zone).date())
    return Scope(
        About.PRACTICE,
        zone.key,
        now,
        made_by,
        bank=offer.bank(chosen),
        department=offer.department(chosen),
        since=days.since,
        until=days.until,
    )


def read_days(text: str) -> Days:
    """Two dates as people type them, in either order, or one for a single day."""
    found = _DAY.findall(unicodedata.normalize("NFKC", text))
    if not 1 <= len(found) <= 2:
        raise DatesInvalid
    days = sorted(_day(*(int(part) for part in parts if part)) for parts in found)
    return Days(days[0], days[-1])


def _day(year: int, month: int, day: int) -> date:
    try:
        read = date(year, month, day)
    except ValueError:
        raise DatesInvalid from None
    if year not in _YEARS:
        raise DatesInvalid
    return read


def _digits(days: Days) -> str:
    return "-".join(f"{day:%Y%m%d}" for day in (days.since, days.until) if day)


def _two_days(text: str) -> Days:
    try:
        return read_days(text.replace("-", " "))
    except DatesInvalid:
        raise OldScreen(command=COMMAND) from None


def _known(name: str | None) -> str:
    if name is None:
        raise OldScreen(command=COMMAND)
    return name
