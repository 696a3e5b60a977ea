"""A sentence cut into clauses, with what is quoted left whole."""

import re
from collections.abc import Iterator

_STOP = re.compile("[,，;；。！？!?：:…\n]+")
_PAIRS = {"“": "”", "(": ")", "（": "）", "《": "》", "「": "」", "‘": "’"}
# What stands in place of a character between marks.
BLOT = "\x00"


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every clause, without the mark after it; quotations are not cut."""
    start = 0
    blotted = masked(text)
    for stop in _STOP.finditer(blotted):
        if stop.start() > start:
            yield start, stop.start()
        start = stop.end()
    if start < len(text):
        yield start, len(text)


def masked(text: str) -> str:
    """The text with what stands between quotation marks or brackets blotted out."""
    kept = list(text)
    closing: list[str] = []
    for at, char in enumerate(text):
        if closing and char == closing[-1]:
            closing.pop()
        elif closing:
            kept[at] = BLOT
        if char in _PAIRS and (not closing or kept[at] != BLOT):
            closing.append(_PAIRS[char])
    return "".join(kept)
