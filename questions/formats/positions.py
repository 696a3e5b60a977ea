"""Sheets without any header: what a column holds is told by what stands in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.formats.keys import letters, truth
from questions.formats.kinds import sort_of
from questions.formats.layout import SEARCHED_ROWS, Layout
from questions.formats.options import split
from questions.spreadsheet.sheet import Row

_SAMPLE = 200
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    texts: tuple[str, ...]
    filled: float

    def share(self, is_one: Callable[[str], bool]) -> float:
        return sum(map(is_one, self.texts)) / len(self.texts) if self.texts else 0

    @property
    def length(self) -> float:
        return sum(map(len, self.texts)) / max(len(self.texts), 1)


def by_position(rows: Sequence[Row]) -> Layout | None:
    """A layout for rows without header; None when no column is a key or no text leads up to it."""
    columns = _columns(rows[:_SAMPLE])
    key = next((each for each in reversed(columns) if _is_key(each)), None) or _numbered(columns)
    if key is None:
        return None
    kind = next(
        (each for each in columns if each is not key and each.share(_is_kind) >= _MOST), None
    )
    free = [each for each in columns if each not in (key, kind) and not _is_counting(each)]
    stem = next((each for each in free if each.length >= 4 and not _is_repeating(each)), None)
    if stem is None:
        return None
    options, note = _options(free, stem, key)
    whole = options[0] if len(options) == 1 else None
    if whole and sum(len(split(text).options) > 1 for text in whole.texts) < len(whole.texts) / 2:
        whole, note, options = None, note or whole, []
    if not options and key.share(_is_truth) < _MOST and kind is None:
        return None
    return Layout(
        row=_rows_above(rows, key.place),
        stem=stem.place,
        kind=kind.place if kind else None,
        options=tuple(enumerate(each.place for each in options)) if not whole else (),
        options_cell=whole.place if whole else None,
        keys=(key.place,),
        notes=(note.place,) if note else (),
        guessed="all",
    )


def _rows_above(rows: Sequence[Row], key: int) -> int:
    """The number of the last row above the first with a key: titles, or words unknown to us."""
    for place, row in enumerate(rows[:SEARCHED_ROWS]):
        if key < len(row.cells) and (_is_key_text(row.cells[key]) or row.cells[key].isdecimal()):
            return rows[place - 1].number if place else 0
    return 0


def _numbered(columns: Sequence[_Column]) -> _Column | None:
    """A last column of small numbers behind a stem and three options."""
    filled = [each for each in columns if each.filled >= _MOST]
    if len(filled) < 5 or _is_counting(filled[-1]):
        return None
    small = filled[-1].share(
        lambda text: text.removesuffix(".0") in ("0", "1", "2", "3", "4", "5")
    )
    return filled[-1] if small == 1 else None


def _columns(rows: Sequence[Row]) -> list[_Column]:
    width = max((len(row.cells) for row in rows), default=0)
    # A title above has one cell; the rows that tell have most of theirs.
    full = [row for row in rows if sum(bool(each.strip()) for each in row.cells) > 1]
    found = []
    for place in range(width):
        texts = [row.cells[place].strip() if place < len(row.cells) else "" for row in full]
        filled = tuple(text for text in texts if text and not text.startswith("错误原因"))
        found.append(_Column(place, filled, len(filled) / max(len(full), 1)))
    return found


def _options(
    free: Sequence[_Column], stem: _Column, key: _Column
) -> tuple[list[_Column], _Column | None]:
    """The columns between stem and key, or those after a key that follows the stem at once."""
    between = [each for each in free if stem.place < each.place < key.place and each.texts]
    after = [each for each in free if each.place > key.place and each.texts]
    if between or key.place < stem.place:
        between = between or [each for each in free if each.place > stem.place and each.texts]
        after = after if key.place > stem.place else []
        return between, after[0] if after else None
    # Key before the options: a long last column beside short ones is an explanation.
    return after, None


def _is_key(column: _Column) -> bool:
    return column.filled >= _MOST and column.share(_is_key_text) >= _MOST


def _is_key_text(text: str) -> bool:
    found = letters(text)
    return truth(text) is not None or (found is not None and max(found) < 12 and len(text) <= 24)


def _is_truth(text: str) -> bool:
    return truth(text) is not None


def _is_kind(text: str) -> bool:
    return len(text) <= 10 and sort_of(text) is not None


def _is_counting(column: _Column) -> bool:
    """Serial numbers: each one more than the one above."""
    texts = [text.removesuffix(".0") for text in column.texts]
    if len(texts) < 2 or not all(text.isdecimal() and len(text) < 8 for text in texts):
        return False
    steps = sum(int(other) - int(one) == 1 for one, other in pairwise(texts))
    return steps >= _MOST * (len(texts) - 1)


def _is_repeating(column: _Column) -> bool:
    """A column of few different words is a subject or a chapter, not a stem."""
    return len(column.texts) >= 10 and len(set(column.texts)) <= len(column.texts) / 5
