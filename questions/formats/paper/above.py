"""Answers that stand above the numbers of their questions: put below these."""

from collections.abc import Sequence
from itertools import pairwise

from questions.formats.paper import labels, numbers, titles
from questions.formats.paper.block import Paper
from questions.formats.paper.line import LONGEST, Line
from questions.formats.paper.numbers import Number
from questions.formats.paper.seen import is_run

_WAYS = (numbers.NAMED, numbers.PLAIN)
_JUMP = 20


def below(lines: Sequence[Line]) -> list[Line]:
    """The lines with each answer behind its question, where the first question of all has one
    above it, the last has none below it, and the numbers below the answers count on; the same
    for a section alone whose title an answer follows."""
    if (turned := _turned(lines)) is not None:
        return turned
    starts = [place for place, line in enumerate(lines) if _is_title(line.text)]
    made = list(lines[: starts[0]]) if starts else list(lines)
    for start, end in pairwise([*starts, len(lines)]):
        section = lines[start:end]
        filled = (line for line in section[1:] if line.text and not titles.is_noise(line.text))
        first = next(filled, None)
        is_above = first is not None and _field(first) == labels.ANSWER
        made += (_turned(section) if is_above else None) or section
    return made


def _turned(lines: Sequence[Line]) -> list[Line] | None:
    """The same for lines that are read as a whole; None where it is not so."""
    heads = _heads(lines)
    values = [number.value for _, _, number in heads]
    if len(heads) < 2 or not any(begin > start for start, begin, _ in heads):
        return None
    if any(value != 1 and not 0 < value - before <= _JUMP for before, value in pairwise(values)):
        return None
    if {number.way for _, _, number in heads} != {heads[0][2].way}:
        return None
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
        elif start is None and found and number and _follows(number, found[-1][2]):
            # A question without any answer takes none from its neighbours.
            found.append((place, place, number))
        last = field
    return [] if start is not None else found


def _follows(number: Number, last: Number) -> bool:
    """Whether it is the number of the very next question."""
    is_next = (number.way, number.mark, number.value) == (last.way, last.mark, last.value + 1)
    return is_next and not number.is_decimal


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


def doubtful(paper: Paper) -> None:
    """Questions lose their answers where one stands above the first of them and the last has
    none: each may be that of the question below."""
    for start, end in pairwise([*paper.above, len(paper.blocks)]):
        section = [b for b in paper.blocks[start:end] if b.title is paper.blocks[start].title]
        answered = [block for block in section if block.texts(labels.ANSWER)]
        if len(section) > 1 and section[-1] not in answered and len(answered) == len(section) - 1:
            for block in answered:
                block.fields.pop(labels.ANSWER)
