"""Options numbered (1), (2), (3) where the key names them so: with letters in their place."""

import re
from collections.abc import Sequence

from questions.formats.kinds import Sort
from questions.formats.paper.line import Line

_KEY = re.compile(r"(?:[(（]?\s?\d\s?[)）][\s,，、;；和]{0,3}){1,8}")
# A figure alone may as well be how many there are.
_PLAIN_KEY = re.compile(r"\d(?:[,，、]\s?\d){0,7}")
_COUNTS = re.compile(r"[)）_]\s?[项个种条点类处次]|几|多少|顺序|排序|先后")
_MARK = re.compile(r"(?:^|(?<=\s)|(?<=[;；，,。]))[(（]?\s?(\d)\s?[)）]\s?(?=\S)")
_IN_STEM = re.compile(r"(?<=[？?)）_。:：])\s*(?=[(（]\s?1\s?[)）]\s?\S)")
_ASKS = re.compile(r"[(（【]\s*[)）】]|_{2,}|＿{2,}|[？?]|[:：]\s*$")
_CHOSEN = (None, Sort.SINGLE, Sort.MULTIPLE, Sort.CHOICE)


def lettered(body: Sequence[Line], key: str, sort: Sort | None) -> tuple[list[Line], str]:
    """The lines of a question and its key, both in letters; the lines alone, as they are, where
    anything else than options is numbered so."""
    lines = list(body)
    if sort not in _CHOSEN:
        return lines, ""
    is_plain = _PLAIN_KEY.fullmatch(key) and not any(_COUNTS.search(line.text) for line in lines)
    is_key = _KEY.fullmatch(key) or is_plain
    named = [int(sign) for sign in re.findall(r"\d", key)] if is_key else []
    if not named or not lines:
        return lines, ""
    if cut := _IN_STEM.search(lines[0].text):
        lines[:1] = [lines[0].cut(0, cut.start()), lines[0].cut(cut.end())]
    first = next((place for place, line in enumerate(lines) if _MARK.match(line.text)), 0)
    # 其中正确的是（ ） may stand behind the last of them.
    last = len(lines) - (len(lines) > first + 2 and not _MARK.match(lines[-1].text))
    options, behind = lines[first:last], lines[last:]
    marks = [list(_MARK.finditer(line.text)) for line in options]
    values = [int(mark[1]) for each in marks for mark in each]
    asks = [bool(_ASKS.search(line.text)) for line in lines]
    if (
        not first
        or not all(each and not each[0].start() for each in marks)
        or len(values) < 2
        or values != list(range(1, len(values) + 1))
        or not set(named) <= set(values)
        or not any(asks[:first] + asks[last:])
        or any(asks[first:last])
    ):
        return list(body), ""
    made = [_named(line, each) for line, each in zip(options, marks, strict=True)]
    return [*lines[:first], *behind, *made], "".join(map(_letter, sorted(set(named))))


def _named(line: Line, marks: Sequence[re.Match[str]]) -> Line:
    text, looks = line.text, line.looks
    for mark in reversed(marks):
        sign = f" {_letter(int(mark[1]))}. "
        text = text[: mark.start()] + sign + text[mark.end() :]
        looks = looks[: mark.start()] + "0" * len(sign) + looks[mark.end() :]
    return Line(line.number, text, looks, line.has_picture).cut(0)


def _letter(value: int) -> str:
    return chr(ord("A") + value - 1)
