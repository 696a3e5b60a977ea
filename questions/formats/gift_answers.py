"""What stands between the braces of GIFT: choices, wordings, numbers, true or false."""

import re
from dataclasses import dataclass

from questions.formats.gift_text import bare
from questions.formats.item import Answer

_WEIGHT = re.compile(r"%(-?\d{1,3}(?:[.,]\d{0,9})?)%")
# Where signs within texts were not escaped: those that count stand behind a blank.
_SIGNS = (re.compile("[~=]"), re.compile(r"(?<!\S)[~=]"), re.compile(r"^[ \t]*[~=]", re.MULTILINE))
_TRUTH = {"t": True, "true": True, "对": True, "正确": True, "√": True,
          "f": False, "false": False, "错": False, "错误": False, "×": False}  # fmt: skip
_RANGE = re.compile(r"\s*([^.\s][^\s]*?|\.\d+)\s*\.\.\s*(\S+)\s*")


@dataclass(frozen=True, slots=True)
class Choices:
    """`is_loose` when signs within the texts had to be told from those that begin an answer."""

    answers: tuple[Answer, ...]
    is_single: bool
    is_loose: bool = False


def choices(inside: str) -> Choices:
    strict = _choices(inside, _SIGNS[0])
    if not strict.is_single or _full(strict) == 1:
        return strict
    for signs in _SIGNS[1:]:
        loose = _choices(inside, signs)
        if loose.is_single and _full(loose) == 1 and len(loose.answers) > 1:
            return Choices(loose.answers, is_single=True, is_loose=True)
    return strict


def wordings(inside: str) -> tuple[Answer, ...]:
    return tuple(_answer(piece, 100) for piece in inside.split("=") if piece.strip())


def numbers(inside: str) -> tuple[Answer, ...]:
    """Numbers with their margins; what stands behind `~` is said to who is wrong."""
    right, _, wrong = inside.partition("~")
    found = [_number(_answer(piece, 100)) for piece in right.split("=") if piece.strip()]
    told = wrong.partition("#")[2].strip()
    return (*found, *([Answer("*", 0, told)] if told else []))


def truth(value: str) -> bool | None:
    return _TRUTH.get(value.strip().lower())


def _choices(inside: str, signs: re.Pattern[str]) -> Choices:
    starts = list(signs.finditer(inside))
    ends = [*(each.start() for each in starts[1:]), len(inside)][: len(starts)]
    answers, has_equal, all_weighed = [], False, True
    if starts and (lead := inside[: starts[0].start()].strip()):
        answers.append(_answer(lead, 0))
    for start, end in zip(starts, ends, strict=True):
        is_equal = start[0].strip() == "="
        piece = inside[start.end() : end]
        # `~=` is how some write the right one; the first sign begins nothing.
        if not piece.strip() and not is_equal and inside[end : end + 1] == "=":
            continue
        has_equal |= is_equal
        all_weighed &= not is_equal or _WEIGHT.match(piece) is not None
        answers.append(_answer(piece, 100 if is_equal else 0))
    is_single = has_equal and not (all_weighed and sum(a.weight > 0 for a in answers) > 1)
    return Choices(tuple(answers), is_single)


def _full(found: Choices) -> int:
    return sum(each.weight >= 100 for each in found.answers)


def _answer(piece: str, weight: float) -> Answer:
    """An answer in marked text, without its weight and its feedback."""
    piece = piece.rstrip()
    # A weight follows its sign; behind a blank it is what the answer says.
    if found := _WEIGHT.match(piece):
        weight, piece = float(found[1].replace(",", ".")), piece[found.end() :]
    text, _, feedback = piece.partition("#")
    return Answer(text.strip(), weight, feedback.strip())


def _number(answer: Answer) -> Answer:
    text = bare(answer.text)
    if found := _RANGE.fullmatch(text):
        low, high = found[1], found[2]
        if low == high:
            return Answer(low, answer.weight, answer.feedback)
        return Answer(text, answer.weight, answer.feedback, margin=None)
    value, _, margin = text.partition(":")
    return Answer(value.strip(), answer.weight, answer.feedback, margin=_margin(margin))


def _margin(text: str) -> float:
    try:
        return abs(float(text.strip().replace(",", ".")))
    except ValueError:
        return 1.0 if text.strip() else 0.0
