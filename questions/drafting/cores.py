"""The part of a name that makes it what it is: 包保 of 重大危险源包保责任制.

A gap that takes a whole name has many fillers; what stands around the part tells which is meant.
"""

from questions.drafting import lexicon
from questions.drafting.words import Word, tagged

_LEAST = 3


def core(name: str) -> tuple[int, int] | None:
    """Where in the name it stands, before the noun that closes it; None where it has none.

    Two characters do only where a word of the name stands before them as well.
    """
    words = tagged(name)
    # What closes a name is a noun: 制 alone takes the word before it along.
    head = len(words) - 1
    while head and len(words[head].text) == 1:
        head -= 1
    start = end = head
    while start and _length(words, start, end) < 2:
        start -= 1
    # 全 of 全生命周期 belongs to what follows.
    while start and len(words[start - 1].text) == 1:
        start -= 1
    if _length(words, start, end) < _LEAST and start < 2 and len(words[0].text) < _LEAST:
        # 依法合规经营: both words are said of what closes it.
        start = 0
    part = name[words[start].start : words[end].start] if start < end else ""
    if not part or (start == 0 and len(part) < _LEAST):
        return None
    # 维护职工利益, 定期更换滤芯: what is done, and no name.
    unfit = any(x.tag[:1] in "cpurd" or x.is_verb for x in words[start:end])
    unfit = unfit or (start == 0 and words[0].tag[:1] in "va")
    if unfit or part in lexicon.words("everyday"):
        return None
    return words[start].start, words[end].start


def _length(words: tuple[Word, ...], start: int, end: int) -> int:
    return sum(len(each.text) for each in words[start:end])


def around(name: str, part: tuple[int, int]) -> tuple[str, ...]:
    """The part, and with what closes the name: 全生命周期 or 全生命周期管理."""
    return name[slice(*part)], name[part[0] :]
