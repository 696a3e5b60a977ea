"""Several gaps, and the parts of an answer that fill them, by number, by line or by a sign."""

import re
from collections.abc import Sequence

from questions.formats.blanks import gaps

_GAP = re.compile(r"[(（]\s?(\d{1,2})\s?[)）]|[(（]?\s?([①-⑩])\s?[)）]?")
_PART = re.compile(
    r"(?:^|(?<=[\s;；,，、。]))(?:[(（]\s?(\d{1,2})\s?[)）]|([①-⑩]))\s?[.．、:：]?\s?"
)

_CALLED = re.compile(
    r"(?:第\s?[一二三四五六七八九十\d]{1,2}\s?个?空|空\s?\d{1,2})\s?[:：.．、]?\s?"
)
_BRACKET = re.compile(r"[(（]([^()（）]+)[)）]|[\[【]([^\[\]【】]+)[\]】]")
_BRACKETS = re.compile(rf"(?:(?:{_BRACKET.pattern})[\s、,，;；]{{0,3}}){{2,20}}")
_IDLE = " ;；,，、。"


def opened(stem: str, key: str) -> tuple[str, tuple[str, ...]]:
    """The stem with empty gaps and the parts of the key, one for each; without parts where the
    numbers of both do not count alike from 1."""
    asked = [_value(found) for found in _GAP.finditer(stem)]
    marks = list(_PART.finditer(key))
    told = [_value(found) for found in marks]
    if len(asked) < 2 or asked != list(range(1, len(asked) + 1)) or told != asked or gaps(stem):
        return stem, ()
    ends = [mark.start() for mark in marks[1:]] + [len(key)]
    parts = [
        key[mark.end() : end].strip(" ;；,，、。") for mark, end in zip(marks, ends, strict=True)
    ]
    return (_GAP.sub("（ ）", stem), tuple(parts)) if all(parts) else (stem, ())


def parts(stem: str, lines: Sequence[str]) -> tuple[str, ...]:
    """What fills each of several gaps, where the answer parts it by lines, by words like 第一空,
    by brackets, stops or dashes."""
    count, text = gaps(stem), "\n".join(lines)
    if count < 2:
        return ()
    if len(found := list(_CALLED.finditer(text))) > 1 and not found[0].start():
        ends = [each.start() for each in found[1:]] + [len(text)]
        return tuple(text[a.end() : b].strip(_IDLE) for a, b in zip(found, ends, strict=True))
    ways = [list(lines), re.split(r"\s?[-—]{2,}\s?", text), re.split(r"。", text.rstrip("。"))]
    if _BRACKETS.fullmatch(text):
        ways.append([next(filter(None, each)) for each in _BRACKET.findall(text)])
    fitting = (way for way in ways if len(way) == count and all(each.strip() for each in way))
    return tuple(each.strip(_IDLE) for each in next(fitting, []))


def _value(found: re.Match[str]) -> int:
    return int(found[1]) if found[1] else ord(found[2]) - ord("①") + 1
