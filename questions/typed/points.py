"""Key points found in a free text, whatever stands around them; a denied point is not found."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from questions.numerals import chinese_to_digits
from questions.typed import lexicon, units
from questions.typed.joints import clauses, same
from questions.typed.plain import simplified
from questions.typed.quantities import is_number, quantities
from questions.typed.slips import is_slip
from questions.typed.verdict import Verdict

# An employee's answer is shorter; beyond this nothing is read.
LIMIT = 2000

_BEFORE = 6
_AFTER = 8
# A point may be said in up to three pieces with a few words between them.
_PIECES = 3
_BETWEEN = 8
_SHORTEST_IN_PIECES = 4
# In a longer point one slip of the finger does not hide what is meant.
_SHORTEST_WITH_A_SLIP = 4
_SHORTEST_FORGIVEN = 7

# Who names more figures than this in a sentence is guessing.
_MOST_FIGURES = 40
_MOST_SENTENCES = 60

_FIGURE = re.compile("[0-9一二三四五六七八九十两半]")
_STRONGER = re.compile("比较|非常|十分|特别|相当|很|较|太|更|都|也")
_COMMAS = re.compile("[,、]")
_SENTENCE = re.compile(r"[。;!?\n]+")
_BENIGN = re.compile("|".join(lexicon.words("harmless_negations")))
_DENIED = re.compile("|".join(lexicon.words("denials")))
_DENIED_AFTER = re.compile(
    "[是都就也并]{0,2}(?:不对|错误|错的|不必|没必要|没有必要|不需要|不重要|不行|不可取|没用|不是|不能)"
)


def find(wordings: Sequence[str], text: str) -> tuple[Verdict, str]:
    """Whether a key point is said in the text, and in which of its wordings.

    ALMOST where one character of a short point is wrong.
    """
    said = _sentences(text[:LIMIT])
    for wording in wordings:
        if any(_is_said(wording, sentence) for sentence in said):
            return Verdict.ACCEPT, wording
    for wording in wordings:
        plain = same(wording)
        if any(_is_slipped(plain, sentence) for sentence in said):
            is_long = len(plain) >= _SHORTEST_FORGIVEN
            return (Verdict.ACCEPT if is_long else Verdict.ALMOST), wording
    return Verdict.REJECT, ""


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[str, ...]:
    said = map(_marked, _SENTENCE.split(simplified(text)))
    return tuple(sentence for sentence in said if sentence)[:_MOST_SENTENCES]


def _marked(sentence: str) -> str:
    """A sentence in `same` form, with , between its clauses and 、 between what they enumerate."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", sentence).replace(" ", "、")
    return ",".join("、".join(items) for items in clauses(text))


def _is_said(wording: str, sentence: str) -> bool:
    if is_number(wording):
        return _has_quantity(wording, sentence)
    if _has(same(wording), sentence):
        return True
    items = [item for clause in clauses(simplified(wording)) for item in clause]
    if len(items) > 1 and all(len(item) > 1 and _has(item, sentence) for item in items):
        return True
    return _in_pieces(same(wording), sentence)


def _has_quantity(wording: str, sentence: str) -> bool:
    """Whether the figure is named, with no unit or a fair one."""
    wanted = quantities(wording)
    clauses = [clause for clause in re.split("[,、]", sentence) if _FIGURE.search(clause)]
    given = [each for clause in clauses[:_MOST_FIGURES] for each in quantities(clause)]
    return all(
        any(
            each.value == one.value
            and each.is_share == one.is_share
            and "under" not in each.nearness - one.nearness
            and units.compare(one.unit, each.unit, sentence) is not Verdict.REJECT
            for each in given
        )
        for one in wanted
    )


def _has(plain: str, sentence: str) -> bool:
    """Whether the words stand in the sentence, whole and not denied; commas do not matter."""
    if not plain:
        return False
    text, wanted = chinese_to_digits(sentence), chinese_to_digits(plain)
    if not _COMMAS.search(wanted) and wanted not in _COMMAS.sub("", text):
        # Most are not there, and a pattern for each costs more than all else.
        return False
    pattern = "[,、]?".join(map(re.escape, wanted))
    return any(
        _is_whole(text, found) and not _is_denied(text, found.start(), found.end())
        for found in re.finditer(pattern, text)
    )


def _is_whole(text: str, found: re.Match[str]) -> bool:
    """Not cut out of a longer figure or English word: 30亿 in 130亿, red in shared."""
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return not any(
        (inner.isdigit() and (outer.isdigit() or outer == "."))
        or (_is_latin(inner) and _is_latin(outer))
        for inner, outer in ((found[0][0], before), (found[0][-1], after))
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_denied(text: str, start: int, end: int) -> bool:
    """Whether the clause takes back what stands at `start`–`end`: an odd number of denials."""
    before = re.split("[,、]", text[:start])[-1]
    # Whole words around the edge must be seen before the text is cut.
    window = _BENIGN.sub("", before + text[start : start + 2])
    window = window.removesuffix(text[start : start + 2])[-_BEFORE:]
    if len(_DENIED.findall(window)) % 2:
        return True
    return _DENIED_AFTER.match(text[end : end + _AFTER].lstrip(",、")) is not None


def _in_pieces(plain: str, sentence: str) -> bool:
    """Whether the words stand there in order, with a few others between: 健全各项相关制度."""
    if len(plain) < _SHORTEST_IN_PIECES or re.search(r"\d", plain):
        return False
    return any(
        not _is_denied(sentence, start, end)
        for start in _places(plain[:2], sentence)
        for end in _rest(plain, sentence, start, _PIECES)
    )


def _places(piece: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    at = text.find(piece, start, end)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1, end)


def _rest(plain: str, text: str, start: int, pieces: int) -> Iterator[int]:
    """Where the words end when they begin at `start`, in at most that many pieces."""
    length = 0
    while length < len(plain) and text[start + length : start + length + 1] == plain[length]:
        length += 1
    end = start + length
    if length == len(plain):
        yield end
    elif pieces > 1 and length > 1:
        for taken in range(length, 1, -1):
            rest, reach = plain[taken:], start + taken + _BETWEEN + 2
            # A piece of one character could be anything, unless it is merely made stronger.
            if len(rest) < 2:
                stronger = _STRONGER.match(text, start + taken)
                if stronger and text.startswith(rest, stronger.end()):
                    yield stronger.end() + 1
                continue
            for place in _places(rest[:2], text, start + taken, reach):
                between = text[start + taken : place]
                if "," not in between and not _DENIED.search(_BENIGN.sub("", between)):
                    yield from _rest(rest, text, place, pieces - 1)


def _is_slipped(plain: str, sentence: str) -> bool:
    if len(plain) < _SHORTEST_WITH_A_SLIP or len(sentence) < len(plain) - 1:
        return False
    near = fuzz.partial_ratio_alignment(plain, sentence, score_cutoff=60)
    if near is None:
        return False
    return any(
        is_slip(plain, sentence[start:end]) and not _is_denied(sentence, start, end)
        for start in range(max(0, near.dest_start - 1), near.dest_start + 2)
        for end in range(near.dest_end - 1, near.dest_end + 2)
    )
