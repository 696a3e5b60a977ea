"""Sheets whose table ended up in one column, with the separators between its cells still there."""

import csv
from collections.abc import Container, Sequence
from dataclasses import replace

from questions.formats import layout as layouts
from questions.formats.headers import REASON
from questions.spreadsheet.csv_text import SEPARATORS, WIDE_SEPARATOR
from questions.spreadsheet.sheet import MAX_COLUMNS, Row, Sheet

_LONGEST = 20_000


def unfolded(sheet: Sheet) -> Sheet:
    """The sheet cut at its separators; as it is where its rows have several cells, or where no
    separator gives a header. Our own column of reasons does not count."""
    top = sheet.rows[: layouts.SEARCHED_ROWS]
    reasons = {column for row in top for column, each in enumerate(row.cells)
               if each.strip().startswith(REASON)}  # fmt: skip
    if len(sheet.rows) < 2 or any(len(_filled(row, reasons)) != 1 for row in top):
        return sheet
    for separator in (*SEPARATORS, WIDE_SEPARATOR):
        header = layouts.find([_cut(row, separator, reasons) for row in top])
        if header is not None and len(header.names) > 2:
            rows = tuple(_cut(row, separator, reasons) for row in sheet.rows)
            return replace(sheet, rows=rows)
    return sheet


def _filled(row: Row, reasons: Container[int]) -> Sequence[str]:
    return [each for column, each in enumerate(row.cells)
            if each.strip() and column not in reasons]  # fmt: skip


def _cut(row: Row, separator: str, reasons: Container[int]) -> Row:
    text = next(iter(_filled(row, reasons)), "")
    if len(text) > _LONGEST:
        return row
    try:
        cells = next(csv.reader([text.replace("\n", "\r")], delimiter=separator), [])
    except csv.Error:
        cells = text.split(separator)
    return replace(row, cells=tuple(each.replace("\r", "\n") for each in cells[:MAX_COLUMNS]))
