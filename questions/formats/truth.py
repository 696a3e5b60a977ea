"""True or false: by words, letters, numbers, or the options that are marked."""

from questions.formats import keys
from questions.formats.choice import KEY_SHOWN, choice, positions
from questions.formats.entry import Entry
from questions.formats.finding import Finding, Remarks
from questions.formats.habits import Habits
from questions.formats.kinds import Sort
from questions.question import Kind, Question


def true_false(entry: Entry, habits: Habits, remarks: Remarks) -> Question | Finding:
    words = [keys.truth(option) for option in entry.options]
    if len(words) > 1 and set(words) != {True, False} and entry.key:
        # Legal or illegal, yes or perhaps: two options that are not true and false.
        found = positions(entry, habits, remarks)
        if isinstance(found, tuple) and len(found) == 1:
            remarks.say("true_false_as_single")
            return choice(entry, Sort.SINGLE, habits, remarks)
    value, reason = _truth(entry, words, habits, remarks)
    if value is None:
        if not entry.key and entry.right is None:
            return Finding("truth_missing", "answer")
        return Finding("truth_unclear", "answer", {"key": entry.key[:KEY_SHOWN]})
    right = frozenset({0 if value else 1})
    return Question("", Kind.TRUE_FALSE, entry.stem, right=right, note=reason)


def _truth(
    entry: Entry, words: list[bool | None], habits: Habits, remarks: Remarks
) -> tuple[bool | None, str]:
    if entry.right is not None and not entry.key:
        marked = [words[place] for place in entry.right if place < len(words)]
        return (marked[0] if len(marked) == 1 else None), ""
    key = keys.listed(entry.key)
    has_words = {True, False} <= set(words)
    number = keys.numbers(key)
    if number is not None and len(number) == 1:
        return _coded(number[0], words if has_words else [], habits, remarks), ""
    named = keys.letters(key)
    if named is not None and len(named) == 1:
        if has_words and named[0] < len(words):
            return words[named[0]], ""
        if not has_words and named[0] < 2:
            remarks.say("truth_letters")
            return named[0] == 0, ""
    value, reason = keys.verdict(key)
    if value is None and (lettered := keys.lettered_texts(key, entry.options)):
        value = words[lettered[0]] if has_words and lettered[0] < len(words) else None
    return value, reason


def _coded(number: int, words: list[bool | None], habits: Habits, remarks: Remarks) -> bool | None:
    if words and (habits.truth_by_position or habits.two_is_false):
        place = number - (1 if habits.two_is_false else habits.base)
        return words[place] if 0 <= place < len(words) else None
    if habits.two_is_false:
        remarks.say("truth_one_two")
        return {1: True, 2: False}.get(number)
    remarks.say("truth_one_zero")
    return {1: True, 0: False}.get(number)
