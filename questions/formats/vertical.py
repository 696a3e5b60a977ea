"""Sheets with one option a row: the rows of one question are brought together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from questions.formats.entry import Entry, clean, from_row
from questions.formats.kinds import Sort
from questions.formats.layout import Layout, cell
from questions.formats.normal import plain
from questions.formats.options import split, without_labels
from questions.formats.ticks import is_tick, is_yes
from questions.spreadsheet.sheet import Row, Sheet

NUMBERS = frozenset((
    "题号", "序号", "编号", "试题编号", "题目编号", "试题编码", "题目id", "试题id", "id", "no",
    "no.", "number", "questionid", "questionno", "questionnumber", "qid",
))  # fmt: skip


def is_vertical(layout: Layout, rows: Sequence[Row]) -> bool:
    """Whether options stand below each other: most rows have one, and no stem of their own."""
    column = option_column(layout)
    if column is None:
        return False
    groups = _groups(layout, rows)
    texts = [text for row in rows if (text := clean(cell(row, column)))]
    single = sum(len(split(text).options) < 2 for text in texts)
    is_grouped = len(groups) > 0 and len(rows) >= 2 * len(groups) and 2 * len(texts) >= len(rows)
    # A cell that holds all options makes its row whole, however often a stem is repeated.
    return is_grouped and (bool(layout.is_right) or 2 * single >= len(texts))


def option_column(layout: Layout) -> int | None:
    if layout.options_cell is not None and not layout.options:
        return layout.options_cell
    return layout.options[0][1] if len(layout.options) == 1 else None


def from_rows(
    sheet: Sheet, rows: Sequence[Row], layout: Layout, section: Sort | None, chapter: str
) -> Iterator[Entry]:
    """An entry for each question, counted to its first row."""
    for group in _groups(layout, rows):
        first = from_row(sheet, group[0], layout, section, chapter)
        texts = [clean(cell(row, option_column(layout))) for row in group]
        filled = [(text, row) for text, row in zip(texts, group, strict=True) if text]
        right = frozenset(
            place for place, (_, row) in enumerate(filled)
            for _, column in layout.is_right
            if is_yes(cell(row, column))
        )  # fmt: skip
        right = right or _ticked([row for _, row in filled], layout)
        keys = [clean(cell(row, column)) for column in layout.keys for row in group]
        yield replace(
            first,
            options=without_labels([text for text, _ in filled]),
            right=right or None,
            keys=() if right else tuple(dict.fromkeys(key for key in keys if key))[:1],
        )


def _ticked(rows: Sequence[Row], layout: Layout) -> frozenset[int]:
    """The options that a key column marks row by row, where it names none."""
    for column in layout.keys:
        marks = [clean(cell(row, column)) for row in rows]
        filled = [mark for mark in marks if mark]
        # A 1 in the first row alone is the number of an option.
        is_counted = filled == ["1"] and len(filled) < len(rows)
        if all(map(is_tick, filled)) and not is_counted:
            right = frozenset(place for place, mark in enumerate(marks) if is_yes(mark))
            if 0 < len(right) < len(rows) or (right and len(filled) > 1 and len(set(filled)) > 1):
                return right
    return frozenset()


def _groups(layout: Layout, rows: Sequence[Row]) -> list[list[Row]]:
    """A question begins where a stem or a number stands that is not the one above."""
    groups: list[list[Row]] = []
    numbered = _number_column(layout, rows)
    stem = number = ""
    for row in rows:
        here = clean(cell(row, layout.stem))
        counted = clean(cell(row, numbered))
        if (here and (here != stem or (counted and counted != number))) or not groups:
            groups.append([])
            stem, number = here, counted
        groups[-1].append(row)
    return groups


def _number_column(layout: Layout, rows: Sequence[Row]) -> int | None:
    """The column with the number of the question, which stands in each of its rows."""
    for column, name in layout.names.items():
        if plain(name).replace("_", "") in NUMBERS:
            texts = [clean(cell(row, column)) for row in rows]
            changes = sum(one != other for one, other in pairwise(texts)) + 1
            if all(texts) and 2 * changes <= len(texts):
                return column
    return None
