"""Presses of /search."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class AroundMatch(Press):
    """Show the passages around a sentence that was found, by the number of its article and its
    place among all sentences of it, from 0."""

    name = "src"
    article: int
    sentence: int
