"""Sheets that stand on their side: the names down one column, a question in each of the others.

Or one question below the other, its names beside it: each becomes a row as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from questions.formats import layout as layouts
from questions.formats.headers import Header, Role, header, is_option_letter
from questions.formats.keys import truth
from questions.formats.layout import cell
from questions.formats.normal import plain
from questions.spreadsheet.sheet import Place, Row, Sheet

# The names stand in one of the first columns, behind a number at most.
_SEARCHED_COLUMNS = 3
_KEY_LENGTH, _MOST = 12, 0.6
_ASKS = (Role.KEY, Role.ANSWER, Role.OPTION, Role.OPTIONS)


def standing(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets, turned where that is needed: not beside one whose names stand in a row."""
    made = tuple(map(upright, sheets))
    if any(not each.is_turned and layouts.find(each.rows) for each in made):
        return tuple(sheets)
    return made


def upright(sheet: Sheet) -> Sheet:
    """The sheet with a question in each row; as it is where its names stand in a row already.

    A row has the number of the column that it was, from 1; of questions below each other, that of
    the row in which the question began. The names are in row 0.
    """
    found = layouts.find(sheet.rows)
    if found is not None and not found.guessed:
        return sheet
    for column in range(_SEARCHED_COLUMNS):
        labels = _labels(sheet.rows, column)
        starts = [place for place, each in labels.items() if each.role is Role.STEM]
        if starts and _is_on_its_side(sheet, column, labels, starts[0]):
            starts = _with_leads(sheet, column, labels, starts)
            if len(starts) == 1:
                return _turned(sheet, column, starts[0])
            return _gathered(sheet, column, starts)
    return sheet


def _labels(rows: Sequence[Row], column: int) -> dict[int, Header]:
    """By the row's place: the names in a column, of which bare letters count in order only."""
    found: dict[int, Header] = {}
    last = -1
    for place, row in enumerate(rows):
        text = cell(row, column)
        named = header(text) if text.strip() else None
        if named is None:
            continue
        if is_option_letter(text) and named.position not in (0, last + 1):
            continue
        last = named.position if named.role is Role.OPTION else -1
        if not (named.is_weak and named.role is Role.STEM):
            found[place] = named
    return found


def _is_on_its_side(sheet: Sheet, column: int, labels: Mapping[int, Header], start: int) -> bool:
    """Whether a column is one of names: a stem's, a key's, and hardly any other."""
    rows = sheet.rows[start:]
    roles = [each.role for each in labels.values()]
    named = sum(bool(cell(row, column).strip()) for row in rows)
    inside = [place for place in labels if place >= start]
    if len(inside) < 3 or 4 * len(inside) < 3 * named:
        return False
    if not {Role.KEY, Role.ANSWER} & set(roles) or not set(roles) & set(_ASKS[2:]):
        return False
    if any(layouts.is_header(row) for row in sheet.rows[: start + 1]):
        return False
    if not cell(sheet.rows[start], column + 1).strip():
        return False
    # A sheet that explains the columns of another has their names below each other as well.
    keys = [text for place, each in labels.items() if each.role in (Role.KEY, Role.ANSWER)
            for text in sheet.rows[place].cells[column + 1 :] if text.strip()]  # fmt: skip
    short = sum(truth(key) is not None or len(key) <= _KEY_LENGTH for key in keys)
    return _MOST * len(keys) <= short > 0


def _with_leads(
    sheet: Sheet, column: int, labels: Mapping[int, Header], starts: Sequence[int]
) -> list[int]:
    """Where the questions begin, where a kind or a number stands above each of the stems."""
    lead = 0
    while starts[0] - lead - 1 in labels:
        lead += 1
    names = [plain(cell(row, column)) for row in sheet.rows]
    first = names[starts[0] - lead : starts[0]]
    found = []
    for start in starts:
        above = next((size for size in range(lead, 0, -1)
                      if names[start - size : start] == first[lead - size :]), 0)  # fmt: skip
        found.append(start - above)
    return found


def _turned(sheet: Sheet, column: int, start: int) -> Sheet:
    """A row for each column behind the names."""
    named = sheet.rows[start:]
    places = {row.number: place for place, row in enumerate(named)}
    width = max(len(row.cells) for row in named)
    rows = [Row(0, tuple(cell(row, column) for row in named))]
    for other in range(column + 1, width):
        rows.append(Row(other + 1, tuple(cell(row, other) for row in named)))
    return replace(
        sheet,
        rows=tuple(row for row in rows if not row.is_blank),
        faults={(at + 1, places[row]): fault for (row, at), fault in sheet.faults.items()
                if row in places},
        looks={(at + 1, places[row]): spans for (row, at), spans in sheet.looks.items()
               if row in places},
        pictures=frozenset(),
        is_turned=True,
    )  # fmt: skip


def _gathered(sheet: Sheet, column: int, starts: Sequence[int]) -> Sheet:
    """A row for each question of those below each other."""
    names: list[str] = []
    found: list[dict[str, str]] = []
    faults: dict[Place, str] = {}
    for start, end in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        block: dict[str, str] = {}
        for row in sheet.rows[start:end]:
            name = cell(row, column).strip()
            if not name or plain(name) in block:
                continue
            if plain(name) not in map(plain, names):
                names.append(name)
            filled = [at for at, text in enumerate(row.cells) if at > column and text.strip()]
            block[plain(name)] = "\n".join(row.cells[at] for at in filled)
            place = sheet.rows[start].number, list(map(plain, names)).index(plain(name))
            wrong = [sheet.faults[row.number, at] for at in filled
                     if (row.number, at) in sheet.faults]  # fmt: skip
            if wrong:
                faults[place] = wrong[0]
        found.append(block)
    rows = [Row(0, tuple(names))]
    for start, block in zip(starts, found, strict=True):
        cells = tuple(block.get(plain(name), "") for name in names)
        rows.append(Row(sheet.rows[start].number, cells))
    return replace(
        sheet, rows=tuple(rows), faults=faults, looks={}, pictures=frozenset(), is_turned=True
    )
