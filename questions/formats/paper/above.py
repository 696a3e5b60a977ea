"""Answers that stand above the numbers of their questions: put below these."""

from collections.abc import Sequence
from itertools import pairwise

from questions.formats.paper import labels, numbers, titles
from questions.formats.paper.line import LONGEST, Line
from questions.formats.paper.numbers import Number
from questions.formats.paper.seen import is_run

_WAYS = (numbers.NAMED, numbers.PLAIN)


def below(lines: Sequence[Line]) -> list[Line]:
    """The lines with each answer behind its question, where the first question of all has one
    above it, the last has none below it, and the numbers below the answers count on."""
    heads = _heads(lines)
    values = [number.value for _, _, number in heads]
    if len(heads) < 2 or values[0] != 1:
        return list(lines)
    if any(value not in (1, before + 1) for before, value in pairwise(values)):
        return list(lines)
    if {number.way for _, _, number in heads} != {heads[0][2].way}:
        return list(lines)
    made = list(lines[: heads[0][0]])
    ends = [start for start, _, _ in heads[1:]] + [len(lines)]
    for (start, begin, _), end in zip(heads, ends, strict=True):
        titled = (at for at in range(begin, end) if _is_title(lines[at].text))
        stop = next(titled, end)
        made += [*lines[begin:stop], *lines[start:begin], *lines[stop:end]]
    return made


def _heads(lines: Sequence[Line]) -> list[tuple[int, int, Number]]:
    """Where the lines of each answer begin, where the question below them does, and its number;
    nothing where an answer stands otherwise."""
    found: list[tuple[int, int, Number]] = []
    start: int | None = None
    last = ""
    for place, line in enumerate(lines):
        if not line.text or titles.is_noise(line.text):
            continue
        field = _field(line)
        number = numbers.number_of(line)
        if start is None and not found and number and number.way in _WAYS:
            return []
        if field == labels.ANSWER and start is None:
            start = place
        elif start is not None and field not in (labels.NOTE, labels.DIFFICULTY, labels.TAGS):
            if number is None and not field and last == labels.NOTE:
                # Reasons go on in the next line.
                continue
            if number is None or number.way not in _WAYS or field:
                return []
            found.append((start, place, number))
            start = None
        last = field
    return [] if start is not None else found


def _field(line: Line) -> str:
    """What the line says of itself; an answer only where it is that of one question."""
    if len(line.text) > LONGEST:
        return "other"
    parts = labels.parts(line)
    if not any(part.field == labels.ANSWER for part in parts):
        return parts[0].field if parts else ""
    is_own = parts[0].field == labels.ANSWER and bool(parts[0].line.text)
    return labels.ANSWER if is_own and not is_run(parts[0].line.text) else "other"


def _is_title(text: str) -> bool:
    return titles.section(text) is not None or titles.chapter(text) != ""
