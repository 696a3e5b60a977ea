"""Lines made plain before they are read: tables of answers that became text, numbers like 1.2."""

import re
from collections.abc import Sequence
from itertools import pairwise

from questions.formats.paper import titles
from questions.formats.paper.line import Line
from questions.formats.paper.seen import LONE_KEY

_NUMBERS = re.compile(r"(?:题\s?号|序\s?号|题\s?目|编\s?号)[:：]?")
_KEYS = re.compile(r"(?:(?:正确|参考|标准)?答\s?案|选\s?项|答\s?题)[:：]?")
_BETWEEN = re.compile(r"[\s|│┃]+")
_RULE = re.compile(r"[\s|:+─┼—-]*")
_MOST = 100
_SURE = 3
_LEVELLED = re.compile(r"([0-9]{1,2})[.．]([0-9]{1,3})(?:[.．、]\s?|\s+)(?=[^\d\s])")
_ASKED = re.compile(
    r"[(（]?[AＡ][.．、)）\s]|.{0,4}答案|.*[(（]\s{0,4}[A-H√×对错]{1,8}\s{0,4}[)）]"
)


def folded(lines: Sequence[Line]) -> list[Line]:
    """The lines, with `1. A  2. B` in place of such tables; one that is not filled in is none."""
    filled = [place for place, line in enumerate(lines) if not _RULE.fullmatch(line.text)]
    made = list(lines)
    at = 0
    while at < len(filled):
        used = (
            _across(made, filled, at) or _down(made, filled, at) or _one_by_one(made, filled, at)
        )
        at += max(used, 1)
    return made


def flattened(lines: Sequence[Line]) -> list[Line]:
    """The lines, with 1. and 2. in place of 3.1 and 3.2 where these number questions."""
    made = list(lines)
    run: list[tuple[int, re.Match[str]]] = []
    for place, line in enumerate([*lines, Line(0, "0.0 .")]):
        if (found := _LEVELLED.match(line.text)) is None:
            continue
        last = run[-1][1] if run else None
        if last is None or found[1] != last[1] or int(found[2]) != int(last[2]) + 1:
            if len(run) > 1 and _ask(lines, [at for at, _ in run], place):
                for at, each in run:
                    made[at] = lines[at].cut(each.start(2))
            run = []
        if run or found[2] == "1":
            run.append((place, found))
    return made


def _ask(lines: Sequence[Line], places: Sequence[int], end: int) -> bool:
    """Whether options or a key stand below most of the numbers."""
    stretches = pairwise([*places, min(end, places[-1] + 8)])
    if any(titles.section(lines[at + 1].text) for at in places if at + 1 < len(lines)):
        return False
    asks = sum(any(_ASKED.match(line.text) for line in lines[a:b]) for a, b in stretches)
    return 2 * asks > len(places)


def _across(made: list[Line], filled: Sequence[int], at: int) -> int:
    """How many filled lines a table in two lines takes; 0 for none."""
    first = _row(made[filled[at]].text, _NUMBERS)
    if first is None or at + 1 == len(filled):
        return 0
    is_headed, counts = first
    if not (is_headed or len(counts) > 2) or not _count_up(counts, 1 if is_headed else 2):
        return 0
    second = _row(made[filled[at + 1]].text, _KEYS)
    if second is None or not (is_headed or second[0] or len(counts) >= _SURE):
        return 0
    if len(counts) == 1 and not (second[0] and _goes_on(made, filled, at, int(counts[0]))):
        return 0
    if not second[1] and second[0]:
        _put(made, filled[at : at + 2], "")
        return 2
    if len(second[1]) != len(counts) or not all(map(LONE_KEY.fullmatch, second[1])):
        return 0
    run = _run(counts, second[1])
    if len(counts) == 1:
        # One number more, below a table of others.
        before = filled[at - 2]
        made[before] = Line(made[before].number, f"{made[before].text}  {run}")
        run = ""
    _put(made, filled[at : at + 2], run)
    return 2


def _goes_on(made: Sequence[Line], filled: Sequence[int], at: int, count: int) -> bool:
    """Whether a table right above was put into a line whose last number is the one before."""
    numbers = re.findall(r"(\d{1,4})\. ", made[filled[at - 2]].text) if at > 1 else []
    is_table = at > 1 and not made[filled[at - 1]].text
    return bool(numbers) and is_table and int(numbers[-1]) == count - 1


def _down(made: list[Line], filled: Sequence[int], at: int) -> int:
    """The same for a table with every cell in a line of its own."""
    texts = [made[place].text for place in filled[at : at + 2 * _MOST]]
    if not _NUMBERS.fullmatch(texts[0]):
        return 0
    end = next((place for place, text in enumerate(texts) if _KEYS.fullmatch(text)), 0)
    counts, keys = texts[1:end], texts[end + 1 : 2 * end]
    if not _count_up(counts) or len(keys) != len(counts) or not all(map(LONE_KEY.fullmatch, keys)):
        return 0
    _put(made, filled[at : at + 2 * end], _run(counts, keys))
    return 2 * end


def _one_by_one(made: list[Line], filled: Sequence[int], at: int) -> int:
    """A number and its key in turn, each in a line of its own, three times or more."""
    counts: list[str] = []
    keys: list[str] = []
    for place in range(at, len(filled) - 1, 2):
        count, key = made[filled[place]].text, made[filled[place + 1]].text
        if count != str(len(counts) + 1) or not LONE_KEY.fullmatch(key):
            break
        counts.append(count)
        keys.append(key)
    if len(counts) < _SURE:
        return 0
    _put(made, filled[at : at + 2 * len(counts)], _run(counts, keys))
    return 2 * len(counts)


def _row(text: str, head: re.Pattern[str]) -> tuple[bool, list[str]] | None:
    """Whether a word stands before the cells, and the cells; None for a line of too many."""
    if len(text) > 1000:
        return None
    cells = [cell for cell in _BETWEEN.split(text) if cell]
    if cells and head.fullmatch(cells[0]):
        return True, cells[1:]
    if len(cells) > 1 and head.fullmatch("".join(cells[:2])):
        return True, cells[2:]
    return False, cells


def _count_up(counts: Sequence[str], least: int = 2) -> bool:
    if len(counts) < least or not all(re.fullmatch(r"\d{1,4}", each) for each in counts):
        return False
    first = int(counts[0])
    return [int(each) for each in counts] == list(range(first, first + len(counts)))


def _run(counts: Sequence[str], keys: Sequence[str]) -> str:
    return "  ".join(f"{count}. {key}" for count, key in zip(counts, keys, strict=True))


def _put(made: list[Line], places: Sequence[int], text: str) -> None:
    """The text in the first of the lines, and nothing in the others."""
    for place in places:
        made[place] = Line(made[place].number, "")
    made[places[0]] = Line(made[places[0]].number, text)
