"""Reads XLS (Excel 97–2003): every cell as Excel shows it."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import xlrd
from xlrd.sheet import Sheet as XlsSheet

from questions.errors import FileRefused
from questions.spreadsheet.looks import BOLD, COLOUR, FILL, UNDERLINE, Span, is_bright
from questions.spreadsheet.number_formats import general, shown
from questions.spreadsheet.sheet import (
    MAX_COLUMNS,
    MAX_ROWS,
    Gatherer,
    Place,
    Sheet,
    filled_down,
)

# 400 is the weight of usual letters, 700 that of bold ones.
_BOLD = 600
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
            looks=_followed(book, source),
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


def _followed(book: xlrd.Book, source: XlsSheet) -> dict[Place, tuple[Span, ...]]:
    """What stands out; nothing where styles are named that the file has not."""
    try:
        return dict(_looks(book, source))
    except (AttributeError, LookupError, TypeError):
        return {}


def _looks(book: xlrd.Book, source: XlsSheet) -> Iterator[tuple[Place, tuple[Span, ...]]]:
    """Where something stands out, as far as the styles could be followed."""
    if not book.formatting_info:
        return
    styles = [_of_style(book, number) for number in range(len(book.xf_list))]
    for position in range(min(source.nrows, MAX_ROWS)):
        for column in range(min(source.row_len(position), MAX_COLUMNS)):
            length = len(str(source.cell_value(position, column)))
            runs = source.rich_text_runlist_map.get((position, column), ())
            spans = list(_of_runs(book, runs, length))
            if bits := styles[source.cell_xf_index(position, column)]:
                # What a run looks like counts instead of what its cell does.
                end = runs[0][0] if runs else length
                spans.append((0, end, bits) if end else (0, length, bits & FILL))
            if found := tuple(span for span in spans if span[2] and length):
                yield (position + 1, column), found


def _of_runs(book: xlrd.Book, runs: Sequence[tuple[int, int]], length: int) -> Iterator[Span]:
    for (start, font), (end, _) in pairwise([*runs, (length, 0)]):
        if start < end and (bits := _of_font(book, font)):
            yield start, end, bits


def _of_style(book: xlrd.Book, number: int) -> int:
    style = book.xf_list[number]
    background = style.background
    is_filled = background.fill_pattern and _is_colour(book, background.pattern_colour_index)
    return _of_font(book, style.font_index) | (FILL if is_filled else 0)


def _of_font(book: xlrd.Book, number: int) -> int:
    if number >= len(book.font_list):
        return 0
    font = book.font_list[number]
    bits = BOLD if font.bold or font.weight >= _BOLD else 0
    bits |= UNDERLINE if font.underline_type else 0
    return bits | (COLOUR if _is_colour(book, font.colour_index) else 0)


def _is_colour(book: xlrd.Book, index: int) -> bool:
    parts = book.colour_map.get(index)
    return parts is not None and is_bright(parts)


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
