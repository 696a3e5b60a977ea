"""Sheets that hold a paper instead of a table: a line in every row, as it was pasted from Word."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from questions.errors import FileRefused
from questions.formats.headers import REASON
from questions.formats.kinds import Sort, sort_named
from questions.formats.normal import tidy
from questions.formats.paper import read as paper
from questions.formats.paper.line import Line, look
from questions.formats.report import Reading
from questions.spreadsheet.sheet import Row, Sheet

_LETTERS = frozenset("ABCDEFGHＡＢＣＤＥＦＧＨ")


def read(sheets: Sequence[Sheet], form: str, hint: Sort | None = None) -> Reading | None:
    """What the visible sheets hold, each read as a paper; None when none of them is one."""
    found: list[Reading] = []
    for sheet in sheets:
        if not sheet.is_hidden:
            with suppress(FileRefused):
                reading = paper.read(_lines(sheet), form, hint=sort_named(sheet.name) or hint)
                found.append(_of(sheet, reading))
    drafts = tuple(draft for each in found for draft in each.drafts)
    problems = tuple(problem for each in found for problem in each.problems)
    if not drafts or len(drafts) < len(problems):
        return None
    # A list of names with ticks beside them asks nothing.
    titles = (cell for sheet in sheets for row in sheet.rows for cell in row.cells)
    if not any(draft.question.choices for draft in drafts) and not any(map(sort_named, titles)):
        return None
    assumptions = tuple(each for reading in found for each in reading.assumptions)
    return Reading(form, "", drafts, problems, assumptions)


def _of(sheet: Sheet, reading: Reading) -> Reading:
    return replace(
        reading,
        drafts=tuple(replace(each, sheet=sheet.name) for each in reading.drafts),
        problems=tuple(replace(each, sheet=sheet.name) for each in reading.problems),
    )


def _lines(sheet: Sheet) -> Iterator[Line]:
    for row in sheet.rows:
        whole, start = _line(sheet, row), 0
        for part in whole.text.split("\n"):
            yield whole.cut(start, start + len(part))
            start += len(part) + 1


def _line(sheet: Sheet, row: Row) -> Line:
    """The cells of a row as one line; a number or a letter alone is that of the next cell."""
    filled = [column for column, each in enumerate(row.cells)
              if tidy(each) and not tidy(each).startswith(REASON)]  # fmt: skip
    text = looks = ""
    for column in filled:
        cell = tidy(row.cells[column])
        text += cell
        looks += _cell_looks(sheet, row, column, cell)
        between = ". " if column != filled[-1] and _is_mark(cell) else "  "
        text, looks = text + between, looks + "0" * len(between)
    return Line(row.number, text, looks)


def _cell_looks(sheet: Sheet, row: Row, column: int, shown: str) -> str:
    bits = [0] * len(shown)
    raw = row.cells[column]
    before = len(raw) - len(raw.lstrip())
    spans = sheet.looks.get((row.number, column), ()) if raw.strip() == shown else ()
    for start, end, way in spans:
        for place in range(max(start - before, 0), min(end - before, len(shown))):
            bits[place] |= way
    return "".join(map(look, bits))


def _is_mark(text: str) -> bool:
    return text in _LETTERS or (text.isdecimal() and len(text) < 5)
