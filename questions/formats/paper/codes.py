"""Questions numbered by the codes of a bank (AQ-001, La5A1001, 1-12) or by `1-`: made plain."""

import re
from collections.abc import Sequence
from itertools import pairwise

from questions.formats.paper.line import Line

_ENOUGH = 2
_REACH = 10
_CODED = re.compile(
    r"[(（【\[]?\s?("
    r"(?:[A-H][-－—_–]?0\d{1,5}|(?![A-H][-－—_–]?\d)[A-Z]{1,5}[-－—_–]?\d{2,6})|[A-Z]{1,5}\d{0,2}(?:[-－—_–][A-Z0-9]{1,6}){1,3}"
    r"|[A-Z][a-z]\d[A-Z]\d{3,5}|\d{2}[A-Z]\d{3,5}|(?:单选?|多选?|判断?|填空?|简答?)题?\s?\d{1,3}(?=\s?[、.．:：])|\d{1,3}(?:[-－—–]\d{1,4}){1,2}|\d{1,3}(?=[-－—–]\s?[一-鿿《“]))"
    r"\s?[)）】\]]?(?:\s?[.．、:：)）]\s?|[-－—–]\s?(?=[一-鿿《“])|\s+|(?=[一-鿿《“(（【]))(?=\S)"
)
_ASKED = re.compile(
    r"[(（]?[AＡ][.．、)）\s]|.{0,4}答案|答\s?[:：]|.*[\s)）]A\s?[.．、]|(?:[A-H]{1,8}|√|×|对|错)$|.*[(（]\s{0,4}[A-H√×对错]{1,8}\s{0,4}[)）]"
)
_SPANS = re.compile(
    r"\d{1,4}\s?[-－—–]\s?\d{1,4}\s?[.．、:：]?\s?(?:[小]?题|[A-H√×对错TF年月日号天分])"
)


_BEHIND = re.compile(
    r"[0-9]{1,4}\s?[.．、:：)）]\s?([(（【\[]\s?[A-Z]{1,5}[a-z]?\d?[A-Z]?[-－—_–]?\d{2,6}\s?[)）】\]]\s?"
    r"|[A-Z]{1,4}\d{3,6}\s+)(?=\S)"
)


def decoded(lines: Sequence[Line]) -> list[Line]:
    """The lines with 1. and 2. in place of such codes, where these begin questions; a code that
    stands before an answer as well gives the same number there."""
    lines = _without_second(lines)
    found = [
        (place, match) for place, line in enumerate(lines)
        if (match := _CODED.match(line.text)) and not _SPANS.match(line.text)
    ]  # fmt: skip
    first = {match[1]: place for place, match in reversed(found)}
    if len(first) < _ENOUGH or not _ask(lines, sorted(first.values())):
        return list(lines)
    made, counts = list(lines), dict[str, int]()
    for place, match in found:
        own = int(match[1]) if match[1].isdigit() else counts.setdefault(match[1], len(counts) + 1)
        rest, sign = lines[place].cut(match.end()), f"{own}. "
        made[place] = Line(rest.number, sign + rest.text, "0" * len(sign) + rest.looks,
                           rest.has_picture)  # fmt: skip
    return made


def is_code(text: str) -> bool:
    """Whether the text is nothing but such a code."""
    found = _CODED.match(f"{text.strip()} 甲")
    return found is not None and found[1] == text.strip() and not text.strip().isdigit()


def _without_second(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without codes in brackets behind the numbers: 1. [AQ-001] …"""
    found = [_BEHIND.match(line.text) for line in lines]
    if sum(match is not None for match in found) < _ENOUGH:
        return lines
    return [
        line.without(*match.span(1)) if match else line
        for line, match in zip(lines, found, strict=True)
    ]


def _ask(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether options or a key stand below most of the codes, before the next one."""
    stretches = pairwise([*places, len(lines)])
    asks = sum(
        any(_ASKED.match(line.text) for line in lines[start : min(end, start + _REACH)])
        for start, end in stretches
    )
    return 2 * asks > len(places)
