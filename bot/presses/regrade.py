"""Presses below a question whose key is to be changed."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class OpenKey(Press):
    """Show the key of a question, to be changed."""

    name = "key"
    question: int


@dataclass(frozen=True, slots=True)
class MarkKey(Press):
    """Show the choices with those of `marked` (bits) taken for right."""

    name = "keym"
    question: int
    version: int
    marked: int


@dataclass(frozen=True, slots=True)
class SetKey(Press):
    """What is `marked` is right: judge everybody by it."""

    name = "keys"
    question: int
    version: int
    marked: int
