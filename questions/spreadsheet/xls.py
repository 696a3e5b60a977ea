"""Reads XLS (Excel 97–2003): every cell as Excel shows it."""

import io
import re
from collections.abc import Iterator

import xlrd
from xlrd.sheet import Sheet as XlsSheet

from questions.errors import FileRefused
from questions.spreadsheet.number_formats import general, shown
from questions.spreadsheet.sheet import MAX_ROWS, Gatherer, Place, Sheet, filled_down

_ENCRYPTED = re.compile("encrypt|password", re.IGNORECASE)


def read(data: bytes) -> tuple[Sheet, ...]:
    """All worksheets in their order, hidden ones marked; FileRefused when it cannot be read."""
    try:
        book = _book(data)
        return tuple(_sheets(book))
    except FileRefused:
        raise
    except Exception as wrong:
        # xlrd lets AssertionError, struct.error, IndexError and more out of a broken file.
        code = "file_encrypted" if _ENCRYPTED.search(str(wrong)) else "file_broken"
        raise FileRefused(code) from wrong


def _book(data: bytes) -> xlrd.Book:
    quiet = io.StringIO()
    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=quiet
        )
    except (xlrd.XLRDError, AssertionError, IndexError, KeyError) as wrong:
        if _ENCRYPTED.search(str(wrong)):
            raise
        # Some programs write styles that xlrd does not follow; the texts are worth having.
        return xlrd.open_workbook(
            file_contents=data,
            ragged_rows=True,
            logfile=quiet,
            ignore_workbook_corruption=True,
        )


def _sheets(book: xlrd.Book) -> Iterator[Sheet]:
    allowed = MAX_ROWS
    for source in book.sheets():
        gatherer = Gatherer(allowed)
        faults: dict[Place, str] = {}
        for position in range(source.nrows):
            if not gatherer.add(position + 1, _cells(book, source, position, faults)):
                break
        allowed -= len(gatherer.rows)
        merged = [
            (top + 1, left, bottom, right - 1) for top, bottom, left, right in source.merged_cells
        ]
        yield Sheet(
            name=source.name,
            rows=filled_down(gatherer.rows, merged),
            is_hidden=source.visibility != 0,
            faults=faults,
            rows_cut=gatherer.rows_cut,
            columns_cut=gatherer.columns_cut,
        )


def _cells(
    book: xlrd.Book, source: XlsSheet, position: int, faults: dict[Place, str]
) -> Iterator[str]:
    for column in range(source.row_len(position)):
        sort = source.cell_type(position, column)
        value = source.cell_value(position, column)
        if sort == xlrd.XL_CELL_TEXT:
            yield value
        elif sort in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            yield _number(book, source, (position, column), value)
        elif sort == xlrd.XL_CELL_BOOLEAN:
            yield "TRUE" if value else "FALSE"
        elif sort == xlrd.XL_CELL_ERROR:
            faults[position + 1, column] = "error"
            yield xlrd.error_text_from_code.get(value, "#ERROR!")
        else:
            yield ""


def _number(book: xlrd.Book, source: XlsSheet, place: Place, value: float) -> str:
    code = None
    if book.formatting_info:
        style = book.xf_list[source.cell_xf_index(*place)]
        known = book.format_map.get(style.format_key)
        code = known.format_str if known else None
    elif source.cell_type(*place) == xlrd.XL_CELL_DATE:
        code = "yyyy/m/d"
    if not code or code == "General":
        return general(value)
    return shown(value, _as_chinese(code), bool(book.datemode))


def _as_chinese(code: str) -> str:
    # xlrd spells the system's own date in the American way.
    return {"m/d/yy": "yyyy/m/d", "mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}.get(
        code, code
    )
