"""What only joins the words of a text: 的地得了, and 和 or 、 between what is enumerated."""

import re
from functools import lru_cache

from questions.typed import lexicon
from questions.typed.plain import core, simplified

_JOINING = "以及|还有|和|与|及|跟"
_WORDS = sorted({*lexicon.words("joined_words")}, key=len, reverse=True)
_PROTECTED = "|".join(map(re.escape, _WORDS))
# What none of the rest can begin with is left at once.
_FIRST = re.escape("".join({*"以还和与及跟的地得了着来", *(word[0] for word in _WORDS)}))
# 地下 and 地上 are words, but not in 常态化地下沉.
_JOINT = re.compile(
    rf"(?=[{_FIRST}])(?:({_PROTECTED}|地下(?![沉降放达])|地上(?![升报交]))"
    rf"|(?<=\S)(?:(?P<joint>{_JOINING})(?=\S)|[的地得了着]|来(?=\S)))"
)
_JOINTS = "\x01"
_STRONG = re.compile(r"[,;:。!?\n]+")
# A blank enumerates between Chinese words only.
_ENUMERATING = re.compile(r"[、/\x01]+|(?<=[一-鿿]) (?=[一-鿿])")


@lru_cache(maxsize=256)
def same(text: str) -> str:
    """Equal for texts that say the same in the same order: `core` without its joints."""
    return core(_JOINT.sub(lambda found: found[1] or " ", simplified(text)))


def clauses(text: str) -> list[list[str]]:
    """A `simplified` text cut at its stops, and each piece at what enumerates; no joints left."""
    found = []
    for piece in _STRONG.split(_JOINT.sub(_cut, text)):
        items = [core(item) for item in _ENUMERATING.split(piece)]
        if items := [item for item in items if item]:
            found.append(items)
    return found


def joints(text: str) -> set[int]:
    """How many characters of its `same` form stand before each 和, 得 or 着 of a text.

    The text is `simplified`. Where a reference has no break, these were put into a word.
    """
    return _places(text, _JOINTS)


def breaks(text: str) -> set[int]:
    """The same of every place where a text may be cut: at joints and at punctuation."""
    return _places(text, "")


def _places(text: str, marks: str) -> set[int]:
    places, before = set(), 0
    for char in _JOINT.sub(_mark, text):
        if char.isalnum():
            before += 1
        elif char in marks or not marks:
            places.add(before)
    return places


def _mark(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return _JOINTS if found["joint"] or found[0] in "得着" else " "


def _cut(found: re.Match[str]) -> str:
    return "\x01" if found["joint"] else found[1] or ""
