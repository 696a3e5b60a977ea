"""Options that go on in the row below: A and B in one, C and D in the next."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.formats.entry import clean
from questions.formats.layout import Layout, cell
from questions.spreadsheet.sheet import Row

_LABEL = re.compile(r"\s*[(（]?([A-LＡ-Ｌ])\s?[.．、:：)）]")


def joined(rows: Sequence[Row], columns: Sequence[int], layout: Layout) -> list[Row]:
    """The rows, with options whose letters go on from those above joined to them."""
    made: list[Row] = []
    for row in rows:
        texts = (
            _of_both(made[-1], row, columns) if made and _goes_on(made[-1], row, layout) else ()
        )
        if texts and _labelled(texts):
            cells = ["" if column in columns else text
                     for column, text in enumerate(made[-1].cells)]  # fmt: skip
            cells[min(columns)] = "\n".join(texts)
            made[-1] = replace(made[-1], cells=tuple(cells))
        else:
            made.append(row)
    return made


def _goes_on(above: Row, row: Row, layout: Layout) -> bool:
    """Whether a row has no stem of its own, or that of a cell merged over both."""
    stem = clean(cell(row, layout.stem))
    return not stem or stem == clean(cell(above, layout.stem))


def _labelled(texts: Sequence[str]) -> bool:
    """Whether A, B, C, D stand before them, one after the other."""
    found = [_LABEL.match(line) for text in texts for line in text.split("\n")]
    letters = "".join(each[1] if each else "?" for each in found)
    return len(letters) > 2 and "ABCDEFGHIJKL".startswith(letters)


def _of_both(above: Row, row: Row, columns: Sequence[int]) -> list[str]:
    first, second = _texts(above, columns), _texts(row, columns)
    return [*first, *second] if first and second else []


def _texts(row: Row, columns: Sequence[int]) -> list[str]:
    return [text for column in columns if (text := clean(cell(row, column)))]
