"""Keys on a sheet of their own: they find their questions by number, never by their order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from questions.formats.entry import Entry, clean
from questions.formats.headers import Role, header
from questions.formats.kinds import Sort, sort_named
from questions.formats.layout import SEARCHED_ROWS, cell
from questions.formats.normal import plain
from questions.formats.table import Table
from questions.formats.vertical import NUMBERS
from questions.spreadsheet.sheet import Row, Sheet

_QUESTION = frozenset((Role.STEM, Role.OPTION, Role.OPTIONS, Role.MATERIAL))
# What a list of people has, whose answers are no keys.
_PEOPLE = re.compile("姓名|工号|学号|学员|考生|得分|成绩|name|score|student", re.IGNORECASE)
_LEADING = re.compile(r"\s*[(（]?\s?(\d{1,4})\s?[.．、)）]")


@dataclass(frozen=True, slots=True)
class _Given:
    sheet: Sheet
    keys: Mapping[tuple[Sort | None, str], str]

    def of(self, sort: Sort | None, number: str) -> str:
        """The key of a number under the title of its kind, or where no title is."""
        return self.keys.get((sort, number), "") or self.keys.get((None, number), "")


def joined(
    sheets: Sequence[Sheet], tables: Sequence[Table]
) -> tuple[list[Table], dict[str, list[Table]]]:
    """The tables with the keys that other sheets have for them, and which sheet has whose."""
    given = [found for sheet in sheets if not sheet.is_hidden and (found := _given(sheet))]
    names = {id(each.sheet) for each in given}
    asking = [each for each in tables if id(each.sheet) not in names]
    open_ones = [each for each in asking if each.entries and not any(
        entry.keys or entry.right for entry in each.entries)]  # fmt: skip
    if not given or not open_ones:
        return list(tables), {}
    used: dict[str, list[Table]] = {}
    made = []
    for each in asking:
        keyed, source = _keyed(each, given, len(open_ones)) if each in open_ones else (each, "")
        made.append(keyed)
        if source:
            used.setdefault(source, []).append(keyed)
    return (made, used) if used else (list(tables), {})


def _keyed(table: Table, given: Sequence[_Given], tables: int) -> tuple[Table, str]:
    sort = sort_named(table.sheet.name)
    numbers = [_number(entry, table) for entry in table.entries]
    alike = [each for each in given if sort and sort_named(each.sheet.name) is sort] or [
        each for each in given
        if tables == 1 or (sort and any(known is sort for known, _ in each.keys))
    ]  # fmt: skip
    sorts = [entry.section or sort for entry in table.entries]
    places = list(zip(sorts, numbers, strict=True))
    if len(alike) != 1 or len(set(places)) < len(places):
        return table, ""
    keys = [alike[0].of(*place) for place in places]
    if 2 * sum(map(bool, keys)) < len(keys):
        return table, ""
    entries = tuple(
        replace(entry, keys=(key,)) if key else entry
        for entry, key in zip(table.entries, keys, strict=True)
    )
    return replace(table, entries=entries), alike[0].sheet.name


def _number(entry: Entry, table: Table) -> str:
    column = next(
        (column for column, name in table.layout.names.items() if _is_number(name)), None
    )
    if column is not None and column < len(entry.cells):
        return _bare(entry.cells[column])
    found = _LEADING.match(entry.stem)
    return found[1] if found else f"row {entry.row}"


def _given(sheet: Sheet) -> _Given | None:
    """The keys of a sheet that has numbers and keys side by side, and no questions."""
    for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        pairs = tuple(_pairs(row))
        if pairs:
            roles = ((column, header(text)) for column, text in enumerate(row.cells))
            kind = next((at for at, known in roles if known and known.role is Role.KIND), None)
            keys = _keys(sheet.rows[place + 1 :], pairs, kind)
            return _Given(sheet, keys) if keys else None
    return None


def _keys(
    rows: Sequence[Row], pairs: Sequence[tuple[int, int]], kind: int | None
) -> dict[tuple[Sort | None, str], str]:
    """The keys by kind and number; none at all where one number has two."""
    keys: dict[tuple[Sort | None, str], str] = {}
    sort: Sort | None = None
    for row in rows:
        texts = {clean(each) for each in row.cells} - {""}
        if len(texts) == 1 and (named := sort_named(next(iter(texts)))):
            sort = named
            continue
        sort = sort_named(cell(row, kind)) or sort
        for number, key in pairs:
            counted, text = _bare(cell(row, number)), clean(cell(row, key))
            if counted and text and keys.setdefault((sort, counted), text) != text:
                return {}
    return keys


def _pairs(row: Row) -> Iterator[tuple[int, int]]:
    """The columns of numbers, each with that of keys behind it; several may stand side by side."""
    roles: Mapping[int, Role] = {column: found.role for column, text in enumerate(row.cells)
                                 if (found := header(text))}  # fmt: skip
    if _QUESTION & set(roles.values()) or any(map(_PEOPLE.search, row.cells)):
        return
    number: int | None = None
    for column, text in enumerate(row.cells):
        if _is_number(text):
            number = column
        elif number is not None and roles.get(column) is Role.KEY:
            yield number, column
            number = None


def _is_number(name: str) -> bool:
    return plain(name).replace("_", "") in NUMBERS


def _bare(number: str) -> str:
    found = re.search(r"[A-Za-z\d-]*\d", clean(number).removesuffix(".0"))
    return found[0] if found else clean(number)
