"""A stem and the key that stands below it, where each says something of the other."""

import re

from questions.formats.blanks import gaps
from questions.formats.habits import key_in_stem
from questions.formats.keys import verdict
from questions.formats.kinds import Sort
from questions.formats.paper.gaps import opened
from questions.formats.paper.given import contradiction
from questions.formats.paper.seen import LONE_KEY

# A key in brackets behind the whole stem.
_AT_END = re.compile(
    r"[(（【\[]\s{0,8}([A-Ha-h]{1,8})\s{0,8}[)）】\]](?=\s{0,4}[。.？?：:]?\s{0,4}$)"
)


def agreed(
    stem: str, keys: tuple[str, ...], sort: Sort | None, count: int
) -> tuple[str, tuple[str, ...]]:
    """The stem without a key that is said below as well, and numbered gaps empty; a key below
    that says another is none. `count` are the options."""
    if len(keys) != 1 or sort is Sort.ESSAY:
        return stem, keys
    if sort is Sort.BLANK:
        stem, parts = opened(stem, keys[0])
        return stem, parts or keys
    if sort is Sort.TRUE_FALSE:
        return _verdict(stem, keys)
    found = _AT_END.search(stem)
    told = re.sub(r"[\s,，、]", "", keys[0]).upper()
    if found is None or gaps(stem) or not (told.isascii() and LONE_KEY.fullmatch(told)):
        return stem, keys
    shown = found[1].upper()
    if max(shown) >= chr(ord("A") + count):
        return stem, keys
    if set(shown) != set(told):
        return stem, (contradiction(shown, told),)
    return f"{stem[: found.start()]}（ ）{stem[found.end() :]}".rstrip(), keys


def _verdict(stem: str, keys: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The same for a statement and its verdict."""
    shown, emptied = key_in_stem(stem)
    said = verdict(shown)[0] if shown else None
    told = verdict(keys[0])[0]
    if said is None or told is None:
        return stem, keys
    return (emptied, keys) if said == told else (stem, (contradiction(shown, keys[0]),))
