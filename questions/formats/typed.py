"""Questions that are answered by typing: blanks with their wordings, key points of an essay."""

from dataclasses import replace

from questions.formats import blanks, keys
from questions.formats.entry import Entry, clean
from questions.formats.finding import Finding, Remarks
from questions.formats.habits import Habits
from questions.formats.headers import Role
from questions.formats.points import points
from questions.question import Kind, Question


def blank(entry: Entry, habits: Habits, remarks: Remarks) -> Question | Finding:
    filled = _filled(entry, habits)
    if not filled.accepted and not any(entry.options):
        stem, accepted = blanks.filled_in(entry.stem)
        if accepted:
            remarks.say("key_in_stem")
            entry, filled = replace(entry, stem=stem), blanks.Filled(accepted)
    if not filled.accepted:
        return Finding("blanks_missing", "answer")
    if len(entry.options) > 1 and entry.key and keys.letters(entry.key) is not None:
        return Finding("kind_unlike", "kind", {"kind": entry.kind or "填空"})
    for wordings in filled.accepted:
        if habits.has_ranges and any(_is_range(wording) for wording in wordings):
            return Finding("range_not_held", "answer", {"key": wordings[0]})
    if filled.blanks_by:
        remarks.say("blanks_apart", separator=_name(filled.blanks_by))
    if filled.wordings_by:
        remarks.say("wordings_apart", separator=_name(filled.wordings_by))
    return Question("", Kind.BLANK, entry.stem, accepted=filled.accepted)


def _filled(entry: Entry, habits: Habits) -> blanks.Filled:
    options = [option for option in entry.options if option]
    only = habits.wordings_by
    count = blanks.gaps(entry.stem)
    if (listed := keys.parts(entry.key)) and len(entry.keys) == 1:
        # A list says by itself where it is to be cut.
        if len(listed) > 1 and count == len(listed):
            return blanks.Filled(tuple(keys.parts(each) or (each,) for each in listed))
        return blanks.Filled((listed,))
    if len(entry.keys) > 1 and count == 1:
        return blanks.Filled((tuple(dict.fromkeys(entry.keys)),))
    if len(entry.keys) > 1:
        return blanks.from_columns(entry.keys, only)
    if entry.key and count == len(options) > 1 and keys.letters(entry.key) is None:
        whole = blanks.from_cell(entry.stem, entry.key, only)
        # The key repeats the first of the columns that hold a blank each.
        return whole if len(whole.accepted) == count else blanks.from_columns(options, only)
    if entry.key:
        return blanks.from_cell(entry.stem, entry.key, only)
    is_one = count == 1 or (not count and "short" in entry.kind.casefold())
    if options and (habits.columns_are_wordings or (is_one and len(options) > 1)):
        return blanks.Filled((tuple(dict.fromkeys(options)),))
    if len(options) == 1:
        return blanks.from_cell(entry.stem, options[0], only)
    return blanks.from_columns(options, only)


def short(entry: Entry, remarks: Remarks) -> Question | Finding:
    if own := _own_points(entry.own.get(Role.POINTS, "")):
        return Question("", Kind.SHORT, entry.stem, accepted=own)
    if listed := keys.parts(entry.key):
        return Question("", Kind.SHORT, entry.stem, accepted=tuple((each,) for each in listed))
    reference = "\n".join(entry.keys) or "\n".join(option for option in entry.options if option)
    found = points(reference)
    if not found:
        return Finding("reference_missing", "answer", {"kind": entry.kind or "简答题"})
    remarks.say("points_cut")
    return Question("", Kind.SHORT, entry.stem, accepted=tuple((point,) for point in found))


def _own_points(text: str) -> tuple[tuple[str, ...], ...]:
    """Points as our own template has them: one a line, their wordings apart by `|`."""
    lines = [[clean(wording) for wording in line.split("|")] for line in text.splitlines()]
    found = [tuple(wording for wording in line if wording) for line in lines]
    return tuple(wordings for wordings in found if wordings)


def _is_range(wording: str) -> bool:
    low, dash, high = wording.partition("-")
    return bool(dash) and low.strip().isdecimal() and high.strip().isdecimal()


def _name(separator: str) -> str:
    return {"\n": "↵", " ": "␣", "；": "；", "①": "①②"}.get(separator, separator)
