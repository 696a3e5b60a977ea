"""Presses of 题目分析, and below a question whose key looks wrong."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class StatsBanks(Press):
    """Show the banks to analyse from `page` (from 0)."""

    name = "ibs"
    page: int


@dataclass(frozen=True, slots=True)
class StatsBank(Press):
    """Show `page` (from 0) of what to look at first in a bank."""

    name = "ib"
    bank: int
    page: int


@dataclass(frozen=True, slots=True)
class StatsFirst(Press):
    """Go through the questions of a bank, those to look at first in front."""

    name = "i1"
    bank: int


@dataclass(frozen=True, slots=True)
class ShowItem(Press):
    name = "it"
    question: int


@dataclass(frozen=True, slots=True)
class DrawItem(Press):
    """Send a picture of what was picked."""

    name = "itpic"
    question: int


@dataclass(frozen=True, slots=True)
class FineItem(Press):
    """The key of the question, as it `asks` now, is right."""

    name = "itok"
    question: int
    asks: str


@dataclass(frozen=True, slots=True)
class RetireItem(Press):
    """Take a question out of what is asked (1), or let it in again (0)."""

    name = "itout"
    question: int
    retired: int
