"""What a whole file shows about how it was written: what one row alone leaves open."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.formats.entry import Entry
from questions.formats.keys import is_truth_pair, letters, match_text, numbers, texts, truth
from questions.formats.kinds import Sort, sort_of
from questions.formats.layout import Layout
from questions.formats.normal import plain

_NUMBERED = re.compile(
    r"\s*(?:[(（]\s?(\d{1,4})\s?[)）]|第?\s?(\d{1,4})\s?题?\s?(?:、|[.．:：)）](?!\d)))\s{0,4}"
)
_SIGN = "[A-LＡ-Ｌ]"
_BRACKET = re.compile(
    rf"[(（【\[]\s{{0,8}}({_SIGN}(?:[\s,，、]{{0,3}}{_SIGN}){{0,11}}|√|×|✓|✗|✔|✘|对|错|正确|错误)"
    rf"\s{{0,8}}[)）】\]]|_{{1,20}}\s{{0,4}}({_SIGN}{{1,12}})\s{{0,4}}_{{1,20}}"
)
_INDEX = re.compile("索引|index", re.IGNORECASE)
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Habits:
    """`base` is the number of the first option. `two_is_false` codes truth as 1 and 2.

    `wordings_by` is the one separator of wordings, where the program that wrote the sheet is
    known. `columns_are_wordings`: the options of a blank are all wordings of that one blank.
    `hint` is the kind that the file's name speaks of: it counts where nothing else tells.
    """

    base: int = 1
    base_known: bool = False
    by_text: bool = False
    two_is_false: bool = False
    truth_by_position: bool = False
    digits_are_truth: bool = False
    numbered: bool = False
    shows_key: bool = False
    difficulties: str = "words"
    wordings_by: str = ""
    columns_are_wordings: bool = False
    has_ranges: bool = False
    hint: Sort | None = None


def of(layout: Layout, entries: Sequence[Entry]) -> Habits:
    """The habits of one sheet."""
    choices = [each for each in entries if len(each.options) > 1 and not _is_truth(each)]
    base, known = _base(layout, choices)
    coded = {each.key.removesuffix(".0") for each in entries if _is_truth(each)} - {""}
    bare = [each for each in entries
            if not each.options and not sort_of(each.kind) and not each.section]  # fmt: skip
    is_chaoxing = layout.has("目录", "选项数")
    is_kaoshibao = layout.has("题干", "题型", "选项A", "正确答案", "解析", "章节")
    return Habits(
        base=base,
        base_known=known,
        by_text=_is_by_text(choices, _are_lettered(layout)),
        two_is_false="2" in coded and "0" not in coded,
        truth_by_position=bool(choices) and base == 0 and _are_numbers(choices),
        digits_are_truth=bool(bare) and {each.key for each in bare} <= {"0", "1"},
        numbered=_are_numbered(entries),
        shows_key=_show_keys(entries),
        difficulties=_difficulties(layout, entries),
        wordings_by="|" if is_kaoshibao else ";" if is_chaoxing else "",
        columns_are_wordings=layout.has("question text", "question type", "option 1")
        or layout.has("question text", "question type", "answer 1"),
        has_ranges=is_chaoxing,
    )


def codes(entries: Sequence[Entry]) -> dict[str, Sort]:
    """The numbers of a 题型 column that no header explains, told by their keys: several letters
    are given in a choice of several only, 对 and 错 are the options of a judged statement."""
    lengths: dict[str, set[int]] = {}
    truths: set[str] = set()
    choices: set[str] = set()
    for entry in entries:
        if not entry.kind.isdecimal():
            return {}
        named = letters(entry.key) if len(entry.options) > 1 else None
        lengths.setdefault(entry.kind, set()).add(len(named or ()))
        if is_truth_pair(entry.options) or (not entry.options and truth(entry.key) is not None):
            truths.add(entry.kind)
        elif entry.options:
            choices.add(entry.kind)
    judged = dict.fromkeys(truths - choices, Sort.TRUE_FALSE)
    return judged | {code: Sort.MULTIPLE for code, each in lengths.items() if each - {0, 1}}


def without_number(stem: str) -> str:
    found = _NUMBERED.match(stem)
    return stem[found.end() :] if found and found.end() < len(stem) else stem


def key_in_stem(stem: str) -> tuple[str, str]:
    """The key that stands in the last bracket of the stem, and the stem with it emptied."""
    found = list(_BRACKET.finditer(stem))
    if not found:
        return "", stem
    last = found[-1]
    emptied = "（ ）" if last[1] else "____"
    return (last[1] or last[2]), stem[: last.start()] + emptied + stem[last.end() :]


def _is_truth(entry: Entry) -> bool:
    declared = sort_of(entry.kind) or entry.section
    if declared is not None:
        return declared is Sort.TRUE_FALSE
    return is_truth_pair(entry.options)


def _are_numbers(entries: Iterable[Entry]) -> bool:
    keys = [each.key for each in entries if each.key]
    return sum(numbers(key) is not None for key in keys) >= _MOST * len(keys) > 0


def _base(layout: Layout, choices: Sequence[Entry]) -> tuple[int, bool]:
    """Whether numbers count from 0 or 1, and whether the numbers prove it."""
    zeros = beyond = 0
    for entry in choices:
        found = numbers(entry.key) or ()
        zeros += 0 in found
        beyond += len(entry.options) in found
    if zeros or beyond:
        return (0 if zeros > beyond else 1), not (zeros and beyond)
    says_index = any(_INDEX.search(layout.names.get(column, "")) for column in layout.keys)
    return (0 if says_index else 1), False


def _are_lettered(layout: Layout) -> bool:
    """Whether the columns of options are called by letters, as who counts does not call them."""
    names = [plain(layout.names.get(column, "")) for _, column in layout.options]
    return bool(names) and all(re.search("[a-l]", name) and not re.search(r"\d", name)
                               for name in names)  # fmt: skip


def _is_by_text(choices: Iterable[Entry], are_lettered: bool) -> bool:
    """Whether numeric keys are options' texts: where other keys are, the letters say so, or
    every number is the text of an option in a column with a letter."""
    by_text = by_letter = by_number = numeric = 0
    for entry in choices:
        if letters(entry.key) is not None:
            by_letter += 1
        elif numbers(entry.key) is None:
            by_text += match_text(entry.key, entry.options) is not None
        else:
            numeric += 1
            by_number += texts(entry.key, entry.options) is None
    if are_lettered and numeric and not by_number:
        return True
    return by_text + by_letter > by_number


def _are_numbered(entries: Sequence[Entry]) -> bool:
    """Whether stems begin with numbers that count up: the stem 3.14 is no number three."""
    found = [_NUMBERED.match(entry.stem) for entry in entries if entry.stem]
    counted = [int(each[1] or each[2]) for each in found if each]
    if len(counted) < max(2, _MOST * len(found)):
        return False
    steps = sum(other - one == 1 for one, other in pairwise(counted))
    return 2 * steps >= len(counted) - 1


def _show_keys(entries: Sequence[Entry]) -> bool:
    """Whether the stems show the key that the key column gives as well."""
    keyed = [each for each in entries if each.key and letters(each.key)]
    shown = [each for each in keyed if _BRACKET.search(each.stem)
             and letters(key_in_stem(each.stem)[0]) == letters(each.key)]  # fmt: skip
    return len(shown) > len(keyed) / 2


def _difficulties(layout: Layout, entries: Iterable[Entry]) -> str:
    """On which scale numbers stand: "index" (share of right answers), "share", "three", "five"."""
    values: list[float] = []
    for entry in entries:
        try:
            stars = entry.difficulty.count("★") + entry.difficulty.count("⭐")
            values.append(stars or float(entry.difficulty.rstrip("%级星")))
        except ValueError:
            continue
    if not values:
        return "words"
    if max(values) <= 1 and any(value != int(value) for value in values):
        header = layout.names.get(-1 if layout.difficulty is None else layout.difficulty, "")
        return "index" if "系数" in header else "share"
    return "three" if max(values) <= 3 else "five" if max(values) <= 5 else "ten"
