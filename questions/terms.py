"""Text as the finder reads it: one width, one script, cut into the terms that are looked up."""

import re
import unicodedata
from functools import cache

import opencc

from questions import words

_NUMBER = re.compile(
    r"(?P<digits>\d+(?:\.\d+)?)[多余几]?(?P<scale>[百千万亿]*)(?P<part>[%成])?"
    r"|(?P<chinese>[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*)(?P<tenths>成)?"
)
# A numeral that is spelt out with tens or hundreds; 一 and 第三 are words like any other.
_SPELT = re.compile(
    r"(?:[一二两三四五六七八九][十百千]|十)(?:零?[一二两三四五六七八九][十百千]?)*"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def plain(text: str) -> str:
    """Simplified characters, half width, lower case, and nothing but letters and digits.

    A decimal point, a percent sign and the blank between two words stay; 三百二十一 becomes 321.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    # Halves of letters, out of broken files, are no letters.
    text = text.encode("utf-8", "ignore").decode("utf-8")
    text = _simplifier().convert(text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = _SPELT.sub(lambda found: str(_chinese(found[0])), text)
    text = re.sub(r"百分之(\d+(?:\.\d+)?)", r"\1%", text)
    return re.sub(r"(?!(?<=\d)\.(?=\d)|%)(?:[^\w]|_)+", " ", text).strip()


def numbers(text: str) -> list[str]:
    """The numbers of a plain text by their value, so that 1.5亿 is 150000000 and 六成 is 60%."""
    return [value for value in map(_value, _NUMBER.finditer(text)) if value]


def chars(text: str) -> list[str]:
    """Every character of a plain text."""
    return [char for char in text if char != " "]


def pairs(text: str) -> list[str]:
    """Every two neighbours of a plain text, none across a mark or a blank."""
    return [part[at : at + 2] for part in text.split() for at in range(max(1, len(part) - 1))]


def cut(text: str) -> list[str]:
    """The words of a plain text that are longer than one character."""
    return [word for word in words.cut(text) if len(word) > 1]


@cache
def _simplifier() -> "opencc.OpenCC":
    return opencc.OpenCC("t2s")


def _value(found: re.Match[str]) -> str:
    if found["digits"]:
        value = float(found["digits"])
        for scale in found["scale"]:
            value *= _SCALES[scale]
    else:
        value = float(_chinese(found["chinese"]))
    part = found["part"] or found["tenths"]
    if part:
        return f"{value * (10 if part == '成' else 1):g}%"
    return f"{value:.10g}"


def _chinese(numeral: str) -> int:
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        elif _SCALES[char] < 10_000:
            section += (digit or 1) * _SCALES[char]
            digit = 0
        else:
            total = (total + section + digit) * _SCALES[char]
            section = digit = 0
    return total + section + digit
