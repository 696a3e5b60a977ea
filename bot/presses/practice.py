"""Presses of practice."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Practise(Press):
    """Start a run from a bank; 0 is all banks."""

    name = "run"
    bank: int


@dataclass(frozen=True, slots=True)
class GoOn(Press):
    name = "on"


@dataclass(frozen=True, slots=True)
class Pick(Press):
    """Answer the question asked at place `asked` with the choice shown at `choice`."""

    name = "pick"
    asked: int
    choice: int


@dataclass(frozen=True, slots=True)
class Toggle(Press):
    name = "tog"
    asked: int
    choice: int


@dataclass(frozen=True, slots=True)
class Submit(Press):
    name = "sub"
    asked: int


@dataclass(frozen=True, slots=True)
class Next(Press):
    name = "next"
    asked: int


@dataclass(frozen=True, slots=True)
class Around(Press):
    """Show the passages around the quotes of the question asked at place `asked`."""

    name = "ctx"
    asked: int
