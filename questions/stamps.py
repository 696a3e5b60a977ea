"""A number that stands for a text where there is no room for it, as in a button's 64 bytes.

A place in a list would point at something else once the list has changed; this points at the
text itself, or at nothing.
"""

from collections.abc import Iterable
from zlib import crc32


def stamp(text: str) -> int:
    """32 bits, the same everywhere; 0 for no text only."""
    return (crc32(text.encode("utf-8", "surrogatepass")) or 1) if text else 0


def stamped(number: int, texts: Iterable[str]) -> str | None:
    """The one text with this stamp; None where there is none, or where two of them share it."""
    found = {text for text in texts if stamp(text) == number}
    return found.pop() if len(found) == 1 else None
