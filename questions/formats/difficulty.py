"""How hard a question is, from every scale seen, as 1, 2 or 3."""

import re

from questions.formats.normal import plain

_WORDS = (
    (2, "适中"),
    (1, "很易|偏易|较易|容易|简单|易|低|初级|初|基础|easy|low|beginner|simple"),
    (3, "偏难|较难|困难|很难|难|高级|高|进阶|hard|high|difficult|advanced|expert"),
    (2, "适中|中等|中级|一般|普通|中|medium|middle|normal|moderate|intermediate"),
)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "a": 1,
    "b": 2,
    "c": 3,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
}


def level(text: str, scale: str) -> int | None:
    """1 for easy, 3 for hard; None when the text says neither."""
    word = plain(text).removesuffix("级").removesuffix("星")
    if not word:
        return None
    if stars := word.count("★") + word.count("⭐"):
        return min(stars, 3) if scale == "three" else _of_five(stars)
    found = next((level for level, words in _WORDS if re.search(words, word)), None)
    # 中等偏难 is hard: a word beside 中 says more than 中 does.
    if found:
        return found
    if word in _ROMAN:
        return _of_five(_ROMAN[word]) if _ROMAN[word] > 3 else _ROMAN[word]
    return _number(word, scale)


def _number(word: str, scale: str) -> int | None:
    try:
        value = float(word.rstrip("%"))
    except ValueError:
        return None
    if scale == "index":
        # The share of people who get it right, as exam offices count it: 0.9 is easy.
        return 1 if value >= 0.7 else 3 if value < 0.4 else 2
    if scale == "share":
        return 1 if value <= 1 / 3 else 3 if value > 2 / 3 else 2
    if scale == "three":
        return min(max(round(value), 1), 3)
    return _of_five(value if scale == "five" else value / 2)


def _of_five(value: float) -> int:
    return 1 if value <= 2 else 2 if value <= 3 else 3
