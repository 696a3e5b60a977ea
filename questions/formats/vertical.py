"""Sheets with one option a row: the rows of one question are brought together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.formats.entry import Entry, clean, from_row
from questions.formats.keys import truth
from questions.formats.kinds import Sort
from questions.formats.layout import Layout, cell
from questions.formats.options import split, without_labels
from questions.spreadsheet.sheet import Row, Sheet


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
            if truth(cell(row, column)) or cell(row, column).strip() == "1"
        )  # fmt: skip
        keys = [clean(cell(row, column)) for column in layout.keys for row in group]
        yield replace(
            first,
            options=without_labels([text for text, _ in filled]),
            right=right or None,
            keys=tuple(dict.fromkeys(key for key in keys if key))[:1],
        )


def _groups(layout: Layout, rows: Sequence[Row]) -> list[list[Row]]:
    """A question begins where a stem stands that is not the one above."""
    groups: list[list[Row]] = []
    stem = ""
    for row in rows:
        here = clean(cell(row, layout.stem))
        if (here and here != stem) or not groups:
            groups.append([])
            stem = here
        groups[-1].append(row)
    return groups
