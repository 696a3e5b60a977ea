"""Writes XLSX: every text as text, no formula and no link, whatever it begins with."""

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from questions.cells import sheet_text

BAD_ROW = "#FFC7CE"
_HEADER = "#DDEBF7"
_NAME_LIMIT = 31
_FORBIDDEN = re.compile(r"[:\\/?*\[\]\x00-\x1f]")
_VALIDATED_ROWS = 2_000
_WIDTH = 14
_LINE_HEIGHT = 15
# Excel's limit, in points.
_TALLEST = 409


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to write. Rows from 1, columns from 0.

    `first` is the number of the first row, `header` that of the row in bold above which the
    view is frozen (0 for none); `bad` are rows to colour; `lists` are the words that a column
    offers; `remarks` are shown beside the cells of the header.
    """

    name: str
    rows: Sequence[Sequence[str]]
    header: int = 1
    first: int = 1
    bad: frozenset[int] = frozenset()
    widths: Mapping[int, float] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    lists: Mapping[int, Sequence[str]] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)


def written(pages: Sequence[Page]) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(target, options) as book:
        formats = {
            (is_header, is_bad): book.add_format(_style(is_header, is_bad))
            for is_header in (False, True)
            for is_bad in (False, True)
        }
        names: list[str] = []
        for page in pages:
            names.append(_name(page.name, names))
            _write(book.add_worksheet(names[-1]), page, formats)
    return target.getvalue()


def _write(sheet: Worksheet, page: Page, formats: Mapping[tuple[bool, bool], Format]) -> None:
    width = max((len(row) for row in page.rows), default=0)
    for column in range(width):
        hidden = {"hidden": True} if column in page.hidden else {}
        sheet.set_column(column, column, page.widths.get(column, _WIDTH), None, hidden)
    for place, row in enumerate(page.rows):
        number = page.first + place
        if (lines := _lines(row, page)) > 1:
            sheet.set_row(number - 1, min(lines * _LINE_HEIGHT, _TALLEST))
        style = formats[number == page.header, number in page.bad]
        for column, text in enumerate(row):
            if kept := sheet_text(text):
                sheet.write_string(number - 1, column, kept, style)
            elif number in page.bad:
                sheet.write_blank(number - 1, column, None, style)
    if page.header:
        sheet.freeze_panes(page.header, 0)
    for column, words in page.lists.items():
        sheet.data_validation(
            page.header, column, page.header + _VALIDATED_ROWS, column,
            {"validate": "list", "source": list(words), "error_type": "warning"},
        )  # fmt: skip
    for column, remark in page.remarks.items():
        sheet.write_comment(page.header - 1, column, remark, {"x_scale": 2, "y_scale": 1.4})


def _lines(row: Sequence[str], page: Page) -> int:
    """How many lines the fullest cell takes: not every program grows a row by itself."""
    return max(
        (
            sum(
                ceil(_wide(part) / page.widths.get(column, _WIDTH)) or 1
                for part in text.split("\n")
            )
            for column, text in enumerate(row)
            if column not in page.hidden
        ),
        default=1,
    )


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _style(is_header: bool, is_bad: bool) -> dict[str, object]:
    style: dict[str, object] = {"text_wrap": True, "valign": "top"}
    if is_header:
        style |= {"bold": True, "bg_color": _HEADER, "border": 1}
    return style | ({"bg_color": BAD_ROW} if is_bad else {})


def _name(wanted: str, taken: Sequence[str]) -> str:
    """A name that Excel admits and that no other sheet has; case makes no difference to it."""
    wanted = _FORBIDDEN.sub(" ", sheet_text(wanted)).strip().strip("'")
    bare = _cut(wanted, _NAME_LIMIT) or "Sheet"
    if bare.casefold() == "history":
        bare += "_"
    used, name, number = {each.casefold() for each in taken}, bare, 2
    while name.casefold() in used:
        name = f"{_cut(bare, _NAME_LIMIT - 4)} ({number})"
        number += 1
    return name


def _cut(text: str, length: int) -> str:
    """As much as has this length where Excel counts, to whom rare letters are two."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")
