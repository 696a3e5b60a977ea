"""Single and multiple choice: the options, and which of them the key names."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from questions.formats import keys
from questions.formats.entry import Entry
from questions.formats.finding import Finding, Remarks
from questions.formats.habits import Habits
from questions.formats.kinds import Sort
from questions.question import LETTERS, Kind, Question

KEY_SHOWN = 40
_WORD = re.compile("[A-Za-z][a-z]")
_MARKS = re.compile(r"(?<=\d)[.,](?=\d)")
_SPAN = re.compile("[-~—–至到]")


def choice(
    entry: Entry, sort: Sort | None, habits: Habits, remarks: Remarks
) -> Question | Finding:
    if len(entry.options) < 2:
        if not entry.options and not entry.key:
            return Finding("right_missing", "answer")
        return Finding("choices_few", "choices", {"count": len(entry.options), "limit": 2})
    for place, option in enumerate(entry.options):
        if not option:
            return Finding("choice_empty", "choices", {"letter": letter_at(place)})
    found = positions(entry, habits, remarks)
    if isinstance(found, Finding):
        return found
    if sort is Sort.SINGLE and len(found) > 1:
        # Of the blood groups A, B, AB and O the key AB is one.
        whole = keys.match_text(entry.key, entry.options)
        found = found if whole is None else (whole,)
    if sort is Sort.SINGLE and len(found) > 1:
        return Finding("right_not_one", "answer", {"count": len(found)})
    is_multiple = sort is Sort.MULTIPLE or len(found) > 1
    return Question(
        "",
        Kind.MULTIPLE if is_multiple else Kind.SINGLE,
        entry.stem,
        choices=entry.options,
        right=frozenset(found),
    )


def positions(entry: Entry, habits: Habits, remarks: Remarks) -> tuple[int, ...] | Finding:
    """Which options the key names."""
    if entry.right is not None and not entry.key:
        return tuple(sorted(entry.right))
    if not entry.key:
        return Finding("right_missing", "answer")
    key = ",".join(entry.keys) if len(entry.keys) > 1 else keys.listed(entry.key)
    options = entry.options
    if marked := keys.flags(entry.key, len(options)):
        return marked
    named = _lettered(key, options)
    if named is not None and max(named) < len(options):
        return named
    if named is None and (lettered := keys.lettered_texts(key, options)):
        named = lettered
    if named is not None and max(named) < len(options):
        return named
    by_text = keys.texts(entry.key, options)
    eaten = _eaten(key, len(options), habits.base) if by_text is None else None
    counted = _counted(key, len(options), habits.base) or eaten
    is_beyond = counted is not None and not set(counted) <= set(range(len(options)))
    # ①② may be what an option says.
    is_text = is_beyond or not (key.isascii() or keys.letters(key))
    if by_text is not None and (counted is None or habits.by_text or is_text):
        return by_text
    if counted is not None:
        return _numbered(counted, len(options), habits.base, remarks)
    if named is not None and len(key) <= len(LETTERS):
        return Finding("right_beyond", "answer", {"letter": letter_at(max(named))})
    return Finding("key_unclear", "answer", {"key": entry.key[:KEY_SHOWN]})


def _lettered(key: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """What the letters of a key name. "Bad" is an option more likely than A, B and D are, and
    "B) Bob" is one with its letter; so is A-D, where an option says so."""
    named = keys.letters(key)
    if named is None:
        return None
    is_words = max(named) >= len(options) or _WORD.search(key) is not None
    if (is_words or _SPAN.search(key)) and (whole := keys.match_text(key, options)) is not None:
        return (whole,)
    return (keys.lettered_texts(key, options) if is_words else None) or named


def _counted(key: str, width: int, base: int) -> tuple[int, ...] | None:
    """The numbers of a key from 0; `134` are three where no option has that number."""
    found = keys.numbers(key)
    digits = unicodedata.normalize("NFKC", key.strip())
    if (found is None or max(found) - base >= width) and digits.isdecimal() and width < 10:
        found = tuple(int(digit) for digit in digits)
    return None if found is None else tuple(sorted({number - base for number in found}))


def _eaten(key: str, width: int, base: int) -> tuple[int, ...] | None:
    """The numbers from 0 of `1.3` and `1,234`: what Excel makes of 1,3 and of 1234."""
    digits = _MARKS.sub("", unicodedata.normalize("NFKC", key.strip()))
    if not digits.isdecimal() or not 1 < len(digits) <= width < 10:
        return None
    counted = tuple(int(digit) - base for digit in digits)
    is_rising = all(one < other for one, other in pairwise(counted))
    return counted if is_rising and counted[0] >= 0 and counted[-1] < width else None


def _numbered(
    counted: tuple[int, ...], width: int, base: int, remarks: Remarks
) -> tuple[int, ...] | Finding:
    wrong = [place for place in counted if not 0 <= place < width]
    if wrong:
        return Finding("right_beyond", "answer", {"letter": str(wrong[0] + base)})
    remarks.say("keys_from_one" if base else "keys_from_zero")
    return counted


def letter_at(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)
