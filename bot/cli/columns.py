"""Tables for a terminal, where a Chinese character takes two columns."""

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines: the first column to the left, figures to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_cells(row, widths)).rstrip() for row in rows]


def _cells(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    first = row[0] + " " * (widths[0] - width(row[0]))
    rest = zip(row[1:], widths[1:], strict=True)
    return [first, *(" " * (wide - width(cell)) + cell for cell, wide in rest)]
