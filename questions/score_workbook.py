"""How every page of a score workbook looks, and how a table is written down it row by row."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date
from math import ceil
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from questions.cells import sheet_text
from questions.errors import SheetTooLong
from questions.score_columns import Cell, Column, Form, Row, Words
from questions.score_sheet import Scope, sheet_name

# Excel's last row is number 1,048,576; the first one holds the headings.
ROW_LIMIT = 1_048_575
INK, ACCENT, PALE, LINE = "#22302F", "#2E7D6B", "#E4EFEA", "#C9D3CE"
_PAPER_A4 = 9
_TEXTS = (Form.CODE, Form.TEXT, Form.LONG_TEXT)
# Widths in characters: the drop-down arrow of a filter needs a few of its own.
_ARROW, _NARROWEST, _WIDEST = 4, 8, 46
_TIME_WIDTH = 18
# A heading wider than this takes two lines.
_HEADING_WIDTH = 12
_LINE_HEIGHT, _HEADING_HEIGHT = 15, 24
_LOOKS: dict[Form, dict[str, Any]] = {
    Form.CODE: {"num_format": "@"},
    Form.TEXT: {},
    Form.LONG_TEXT: {"text_wrap": True},
    Form.COUNT: {"num_format": "0"},
    Form.DECIMAL: {"num_format": "0.0"},
    Form.SHARE: {"num_format": "0%"},
    Form.FINE_SHARE: {"num_format": "0.0%"},
    Form.INDEX: {"num_format": "0.00"},
    Form.TIME: {"num_format": "yyyy-mm-dd hh:mm"},
    Form.DATE: {"num_format": "yyyy-mm-dd"},
}


class Book:
    """A workbook under way. Nothing of it stays in memory but the row being written."""

    def __init__(self, path: Path, folder: Path, words: Words) -> None:
        font = {"font_name": words["sheet.font"], "font_size": 10, "font_color": INK}
        self.file = Workbook(
            path,
            {
                "constant_memory": True,
                "tmpdir": str(folder),
                # Names and texts are other people's: they stay texts whatever they look like.
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": font,
            },
        )
        self.font = words["sheet.font"]
        self._in_tables = {form: self._format(form, _align(form)) for form in Form}
        self._in_lines = {form: self._format(form, "left") for form in Form}
        self._headings = {form: self._heading(_align(form)) for form in Form}
        self.title = self.file.add_format({"bold": True, "font_size": 16, "font_color": ACCENT})
        self.section = self.file.add_format(
            {
                "bold": True,
                "font_size": 11,
                "font_color": ACCENT,
                "bottom": 1,
                "bottom_color": LINE,
            }
        )
        self.label = self.file.add_format({"font_color": "#5E6B68"})
        self.remark = self.file.add_format({"font_color": "#5E6B68", "font_size": 9})
        self.good = self.file.add_format({"font_color": "#1B6E4B", "bg_color": "#DDF2E6"})
        self.bad = self.file.add_format({"font_color": "#A3352B", "bg_color": "#FBE3DF"})

    def describe(self, scope: Scope, words: Words) -> None:
        """What a file manager shows of the file."""
        made_at = scope.made_at.astimezone(UTC).replace(tzinfo=None)
        title = words[f"sheet.title.{scope.about}"]
        self.file.set_properties(
            {
                "title": sheet_text(f"{title} {scope.exam}".strip()),
                "author": sheet_text(scope.made_by),
                "company": "温故 Wengu",
                "created": made_at,
            }
        )

    def page(self, title: str) -> Any:
        """A sheet set up for A4 on its side, as wide as the paper and as long as it takes."""
        page = self.file.add_worksheet(sheet_name(title))
        page.set_landscape()
        page.set_paper(_PAPER_A4)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer("&C&P / &N")
        return page

    def head(self, page: Any, row: int, column: int, heading: str, form: Form) -> None:
        """The heading of a column of such cells."""
        page.write_string(row, column, sheet_text(heading), self._headings[form])

    def line(self, page: Any, row: int, column: int, value: Cell, form: Form) -> None:
        """A cell beside its label."""
        self._write(page, row, column, value, self._in_lines[form])

    def put(self, page: Any, row: int, column: int, value: Cell, form: Form) -> None:
        """A cell in a table."""
        self._write(page, row, column, value, self._in_tables[form])

    def _write(self, page: Any, row: int, column: int, value: Cell, look: Any) -> None:
        """A text is written as a text: never read as a number, a link or a formula.

        An empty one leaves the cell empty, or Excel would count it.
        """
        if isinstance(value, str):
            if text := sheet_text(value):
                page.write_string(row, column, text, look)
        elif isinstance(value, date):
            page.write_datetime(row, column, value, look)
        elif value is not None:
            page.write_number(row, column, value, look)

    def table(self, page: Any, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> int:
        """Headings and rows from the top of a page; says how many rows. Refuses too many."""
        widths = self._headings_of(page, columns)
        count = 0
        for count, row in enumerate(rows, 1):
            if count > ROW_LIMIT:
                raise SheetTooLong(limit=ROW_LIMIT)
            lines = 1
            for at, column in enumerate(columns):
                value = column.read(row)
                self.put(page, count, at, value, column.form)
                if isinstance(value, str) and 2 * len(value) > min(widths[at], _WIDEST) - 2:
                    width = display_width(value)
                    widths[at] = max(widths[at], width + 2)
                    if column.form is Form.LONG_TEXT:
                        lines = max(lines, ceil(width / (_WIDEST - 2)))
            if lines > 1:
                page.set_row(count, _LINE_HEIGHT * lines)
        self._settle(page, columns, widths, count)
        return count

    def _headings_of(self, page: Any, columns: Sequence[Column[Row]]) -> list[int]:
        """The first row; says how wide it wants the columns."""
        widths = [display_width(column.heading) for column in columns]
        for at, column in enumerate(columns):
            self.head(page, 0, at, column.heading, column.form)
        two_lines = max(widths) > _HEADING_WIDTH
        page.set_row(0, _HEADING_HEIGHT + _LINE_HEIGHT * two_lines)
        wrapped = (width if width <= _HEADING_WIDTH else width // 2 + 2 for width in widths)
        return [width + _ARROW for width in wrapped]

    def _format(self, form: Form, align: str) -> Any:
        return self.file.add_format(_LOOKS[form] | {"valign": "vcenter", "align": align})

    def _heading(self, align: str) -> Any:
        look = {"bold": True, "bg_color": PALE, "bottom": 1, "bottom_color": ACCENT}
        return self.file.add_format(
            look | {"valign": "vcenter", "align": align, "text_wrap": True}
        )

    def _settle(
        self, page: Any, columns: Sequence[Column[Row]], widths: Sequence[int], count: int
    ) -> None:
        for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
            least = _TIME_WIDTH if column.form is Form.TIME else _NARROWEST
            page.set_column(at, at, max(least, min(width, _WIDEST)))
            if column.form is Form.CODE and count:
                # No green corner on every employee number.
                page.ignore_errors({"number_stored_as_text": _range(at, count)})
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, count, len(columns) - 1)
        page.repeat_rows(0)


def _align(form: Form) -> str:
    # In the middle: the arrow of a filter would cover a heading set to the right.
    return "left" if form in _TEXTS else "center"


def display_width(text: str) -> int:
    """Width of the longest line in Latin letters; a Han character is two of them."""
    wide = sum(unicodedata.east_asian_width(c) in "WFA" for c in text)
    return len(text) + wide


def _range(column: int, count: int) -> str:
    letter = chr(ord("A") + column)
    return f"{letter}2:{letter}{count + 1}"
