"""Presses of /export."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Export(Press):
    """Show what is chosen so far (see questions/export.py)."""

    name = "ex"
    chosen: str


@dataclass(frozen=True, slots=True)
class ExportList(Press):
    """Show the banks or the departments to choose from."""

    name = "exl"
    what: str
    page: int
    chosen: str


@dataclass(frozen=True, slots=True)
class ExportDates(Press):
    """Ask for dates."""

    name = "exd"
    chosen: str


@dataclass(frozen=True, slots=True)
class MakeExport(Press):
    name = "exgo"
    chosen: str
