"""Decides what question an entry is, by its own words and the habits of its file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from questions.formats import blanks, keys
from questions.formats.choice import KEY_SHOWN, choice, positions
from questions.formats.difficulty import level
from questions.formats.entry import Entry
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.habits import Habits, key_in_stem, without_number
from questions.formats.headers import Role
from questions.formats.kinds import Sort, sort_of, without_prefix
from questions.formats.normal import is_broken
from questions.formats.options import by_letters, first_option
from questions.formats.points import points
from questions.formats.truth import true_false
from questions.formats.typed import blank, short
from questions.question import Kind, Question, Quote
from questions.validation import TYPED_AS

# Longer than that, an answer without options is explained rather than filled in.
_SHORT_ANSWER = 30
_COUNTED = re.compile(r"\s*(?:答\s*[:：]\s*)?(?:[(（]?[1一]\s?[)）.．、]|①)(?!\d)")
# Where only the sheet's name or a title says so.
_CALLED = {Sort.ORDERING: "排序题", Sort.MATCHING: "匹配题", Sort.OTHER: "其他题"}


def judge(entry: Entry, habits: Habits, legend: Mapping[str, Sort]) -> Judged:
    remarks = Remarks()
    if habits.numbered:
        stem, prefix = without_prefix(without_number(entry.stem))
        entry = replace(entry, stem=stem, kind=entry.kind or (prefix or ""))
    made = _unusable(entry) or _Judge(habits, remarks).question(
        entry, sort_of(entry.kind, legend) or entry.section
    )
    if isinstance(made, Finding):
        return Judged(None, made, remarks)
    return Judged(_finished(made, entry, habits, remarks), None, remarks)


def _unusable(entry: Entry) -> Finding | None:
    for fault, column in entry.faults:
        if fault == "picture":
            return Finding("picture_needed", "stem")
        return Finding(
            "cell_formula" if fault == "formula" else "cell_error", "", {"column": column}
        )
    if not entry.stem:
        return Finding("picture_needed" if entry.has_picture else "stem_missing", "stem")
    if any(is_broken(text) for text in (entry.stem, entry.key, *entry.options)):
        return Finding("text_broken", "stem")
    if entry.has_picture and ("图" in entry.stem or (entry.options and not all(entry.options))):
        return Finding("picture_needed", "stem")
    return None


def _finished(question: Question, entry: Entry, habits: Habits, remarks: Remarks) -> Question:
    if entry.has_picture:
        remarks.say("pictures_left_out")
    difficulty = level(entry.difficulty, habits.difficulties)
    if entry.difficulty and difficulty is None:
        remarks.say("difficulty_unknown", value=entry.difficulty[:KEY_SHOWN])
    elif habits.difficulties in ("index", "share", "five", "ten") and entry.difficulty:
        remarks.say(f"difficulty_{habits.difficulties}")
    typed_as = entry.own.get(Role.TYPED_AS, "").strip()
    return replace(
        question,
        difficulty=difficulty or 1,
        tags=entry.tags,
        quotes=tuple(Quote("", text, 0) for text in entry.quotes),
        note="\n".join(text for text in (question.note, entry.note) if text),
        typed_as=typed_as if question.kind is Kind.BLANK and typed_as in TYPED_AS else "",
        ordered=keys.truth(entry.own.get(Role.ORDERED, "")) is True,
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    habits: Habits
    remarks: Remarks

    def question(self, entry: Entry, sort: Sort | None) -> Question | Finding:
        if sort in (Sort.ORDERING, Sort.MATCHING, Sort.OTHER):
            return Finding("kind_not_held", "kind", {"kind": entry.kind or _CALLED[sort]})
        entry = self._with_inner_options(entry, sort)
        entry = self._with_inner_key(entry, sort)
        if sort is None or sort is Sort.CHOICE:
            sort = self._inferred(entry, sort)
        elif sort is Sort.ESSAY and len(entry.options) > 1 and self._has_positions(entry):
            sort = Sort.CHOICE
        if sort is Sort.TRUE_FALSE:
            return true_false(entry, self.habits, self.remarks)
        if sort is Sort.BLANK:
            return blank(entry, self.habits, self.remarks)
        if sort is Sort.ESSAY:
            return short(entry, self.remarks)
        return choice(entry, sort, self.habits, self.remarks)

    def _with_inner_options(self, entry: Entry, sort: Sort | None) -> Entry:
        """Options that stand in the stem, where no column has any."""
        if entry.options or sort in (Sort.TRUE_FALSE, Sort.BLANK, Sort.ESSAY):
            return entry
        place = first_option(entry.stem)
        if place is None or not entry.stem[:place].strip():
            return entry
        options = by_letters(entry.stem[place:])
        if len(options) < 2 or not all(options):
            return entry
        self.remarks.say("options_in_stem")
        return replace(entry, stem=entry.stem[:place].strip(), options=options)

    def _with_inner_key(self, entry: Entry, sort: Sort | None) -> Entry:
        """A key that stands in the last bracket of the stem."""
        if sort in (Sort.BLANK, Sort.ESSAY) or entry.right:
            return entry
        key, stem = key_in_stem(entry.stem)
        if key and not entry.key and (entry.options or keys.truth(key) is not None
                                      or sort is Sort.TRUE_FALSE):  # fmt: skip
            self.remarks.say("key_in_stem")
            return replace(entry, stem=stem, keys=(key,))
        if key and self.habits.shows_key and keys.letters(key) == keys.letters(entry.key):
            self.remarks.say("key_in_stem")
            return replace(entry, stem=stem)
        return entry

    def _inferred(self, entry: Entry, sort: Sort | None) -> Sort | None:
        """The kind by options and key, where no word names it; None when these don't tell."""
        inferred = _by_content(entry, self.habits)
        if sort is None and inferred is not None:
            self.remarks.say("kind_inferred")
        return inferred or sort or self.habits.hint

    def _has_positions(self, entry: Entry) -> bool:
        return isinstance(positions(entry, self.habits, Remarks()), tuple)


def _by_content(entry: Entry, habits: Habits) -> Sort | None:
    if len(entry.options) > 1:
        if keys.is_truth_pair(entry.options):
            return Sort.TRUE_FALSE
        # With columns of blanks and no key the options are what is filled in.
        is_blank = not entry.key and entry.right is None and blanks.gaps(entry.stem) > 1
        return Sort.BLANK if is_blank and habits.wordings_by == "|" else Sort.CHOICE
    if not entry.key or entry.options:
        return None
    is_digit = entry.key in ("0", "1")
    if (keys.truth(entry.key) is not None and not is_digit) or (
        is_digit and habits.digits_are_truth
    ):
        return Sort.TRUE_FALSE
    if keys.verdict(entry.key)[0] is not None:
        return Sort.TRUE_FALSE
    if keys.letters(entry.key) is not None and len(entry.key) == 1:
        return None
    if _COUNTED.match(entry.key) and len(points(entry.key)) > 1 and not blanks.gaps(entry.stem):
        return Sort.ESSAY
    if len(entry.keys) > 1 or blanks.gaps(entry.stem) or len(entry.key) <= _SHORT_ANSWER:
        return Sort.BLANK
    return Sort.ESSAY
