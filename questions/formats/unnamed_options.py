"""Options in columns whose names nobody knows: between the stem and the key that names them."""

from collections.abc import Mapping, Sequence

from questions.formats.headers import Header, Role
from questions.formats.keys import letters, match_text, numbers
from questions.formats.normal import plain
from questions.formats.options import first_option
from questions.spreadsheet.sheet import Row

_TAKEN = frozenset((Role.OPTION, Role.OPTIONS, Role.ANSWER, Role.WRONG, Role.IS_RIGHT))
_MOST, _VARIED = 0.8, 0.4


def found_in(
    found: Mapping[int, Header], names: Mapping[int, str], sample: Sequence[Row]
) -> dict[int, Header]:
    """The columns as options, in their order; none where any is named or the keys do not fit."""
    roles = {column: each.role for column, each in found.items()}
    stems = [column for column, role in roles.items() if role is Role.STEM]
    keys = [column for column, role in roles.items() if role is Role.KEY]
    if _TAKEN & set(roles.values()) or len(stems) != 1 or len(keys) != 1 or stems > keys:
        return {}
    columns = [column for column in range(stems[0] + 1, keys[0]) if column not in found]
    if len(columns) < 2 or columns[-1] - columns[0] >= len(columns):
        return {}
    called = [names.get(column, "") for column in columns]
    rows = [[_text(row, column) for column in columns] for row in sample]
    asked = [
        (row, _text(line, keys[0]), _text(line, stems[0]))
        for row, line in zip(rows, sample, strict=True)
        if sum(map(bool, row)) > 1
    ]
    if not asked or not all(_is_varied([row[place] for row, _, _ in asked]) for place in (0, 1)):
        return {}
    fitting = sum(_fits(key, row, called) and first_option(stem) is None
                  for row, key, stem in asked)  # fmt: skip
    if fitting < _MOST * len(asked):
        return {}
    return {column: Header(Role.OPTION, place, is_weak=True)
            for place, column in enumerate(columns)}  # fmt: skip


def _fits(key: str, options: Sequence[str], names: Sequence[str]) -> bool:
    named = letters(key) or tuple(number - 1 for number in numbers(key) or ())
    if named and max(named) < sum(map(bool, options)):
        return True
    return match_text(key, options) is not None or plain(key) in map(plain, names)


def _is_varied(texts: Sequence[str]) -> bool:
    """A column of departments says the same again and again."""
    return len(texts) < 4 or len(set(texts)) > _VARIED * len(texts)


def _text(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""
