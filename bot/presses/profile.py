"""Presses of /profile."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Speak(Press):
    name = "lang"
    language: str


@dataclass(frozen=True, slots=True)
class Change(Press):
    """Ask for a new value of one's own: name, number or department."""

    name = "own"
    field: str
