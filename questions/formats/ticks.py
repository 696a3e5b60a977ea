"""Columns whose meaning their cells tell: ticks beside options, letters before their texts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from questions.formats.headers import Header, Role, is_option_letter
from questions.formats.keys import truth
from questions.spreadsheet.sheet import Row

_WEIGHT = re.compile(r"([+-]?\d{1,6}(?:\.\d{1,6})?)\s?[%分]?")
_SAYS_RIGHT = re.compile("正确|答案|correct|right|answer", re.IGNORECASE)


def is_tick(text: str) -> bool:
    """Whether a cell says yes or no of the option beside it."""
    return truth(text) is not None or text.strip().removesuffix(".0") in ("0", "1")


def is_yes(text: str) -> bool:
    return bool(truth(text)) or text.strip().removesuffix(".0") == "1"


def told(
    found: Mapping[int, Header], names: Mapping[int, str], sample: Sequence[Row]
) -> dict[int, Header]:
    """The headers, with what only the cells below them tell.

    A column called 选项 may have the letters only, and that behind it the texts.
    正确答案A beside 选项A, and a column without a name behind every option, hold ticks; Correct 1
    and Correct 2 hold the numbers of options as often.
    """
    found = _weighed(found, sample)
    named = {column: each for column, each in found.items() if each.role is Role.OPTION}
    changed = {**found, **_behind_letters(found, sample), **_judged_rows(found, sample)}
    if not named:
        return changed
    for column, each in named.items():
        twins = [other for other, twin in named.items()
                 if other != column and twin.position == each.position]  # fmt: skip
        if twins and _SAYS_RIGHT.search(names.get(column, "")) and _are_ticks(column, sample):
            changed[column] = Header(Role.IS_RIGHT, each.position)
    flags = [column for column, each in found.items() if each.role is Role.IS_RIGHT]
    if len(flags) > 1 and not all(_are_ticks(column, sample) or found[column].is_weak
                                  for column in flags):  # fmt: skip
        changed |= {column: replace(found[column], role=Role.KEY) for column in flags}
    if not any(each.role in (Role.KEY, Role.IS_RIGHT) for each in changed.values()):
        unnamed = [column for column in named
                   if not names.get(column + 1, "").strip()
                   and _are_ticks(column + 1, sample)]  # fmt: skip
        between = [column for column in unnamed if column != max(named)]
        if not between or not any(_texts(column + 1, sample) for column in unnamed):
            # A column behind them all belongs to none of them.
            return changed
        changed |= {each + 1: Header(Role.IS_RIGHT, named[each].position) for each in unnamed}
    return changed


def weight(text: str) -> float | None:
    """What an option earns, 0.5 or 50%; None where no number stands."""
    found = _WEIGHT.fullmatch(text.strip())
    return float(found[1]) if found else None


def _weighed(found: Mapping[int, Header], sample: Sequence[Row]) -> Mapping[int, Header]:
    """Score 1 beside Answer 1 says which is right, where nothing else does."""
    weights = {column: each for column, each in found.items() if each.role is Role.WEIGHT}
    if not weights:
        return found
    options = {each.position for each in found.values()
               if each.role in (Role.OPTION, Role.ANSWER)}  # fmt: skip
    is_keyed = any(each.role in (Role.KEY, Role.IS_RIGHT) and _texts(column, sample)
                   for column, each in found.items())  # fmt: skip
    texts = [text for column in weights for text in _texts(column, sample)]
    are_weights = len(weights) > 1 and {each.position for each in weights.values()} <= options
    if is_keyed or not are_weights or any(weight(text) is None for text in texts):
        return {**found, **dict.fromkeys(weights, Header(Role.IDLE))}
    return {**found, **{column: replace(each, role=Role.IS_RIGHT)
                        for column, each in weights.items()}}  # fmt: skip


def _behind_letters(found: Mapping[int, Header], sample: Sequence[Row]) -> dict[int, Header]:
    for column, each in found.items():
        texts = _texts(column, sample) if each.role is Role.OPTIONS else []
        behind = found.get(column + 1)
        if (
            texts
            and all(map(is_option_letter, texts))
            and (behind is None or (behind.role is Role.STEM and behind.is_weak))
            and len(_texts(column + 1, sample)) >= len(texts)
        ):
            return {column + 1: Header(Role.OPTIONS)}
    return {}


def _judged_rows(found: Mapping[int, Header], sample: Sequence[Row]) -> dict[int, Header]:
    """Answers of which each row says whether it is right are options, not keys."""
    roles = [each.role for each in found.values()]
    if Role.OPTION in roles or Role.OPTIONS in roles or roles.count(Role.KEY) != 1:
        return {}
    flags = [column for column, each in found.items() if each.role is Role.IS_RIGHT]
    stems = [column for column, each in found.items() if each.role is Role.STEM]
    if len(flags) != 1 or not stems or not _are_ticks(flags[0], sample):
        return {}
    if 2 * min(len(set(_texts(column, sample))) for column in stems) > len(sample):
        return {}
    return {column: Header(Role.OPTIONS) for column, each in found.items()
            if each.role is Role.KEY}  # fmt: skip


def _are_ticks(column: int, sample: Sequence[Row]) -> bool:
    return all(map(is_tick, _texts(column, sample)))


def _texts(column: int, sample: Sequence[Row]) -> list[str]:
    return [text for row in sample if column < len(row.cells)
            and (text := row.cells[column].strip())]  # fmt: skip
