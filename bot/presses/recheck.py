"""Presses about questions whose quotes are lost."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class ListLost(Press):
    """Show the list from `page` (from 0)."""

    name = "lql"
    page: int


@dataclass(frozen=True, slots=True)
class OpenLost(Press):
    name = "lq"
    question: int


@dataclass(frozen=True, slots=True)
class TakeSpan(Press):
    """Put sentences of an article of that number, as `Span` packs them, in the place of the lost
    quote of a version of a question."""

    name = "lqt"
    version: int
    article: int
    sentences: int


@dataclass(frozen=True, slots=True)
class WithdrawLost(Press):
    """Take a question out for good."""

    name = "lqx"
    question: int
