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
    """The lines, cut where the next question begins in the line of one, more than once."""
    cuts = {place: cut for place, line in enumerate(lines) if (cut := _second(line.text))}
    if len(cuts) < _TWICE:
        return list(lines)
    made: list[Line] = []
    for place, line in enumerate(lines):
        start = 0
        for end in cuts.get(place, ()):
            made.append(line.cut(start, end))
            start = end
        made.append(line.cut(start) if start else line)
    return made


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
