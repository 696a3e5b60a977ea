"""Lines as a layout set them: 火 警 电 话 with blanks between, or two questions in one line."""

import re
from collections.abc import Sequence

from questions.formats.paper.line import Line

_APART = re.compile(r"(?<=[一-鿿])\s(?=[一-鿿])")
_CLOSE = re.compile(r"(?<=[一-鿿])(?=[一-鿿])")
_WIDE = r"一-鿿，。、；：？！“”‘’《》（）【】"
_BLANK = re.compile(
    rf"(?<=[{_WIDE}])\s(?=[{_WIDE}0-9%])|(?<=[0-9])\s(?=[{_WIDE}%]|[0-9](?![0-9.．]))"
)
_ENOUGH = 4
_NUMBER = re.compile(r"(\d{1,3})([.．、])(?!\d)")
_NEXT = re.compile(r"(?:\s{2,}|(?<=[)）])\s*|\t)(\d{1,3})([.．、])(?!\d)")
_ASKS = re.compile(r"[一-鿿A-Za-z]{2}[^()（）]*[(（]\s{0,8}(?:[A-H]{1,8}|[√×✓✗对错])?\s{0,8}[)）]")
_TWICE = 2
_ANSWERS = re.compile(r"(?:参考|标准|正确)?答案\s?[:：]\s?(?:[一二三]\s?[、.．])?\s?[单多判填不]")
_KIND = re.compile(
    r"(?:(?:^(?:参考|标准|正确)?答案\s?[:：]|(?<=[\s；;，,。])))\s?(?:[一二三四五六]\s?[、.．]\s?)?"
    r"((?:单项?选择?|多项?选择?|不定项(?:选择)?|判断|填空)题?\s?[:：])"
)
_WIDE_LINE = 1000


_ODD = re.compile(r"(?:(?:^|(?<=\s))[A-HＡ-Ｈ]|^\d{1,3})(。|/(?=\s))(?=\s*\S)")


def marked(lines: Sequence[Line]) -> list[Line]:
    """The lines with a usual mark behind letters and numbers, for one that few write: A。甲."""
    odd = [any(each.start(1) >= 0 for each in _ODD.finditer(line.text)) for line in lines]
    if sum(odd) < _TWICE:
        return list(lines)
    return [_with_marks(line) if is_odd else line for line, is_odd in zip(lines, odd, strict=True)]


def _with_marks(line: Line) -> Line:
    text = list(line.text)
    for found in _ODD.finditer(line.text):
        text[found.start(1)] = "."
    return Line(line.number, "".join(text), line.looks, line.has_picture, line.is_heading)


def closed(lines: Sequence[Line]) -> list[Line]:
    """The lines without these blanks, where most lines are written so."""
    apart = [len(_APART.findall(line.text)) for line in lines]
    if not any(apart):
        return list(lines)
    close = [len(_CLOSE.findall(line.text)) for line in lines]
    told = [(a, c) for a, c in zip(apart, close, strict=True) if a + c >= _ENOUGH]
    if 2 * sum(a > 4 * c for a, c in told) <= len(told):
        return list(lines)
    return [
        _without(line) if a > c else line for line, a, c in zip(lines, apart, close, strict=True)
    ]


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut where the next question begins in the line of one, more than once; and
    answers cut where those of the next kind begin."""
    lines = [part for line in lines for part in _by_kinds(line)]
    cuts = {place: cut for place, line in enumerate(lines) if (cut := _second(line.text))}
    if len(cuts) < _TWICE and all(len(places) < _TWICE for places in cuts.values()):
        return list(lines)
    made: list[Line] = []
    for place, line in enumerate(lines):
        start = 0
        for end in cuts.get(place, ()):
            made.append(line.cut(start, end))
            start = end
        made.append(line.cut(start) if start else line)
    return made


def _by_kinds(line: Line) -> list[Line]:
    """答案：单选：1-2 AB；多选：1.AB 2.AC as lines of their own."""
    kinds = list(_KIND.finditer(line.text)) if _ANSWERS.match(line.text) else []
    if len(kinds) < _TWICE or kinds[0].start() != 0:
        return [line]
    ends = [each.start() for each in kinds[1:]] + [len(line.text)]
    parts = [line.cut(each.start(1), end) for each, end in zip(kinds, ends, strict=True)]
    return [Line(line.number, "参考答案"), *(_without_end(part) for part in parts)]


def _without_end(line: Line) -> Line:
    return line.cut(0, len(line.text.rstrip("；;，,。 ")))


def _second(text: str) -> tuple[int, ...]:
    """Where 2、 and 3、 begin in a line that begins with 1、; each asks for something."""
    first = _NUMBER.match(text)
    if first is None or len(text) > _WIDE_LINE:
        return ()
    places, count, start = [], int(first[1]), 0
    for found in _NEXT.finditer(text):
        if int(found[1]) == count + 1 and found[2] == first[2]:
            if not _ASKS.search(text, start, found.start()):
                return ()
            places.append(found.start(1))
            count, start = count + 1, found.start(1)
    return tuple(places) if _ASKS.search(text, start) else ()


def _without(line: Line) -> Line:
    places = {found.start() for found in _BLANK.finditer(line.text)}
    kept = [place for place in range(len(line.text)) if place not in places]
    text = "".join(line.text[place] for place in kept)
    looks = "".join(line.looks[place] for place in kept)
    return Line(line.number, text, looks, line.has_picture, line.is_heading)
