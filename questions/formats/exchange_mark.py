"""A file of a learning platform back with its problems: GIFT and Aiken above the questions, the
others as a list."""

from collections.abc import Mapping

from questions.cells import sheet_text
from questions.formats import exchange
from questions.formats.headers import REASON
from questions.formats.report import Reading
from questions.spreadsheet.encoding import decoded
from questions.spreadsheet.xlsx_writer import Page, written

# Each reader passes over lines that begin so.
_LINES = {"gift": f"// {REASON}：", "aiken": f"【{REASON}】"}
_WIDTHS = {0: 32, 1: 8, 2: 60, 3: 60}


def marked(data: bytes, problems: Mapping[tuple[str, int], str]) -> tuple[bytes, str] | None:
    """The file and its suffix; None when it is no such file."""
    reading = exchange.read(data)
    if reading is None:
        return None
    if sign := _LINES.get(reading.format):
        return _text(data, sign, {row: text for (_, row), text in problems.items()}), ".txt"
    return _list(reading, problems), ".xlsx"


def _text(data: bytes, sign: str, problems: Mapping[int, str]) -> bytes:
    """The text in its own encoding with reasons on lines of their own, in place of older ones."""
    source = decoded(data)
    lines: list[str] = []
    for number, line in enumerate(source.text.split("\n"), start=1):
        if reason := problems.get(number):
            lines.append(sign + " ".join(reason.split()))
        if not line.lstrip().startswith(sign):
            lines.append(line)
    text = ("\r\n" if b"\r\n" in data or b"\r\x00\n" in data else "\n").join(lines)
    try:
        return text.encode(source.encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")


def _list(reading: Reading, problems: Mapping[tuple[str, int], str]) -> bytes:
    texts = {(each.sheet, each.row): each.question.stem for each in reading.drafts}
    texts |= {(each.sheet, each.row): each.text for each in reading.problems}
    rows = [["文件", "第几题", "题目", REASON]]
    for (sheet, row), reason in problems.items():
        cells = [sheet, str(row), texts.get((sheet, row), ""), reason]
        rows.append([sheet_text(cell) for cell in cells])
    return written([Page(REASON, rows, widths=_WIDTHS)])
