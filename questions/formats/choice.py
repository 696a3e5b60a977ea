"""Single and multiple choice: the options, and which of them the key names."""

from questions.formats import keys
from questions.formats.entry import Entry
from questions.formats.finding import Finding, Remarks
from questions.formats.habits import Habits
from questions.formats.kinds import Sort
from questions.question import LETTERS, Kind, Question

KEY_SHOWN = 40


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
    named = keys.letters(key)
    if named is not None and max(named) < len(options):
        return named
    if named is None and (lettered := keys.lettered_texts(key, options)):
        named = lettered
    if named is not None and max(named) < len(options):
        return named
    by_text = keys.texts(entry.key, options)
    counted = _counted(key, len(options), habits.base)
    is_beyond = counted is not None and not set(counted) <= set(range(len(options)))
    if by_text is not None and (counted is None or habits.by_text or is_beyond):
        return by_text
    if counted is not None:
        return _numbered(counted, len(options), habits.base, remarks)
    if named is not None and len(key) <= len(LETTERS):
        return Finding("right_beyond", "answer", {"letter": letter_at(max(named))})
    return Finding("key_unclear", "answer", {"key": entry.key[:KEY_SHOWN]})


def _counted(key: str, width: int, base: int) -> tuple[int, ...] | None:
    """The numbers of a key from 0; `134` are three where no option has that number."""
    found = keys.numbers(key)
    digits = key.strip()
    if (found is None or max(found) - base >= width) and digits.isdecimal() and width < 10:
        found = tuple(int(digit) for digit in digits)
    return None if found is None else tuple(sorted({number - base for number in found}))


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
