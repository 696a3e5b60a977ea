"""Questions numbered （一）, （二） where nothing else numbers them: made plain."""

import re
from collections.abc import Sequence
from itertools import pairwise

from questions.formats.paper import labels, material, titles
from questions.formats.paper.line import LONGEST, Line
from questions.formats.paper.numbers import NAMED, PLAIN, number_of
from questions.formats.paper.seen import Seen

_DIGITS = "一二三四五六七八九十"
_SIGN = re.compile(rf"[(（]\s?([{_DIGITS}]{{1,3}})\s?[)）]\s?[、.．]?\s?(?=\S)")


def counted(lines: Sequence[Line]) -> list[Line]:
    """The lines with 1. and 2. for （一） and （二）, where these ask and have their own answers;
    points of the answers that count so as well are put in brackets."""
    made = list(lines)
    for start, end in _sections(lines):
        asked = _asked(lines[start:end])
        for (place, value), following in pairwise([*asked, (end - start, 0)]):
            question = start + place
            found = _SIGN.match(lines[question].text)
            made[question] = _put(lines[question], 0, found.end() if found else 0, f"{value}. ")
            for at in range(question + 1, start + following[0]):
                made[at] = _bracketed(lines[at])
    return made


def _put(line: Line, start: int, end: int, sign: str) -> Line:
    """The line with a sign in place of a stretch of it."""
    text = line.text[:start] + sign + line.text[end:]
    looks = line.looks[:start] + "0" * len(sign) + line.looks[end:]
    return Line(line.number, text, looks, line.has_picture)


def _bracketed(line: Line) -> Line:
    """A point of an answer: 1. 甲 as （1）甲, also right behind 答：."""
    parts = labels.parts(line) if len(line.text) <= LONGEST else []
    said = parts[-1].line if parts else line
    number = number_of(said)
    if number is None or number.way != PLAIN or number.is_decimal:
        return line
    start, end = len(line.text) - len(said.text), len(line.text) - len(number.rest.text)
    return _put(line, start, end, f"（{number.value}）")


def _sections(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """From title to title, or from case to case, as far as there is more than one such sign."""
    signs = [place for place, line in enumerate(lines) if _SIGN.match(line.text)]
    if len(signs) < 2:
        return []
    ends = [
        place for place, line in enumerate(lines)
        if titles.section(line.text) or material.label(line.text)
    ]  # fmt: skip
    return list(zip([0, *ends], [*ends, len(lines)], strict=True))


def _asked(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The places and values of the signs with an answer before the next one; none where these
    do not count on from 一, or anything but points of answers is numbered otherwise."""
    signs = [
        (place, _value(match[1])) for place, line in enumerate(lines)
        if (match := _SIGN.match(line.text)) and not titles.section(line.text)
    ]  # fmt: skip
    found: list[tuple[int, int]] = []
    for (place, value), (end, _) in pairwise([*signs, (len(lines), 0)]):
        stretch = [line for line in lines[place:end] if line.text]
        answer = next((at for at, line in enumerate(stretch) if _is_answer(line)), None)
        is_asked = answer is not None and (answer < 2 or not titles.is_part(stretch[0].text))
        numbered = stretch[:answer] if is_asked or not found else ()
        is_other = any(_is_numbered(line) and Seen(line).asks for line in stretch)
        if is_other or any(map(_is_numbered, numbered)) or sum(map(_is_answer, stretch)) > 1:
            return []
        if is_asked:
            found.append((place, value))
    is_first = bool(found) and not any(map(_is_numbered, lines[: found[0][0]]))
    goes_on = [value for _, value in found] == list(range(1, len(found) + 1))
    return found if is_first and goes_on and len(found) > 1 else []


def _is_answer(line: Line) -> bool:
    parts = labels.parts(line) if len(line.text) <= LONGEST else []
    return any(part.field == labels.ANSWER for part in parts)


def _is_numbered(line: Line) -> bool:
    number = number_of(line)
    return number is not None and number.way in (NAMED, PLAIN)


def _value(said: str) -> int:
    """一 is 1, 十二 is 12, 二十 is 20; 0 for what is no number."""
    tens, has_tens, ones = said.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    high = (_DIGITS.index(tens) + 1 if tens else 1) if has_tens else 0
    return 10 * high + (_DIGITS.index(ones) + 1 if ones else 0)
