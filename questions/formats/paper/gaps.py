"""Gaps that have numbers in them, 甲是（1），乙是（2）, where the answer names these."""

import re

from questions.formats.blanks import gaps

_GAP = re.compile(r"[(（]\s?(\d{1,2})\s?[)）]|([①-⑩])")
_PART = re.compile(
    r"(?:^|(?<=[\s;；,，、。]))(?:[(（]\s?(\d{1,2})\s?[)）]|([①-⑩]))\s?[.．、:：]?\s?"
)


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


def _value(found: re.Match[str]) -> int:
    return int(found[1]) if found[1] else ord(found[2]) - ord("①") + 1
