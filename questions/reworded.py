"""Questions whose stem was reworded in a file: which of a bank's are they?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from rapidfuzz import fuzz

from questions.formats.normal import plain
from questions.question import Kind, Question

# How much of a stem stays, of 100. Two statements have nothing else in common.
ALIKE = 60
STATEMENTS_ALIKE = 80
# Of more with the same choices and key there is no telling.
MOST = 60


def reworded(coming: Iterable[Question], absent: Iterable[Question]) -> dict[str, str]:
    """The keys of questions that come in, with the key of the one that each was before: with the
    same choices and key, and much of its stem. None is taken for two."""
    before = defaultdict(list)
    for question in absent:
        before[_same(question)].append(question)
    after = defaultdict(list)
    for question in coming:
        if _same(question) in before:
            after[_same(question)].append(question)
    return {
        new: old
        for same, questions in after.items()
        for new, old in _paired(questions, before[same]).items()
    }


def _paired(coming: Sequence[Question], absent: Sequence[Question]) -> dict[str, str]:
    """The most alike first."""
    if max(len(coming), len(absent)) > MOST:
        return {}
    near = sorted(
        (-likeness, place, other)
        for (place, new), (other, old) in product(enumerate(coming), enumerate(absent))
        if (likeness := fuzz.ratio(plain(new.stem), plain(old.stem))) >= _least(new)
    )
    pairs: dict[str, str] = {}
    for _, place, other in near:
        new, old = coming[place].key, absent[other].key
        if new not in pairs and old not in pairs.values():
            pairs[new] = old
    return pairs


def _least(question: Question) -> int:
    return STATEMENTS_ALIKE if question.kind is Kind.TRUE_FALSE else ALIKE


def _same(question: Question) -> object:
    return question.kind, question.choices, question.right, question.accepted
