"""One slip of the finger in a term, as against another term."""

import re
from functools import cache
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from questions.typed import lexicon
from questions.typed.joints import same
from questions.typed.plain import known_texts

_SHORTEST_WITH_A_SLIP = 3
_SHORTEST_CUT_SHORT = 4
_SHORTEST_WORD_WITH_A_SLIP = 5

NEGATIONS = frozenset(lexicon.words("negations"))
_FIGURES = set("0123456789零二三四五六七八九十百千万亿两半")
_FLIPS = {
    frozenset(pair)
    for sort in (*lexicon.words("opposites"), *lexicon.words("sorts"))
    for pair in combinations(sort, 2)
}


def is_slip(reference: str, typed: str, stem: str = "") -> bool:
    """Whether one character is wrong, missing, too much or swapped, and it is no other thing.

    Both in `same` or `core` form. A figure, a negation or an opposite is never a slip; nor is
    what the articles or the stem say elsewhere.
    """
    if len(reference) < _SHORTEST_WITH_A_SLIP or not typed:
        return False
    if not (_is_one_edit(reference, typed) or _is_swap(reference, typed)):
        return False
    if len(typed) < len(reference) < _SHORTEST_CUT_SHORT:
        return False
    said = f"{same(stem)}\n{known()}".replace(reference, "\n")
    return typed not in said or typed in reference


@cache
def known() -> str:
    """All that the shipped articles say, in `same` form."""
    return "\n".join(same(text) for text in known_texts())


def _is_one_edit(reference: str, typed: str) -> bool:
    if abs(len(reference) - len(typed)) > 1:
        return False
    if Levenshtein.distance(reference, typed, score_cutoff=1) != 1:
        return False
    (edit,) = Levenshtein.editops(reference, typed)
    old = reference[edit.src_pos] if edit.tag != "insert" else ""
    new = typed[edit.dest_pos] if edit.tag != "delete" else ""
    return _is_harmless(old, new, reference, edit.src_pos)


def _is_harmless(old: str, new: str, reference: str, at: int) -> bool:
    if {old, new} & (_FIGURES | NEGATIONS) or frozenset((old, new)) in _FLIPS:
        return False
    if any(char.isascii() for char in old + new):
        word = re.search(r"[a-z]*\Z", reference[:at])
        after = re.match(r"[a-z]*", reference[at:])
        length = len(word[0] if word else "") + len(after[0] if after else "")
        return length >= _SHORTEST_WORD_WITH_A_SLIP
    return True


def _is_swap(reference: str, typed: str) -> bool:
    if len(reference) != len(typed):
        return False
    apart = [at for at, (a, b) in enumerate(zip(reference, typed, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    pair = reference[apart[0] : apart[1] + 1]
    is_word = not (set(pair) & (_FIGURES | NEGATIONS)) and not pair.isascii()
    return pair[::-1] == typed[apart[0] : apart[1] + 1] and (is_word or len(reference) >= 6)
