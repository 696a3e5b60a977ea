"""The trainer's own sheet back, the bad rows coloured, with a column that says what is wrong."""

import io
import warnings
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from questions.cells import csv_plain, sheet_text
from questions.formats import exchange_mark
from questions.formats import layout as layouts
from questions.formats.docx import mark as docx_mark
from questions.formats.headers import REASON, Role
from questions.formats.opening import Opened, opened
from questions.formats.paper import mark as paper_mark
from questions.spreadsheet import csv_text
from questions.spreadsheet.sheet import Row, Sheet
from questions.spreadsheet.xlsx_writer import Page
from questions.spreadsheet.xlsx_writer import written as written_xlsx

_BAD = "FFFFC7CE"
_REASON_WIDTH = 48
# What openpyxl says of a workbook that it cannot follow, though its sheets can be read.
_LOST = (
    InvalidFileException,
    ParseError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OSError,
)

Problems = Mapping[tuple[str, int], str]


def marked(data: bytes, problems: Problems) -> tuple[bytes, str]:
    """The file with its problems by sheet and row, and the suffix that it has now.

    XLSX keeps its formatting, CSV its encoding and separator; a text and a Word document have
    the reason below the question, GIFT and Aiken above it; all else, and what stood on its
    side, becomes XLSX. The
    column is used again when it is there; reading ignores it. Formulas are replaced by what
    they last gave.
    """
    if exchanged := exchange_mark.marked(data, problems):
        return exchanged
    found = opened(data)
    if found.format == "docx":
        return docx_mark.marked(data, _by_row(problems)), ".docx"
    if found.format == "txt":
        return paper_mark.marked(data, found.text, found.encoding, _by_row(problems)), ".txt"
    is_turned = any(sheet.is_turned for sheet in found.sheets)
    if found.format == "csv" and not is_turned:
        return _csv(found, problems), ".csv"
    if found.format == "xlsx" and not is_turned and (kept := _xlsx(data, found, problems)):
        return kept, ".xlsx"
    return written_xlsx([_page(sheet, problems) for sheet in found.sheets]), ".xlsx"


def _by_row(problems: Problems) -> dict[int, str]:
    return {row: text for (_, row), text in problems.items()}


def _reason_column(sheet: Sheet) -> tuple[int | None, int]:
    """The number of the header row, None where there is none, and the column for the reasons."""
    found = layouts.find(sheet.rows)
    width = max((len(row.cells) for row in sheet.rows), default=0)
    if found is None:
        reasons = [column for row in sheet.rows for column, text in enumerate(row.cells)
                   if text.startswith(f"{REASON}：")]  # fmt: skip
        return None, reasons[0] if reasons else width
    return found.row, found.own.get(Role.REASON, width)


def _worded(text: str, header: int | None) -> str:
    """Without a header the cell itself must say what it is, for the next reading."""
    return f"{REASON}：{text}" if header is None else text


def _csv(found: Opened, problems: Problems) -> bytes:
    sheet = found.sheets[0]
    header, column = _reason_column(sheet)
    rows = []
    for number, fields in enumerate(csv_text.records(found.text, found.separator), start=1):
        texts = [*(csv_plain(each) for each in fields), *("",) * (column - len(fields))]
        reason = _worded(text, header) if (text := problems.get((sheet.name, number))) else ""
        texts[column : column + 1] = [REASON if number == header else reason]
        rows.append(texts if any(texts) else [])
    return csv_text.written(rows, found.separator, found.encoding)


def _page(sheet: Sheet, problems: Problems) -> Page:
    header, column = _reason_column(sheet)
    last = max((row.number for row in sheet.rows), default=0)
    by_number = {row.number: row for row in sheet.rows}
    # JSON has its header in row 0: everything stands one row lower here.
    first = min((1, *by_number))
    rows = []
    for number in range(first, last + 1):
        cells = list(by_number.get(number, Row(number, ())).cells)
        if text := problems.get((sheet.name, number)):
            cells = _with(cells, column, _worded(text, header))
        elif number == header and header in by_number:
            cells = _with(cells, column, REASON)
        elif column < len(cells):
            cells[column] = ""
        rows.append(cells)
    bad = frozenset(number for name, number in problems if name == sheet.name)
    if first == 0:
        header, bad = 1, frozenset(number + 1 for number in bad)
    return Page(sheet.name, rows, header or 0, bad=bad, widths={column: _REASON_WIDTH})


def _with(cells: list[str], column: int, text: str) -> list[str]:
    filled = [*cells, *("",) * (column + 1 - len(cells))]
    filled[column] = text
    return filled


def _xlsx(data: bytes, found: Opened, problems: Problems) -> bytes | None:
    """The workbook with its own formatting; None when openpyxl cannot follow it."""
    target = io.BytesIO()
    with warnings.catch_warnings():
        # openpyxl says aloud what it drops: slicers, pictures in cells, unknown extensions.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), rich_text=True, keep_links=False)
            for sheet in found.sheets:
                if sheet.name in book.sheetnames:
                    _mark(book[sheet.name], sheet, problems)
            _as_values(book, found)
            book.save(target)
        except _LOST:
            return None
    return target.getvalue()


def _mark(page: Worksheet, sheet: Sheet, problems: Problems) -> None:
    header, column = _reason_column(sheet)
    bad = {number for name, number in problems if name == sheet.name}
    for number in {row.number for row in sheet.rows} | bad:
        cell = page.cell(number, column + 1)
        if number in bad:
            cell.value = sheet_text(_worded(problems[sheet.name, number], header))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        elif number != header and cell.value is not None:
            cell.value = None
        _colour(page, number, column + 1, number in bad)
    if header and bad:
        cell = page.cell(header, column + 1, REASON)
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = _REASON_WIDTH


def _colour(page: Worksheet, number: int, width: int, is_bad: bool) -> None:
    """Colours a bad row, and takes our colour from one that was mended since."""
    for column in range(1, width + 1):
        cell = page.cell(number, column)
        if is_bad:
            cell.fill = PatternFill("solid", fgColor=_BAD)
        elif cell.has_style and cell.fill.fgColor.rgb == _BAD:
            cell.fill = PatternFill()


def _as_values(book: Workbook, found: Opened) -> None:
    """What we send holds no formula: each becomes the text that it showed."""
    shown = {sheet.name: {row.number: row.cells for row in sheet.rows} for sheet in found.sheets}
    for page in book.worksheets:
        rows = shown.get(page.title, {})
        # Only the cells that are there: one in the last corner would make 17 billion of them.
        for cell in list(page._cells.values()):
            if cell.data_type == "f":
                cells = rows.get(cell.row, ())
                text = cells[cell.column - 1] if cell.column <= len(cells) else ""
                cell.value = sheet_text(text) or None
                cell.data_type = "s"
