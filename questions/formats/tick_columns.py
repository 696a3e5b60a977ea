"""Keys that are ticked: in a column for each option, or in a row below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from questions.formats.headers import Header, Role
from questions.formats.normal import plain
from questions.formats.options import first_option
from questions.formats.ticks import is_tick, is_yes
from questions.spreadsheet.sheet import Row

# Alone in its sheet any of these marks what is right.
_MARKS = frozenset(("x", "×", "*", "●", "■", "★", "o", "✗", "✘", "+"))
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Ticked:
    """`columns` are what each stands for, with its column; `mark` is a sign that here says yes."""

    columns: tuple[tuple[str, int], ...]
    mark: str = ""

    def key(self, row: Row) -> str:
        """The letters of what is ticked in a row."""
        marks = [(name, _text(row, column)) for name, column in self.columns]
        return "".join(
            name for name, mark in marks if mark and (plain(mark) == self.mark or is_yes(mark))
        )


def find(found: Mapping[int, Header], sample: Sequence[Row]) -> Ticked | None:
    """The columns of ticks; None where a key is written, or nothing is ticked."""
    if any(each.role in (Role.KEY, Role.ANSWER, Role.IS_RIGHT) and _texts(column, sample)
           for column, each in found.items()):  # fmt: skip
        return None
    options = {column: each.position for column, each in found.items()
               if each.role is Role.OPTION}  # fmt: skip
    columns = [column for column in options if _are_marks(column, sample)]
    if len(columns) < 2 or not _has_texts(found, columns, sample):
        return None
    marks = {plain(text) for column in columns for text in _texts(column, sample)}
    if not marks or len({options[column] for column in columns}) < len(columns):
        return None
    lone = next(iter(marks)) if len(marks) == 1 else ""
    if not lone and not any(map(is_yes, marks)):
        return None
    return Ticked(
        tuple(("ABCDEFGHIJKL"[options[column]], column) for column in columns), mark=lone
    )


def joined(rows: Sequence[Row], options: Sequence[int], stem: int | None) -> list[Row]:
    """The rows, with ticks that stand in a row of their own below the options set before them."""
    found: list[Row] = []
    for row in rows:
        filled = {column for column, text in enumerate(row.cells) if text.strip()}
        if (
            found
            and filled
            and filled < set(options)
            and _text(found[-1], -1 if stem is None else stem)
            and all(_text(found[-1], column) for column in filled)
            and all(is_yes(_text(row, column)) for column in filled)
        ):
            cells = [f"√ {text}" if column in filled else text
                     for column, text in enumerate(found[-1].cells)]  # fmt: skip
            found[-1] = replace(found[-1], cells=tuple(cells))
        else:
            found.append(row)
    return found


def _has_texts(found: Mapping[int, Header], columns: Sequence[int], sample: Sequence[Row]) -> bool:
    """Whether the texts of the options stand elsewhere: in columns, in a cell, in the stems."""
    ticked = {found[column].position for column in columns}
    others = {each.position for column, each in found.items()
              if each.role is Role.OPTION and column not in columns}  # fmt: skip
    if others:
        return ticked <= others
    if any(each.role is Role.OPTIONS for each in found.values()):
        return True
    stems = [text for column, each in found.items() if each.role is Role.STEM
             for text in _texts(column, sample)]  # fmt: skip
    return sum(first_option(stem) is not None for stem in stems) > _MOST * len(stems)


def _are_marks(column: int, sample: Sequence[Row]) -> bool:
    texts = _texts(column, sample)
    return all(is_tick(text) or plain(text) in _MARKS for text in texts)


def _texts(column: int, sample: Sequence[Row]) -> list[str]:
    return [text for row in sample if (text := _text(row, column))]


def _text(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""
