"""Columns of options that a whole sheet leaves out: A, B and D are three options."""

from collections.abc import Sequence
from dataclasses import replace

from questions.formats.entry import Entry
from questions.formats.keys import letters, numbers, texts
from questions.formats.layout import Layout

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LEAST = 2


def closed(entries: Sequence[Entry], layout: Layout) -> tuple[Entry, ...]:
    """The entries without the options that no row has, their keys called by the new letters.

    What one row lacks stays a gap: its text may be missing.
    """
    named = {position for position, _ in layout.options}
    last = max(named, default=-1)
    used = {place for entry in entries for place, option in enumerate(entry.options) if option}
    wide = sum(len(entry.options) > 1 for entry in entries)
    gone = {place for place in range(max(used, default=-1)) if place not in used
            and (place not in named or wide >= _LEAST)}  # fmt: skip
    if not gone or not named or last < 2:
        return tuple(entries)
    return tuple(_without(entry, gone) for entry in entries)


def _without(entry: Entry, gone: set[int]) -> Entry:
    kept = [place for place in range(len(entry.options)) if place not in gone]
    if len(kept) == len(entry.options) or entry.right is not None or len(entry.keys) != 1:
        return entry
    named = letters(entry.key)
    options = tuple(entry.options[place] for place in kept)
    if named is None:
        # The option's own text is the same text. Numbers may count from 0 or from 1.
        is_text = numbers(entry.key) is None and texts(entry.key, options)
        return replace(entry, options=options) if is_text else entry
    if not set(named) <= set(kept):
        return entry
    key = "".join(_LETTERS[kept.index(place)] for place in named)
    return replace(entry, options=options, keys=(key,))
