"""Statements whose verdict is ticked in one of two columns, 对 and 错: as one column of keys."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from questions.formats.headers import Role, header
from questions.formats.layout import is_header
from questions.formats.ticks import is_yes
from questions.spreadsheet.sheet import Row

_SEARCHED = 8
_BRACKET = re.compile(r"[(（\[【].{0,6}[)）\]】]|\s")
_PAIRS = (("对", "错"), ("正确", "错误"), ("√", "×"), ("是", "否"), ("t", "f"), ("true", "false"))
_ALIKE = str.maketrans("✓✔✗✘x", "√√×××")
_LONGEST = 2


def merged(rows: Sequence[Row]) -> list[Row]:
    """The rows with 答案 over the first of two such columns and the verdicts in it, and nothing in
    the other; as they are where there are no such columns."""
    for place, row in enumerate(rows[:_SEARCHED]):
        names = [_name(cell) for cell in row.cells]
        pair = next((each for each in _PAIRS if set(each) <= set(names)), None)
        if pair is None or not _are_names(row):
            if is_header(row):
                break
            continue
        yes, no = map(names.index, pair)
        below = rows[place + 1 :]
        if not _are_ticks(below, yes, no) or sum(map(bool, names)) < 3:
            return list(rows)
        head = _with(row, yes, "答案", no)
        return [*rows[:place], head, *(_with(each, yes, _verdict(each, yes, no), no)
                                       for each in below)]  # fmt: skip
    return list(rows)


def _are_names(row: Row) -> bool:
    """Whether the row is a header: 对 and 错 are the options of many a question."""
    roles = {found.role for cell in row.cells if (found := header(cell))}
    return Role.STEM in roles and not roles & {Role.OPTION, Role.OPTIONS}


def _name(cell: str) -> str:
    text = unicodedata.normalize("NFKC", _BRACKET.sub("", cell) or cell).strip(" ()[]【】")
    return text.lower().translate(_ALIKE)


def _are_ticks(rows: Sequence[Row], yes: int, no: int) -> bool:
    """Whether short signs stand there, most of them beside an empty cell."""
    cells = [(_cell(row, yes), _cell(row, no)) for row in rows]
    filled = [pair for pair in cells if any(pair)]
    is_short = all(len(text) <= _LONGEST for pair in filled for text in pair)
    return is_short and bool(filled) and any(not all(pair) for pair in filled)


def _verdict(row: Row, yes: int, no: int) -> str:
    said, denied = _cell(row, yes), _cell(row, no)
    if said and denied and is_yes(said) != is_yes(denied):
        return "对" if is_yes(said) else "错"
    return "" if bool(said) == bool(denied) else "对" if said else "错"


def _cell(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _with(row: Row, column: int, text: str, emptied: int) -> Row:
    cells = [*row.cells, *[""] * (max(column, emptied) + 1 - len(row.cells))]
    cells[column], cells[emptied] = text, ""
    return replace(row, cells=tuple(cells))
