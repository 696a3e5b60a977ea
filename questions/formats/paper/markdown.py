"""Papers that were written as Markdown: its signs are no letters of the text."""

import re
from collections.abc import Sequence

from questions.formats.paper.line import BOLD, Line, look

_SIGNS = re.compile(
    r"#{1,6}\s+\S|\*\*\S.*\*\*|[-*+]\s+(?:\[[ xX]\]|[A-H][.．、:：)）])|>\s|<details"
)
_ENOUGH = 2
_BEFORE = re.compile(r"(?:>\s?)*(?:#{1,6}\s+)?")
# A point of a list is one only before what a paper has there.
_POINT = re.compile(
    r"[-*+]\s+(?=\*{0,2}[(（]?(?:[A-Ha-h][.．、:：)）\s]|\d{1,4}[.．、)]|(?:正确|参考)?答案|解析))"
)
# An answer that is shown when it is pressed.
_SUMMARY = re.compile(r"<summary>\s?([^<>]{0,40}?)\s?[:：]?\s?</summary>\s?[:：]?", re.I)
_FOLDED = re.compile(r"</?(?:details|summary)(?:\s[^<>]{0,40})?>", re.I)
_BOX = re.compile(r"[-*+]\s+\[([ xX])\]\s*")
_BOLD = re.compile(r"\*\*(?=\S)([^*]{1,2000}?)\*\*")


def plain(lines: Sequence[Line]) -> list[Line]:
    """The lines without the signs of Markdown, where it is that; bold letters are bold."""
    if sum(_SIGNS.match(line.text) is not None for line in lines) < _ENOUGH:
        return list(lines)
    return [_bold(_without_start(line)) for line in lines]


def _without_start(line: Line) -> Line:
    if _FOLDED.search(line.text):
        text = _FOLDED.sub("", _SUMMARY.sub(r"\1：", line.text)).strip()
        return Line(line.number, text)
    start = _BEFORE.match(line.text)
    rest = line.cut(start.end()) if start and start.end() else line
    if box := _BOX.match(rest.text):
        sign = "□ " if box[1] == " " else "☑ "
        return Line(line.number, sign + rest.text[box.end() :])
    point = _POINT.match(rest.text)
    return rest.cut(point.end()) if point else rest


def _bold(line: Line) -> Line:
    text, looks, place = "", "", 0
    for found in _BOLD.finditer(line.text):
        before = line.text[place : found.start()]
        text += before + found[1]
        looks += "0" * len(before) + look(BOLD) * len(found[1])
        place = found.end()
    if not place:
        return line
    rest = line.text[place:]
    return Line(line.number, text + rest, looks + "0" * len(rest), line.has_picture)
