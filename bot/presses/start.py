"""Presses of the welcome."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Pickers(Press):
    """Open the choice of banks."""

    name = "banks"
