"""What other programs have no place for, as marked lines of a feedback and as marked tags.

Our own exports write them, any program shows them, and our own readers find them again.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from questions.formats.difficulty import level
from questions.formats.normal import tidy
from questions.question import Kind, Question
from questions.validation import TYPED_AS

_QUOTE, _MORE, _POINT, _SOURCE = "【引文】", "【续】", "【要点】", "【出处】"
_DIFFICULTY = re.compile(r"(?:难度|difficulty)\s*[:：=]\s*(\S+)", re.IGNORECASE)
_TYPED_AS, _BLANKS, _ORDERED = "判法:", "空数:", "要点有序"
_WORDINGS = " | "
# Between the blanks of one wording: the first at which they can be told apart again.
_APART = ("；", ";", " / ", " | ")


@dataclass(frozen=True, slots=True)
class Marks:
    """`blanks` is how many blanks one answer fills; 0 where nothing says so."""

    note: str = ""
    quotes: tuple[str, ...] = ()
    points: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    typed_as: str = ""
    ordered: bool = False
    blanks: int = 0


def lines(question: Question, titles: Mapping[str, str]) -> list[str]:
    """The note, the key points and the quotes with their articles, line by line."""
    written = tidy(question.note).split("\n") if tidy(question.note) else []
    if question.kind is Kind.SHORT:
        written += [_POINT + _WORDINGS.join(map(_one_line, point)) for point in question.accepted]
    for quote in question.quotes:
        first, *more = tidy(quote.text).split("\n")
        written += [_QUOTE + first, *(_MORE + line for line in more)]
    named = dict.fromkeys(titles.get(quote.article, "") for quote in question.quotes)
    written += [f"{_SOURCE}《{_one_line(title)}》" for title in named if title]
    return written


def tags(question: Question) -> list[str]:
    """The tags, the last of them ours."""
    ours = [f"难度:{question.difficulty}"]
    if question.typed_as:
        ours.append(_TYPED_AS + _one_line(question.typed_as))
    if question.ordered:
        ours.append(_ORDERED)
    if question.kind is Kind.BLANK and len(question.accepted) > 1:
        ours.append(f"{_BLANKS}{len(question.accepted)}")
    return [text for each in question.tags if (text := _one_line(each))] + ours


def read(feedback: str, named: Iterable[str] = ()) -> Marks:
    note: list[str] = []
    quotes: list[str] = []
    points: list[tuple[str, ...]] = []
    for line in feedback.split("\n"):
        if line.startswith(_QUOTE):
            quotes.append(line.removeprefix(_QUOTE))
        elif line.startswith(_MORE) and quotes:
            quotes[-1] += "\n" + line.removeprefix(_MORE)
        elif line.startswith(_POINT):
            points.append(_wordings(line.removeprefix(_POINT)))
        elif not (quotes and line.startswith(_SOURCE)):
            note.append(line)
    text = "\n".join(note).strip()
    quoted = tuple(each.strip() for each in quotes if each.strip())
    return _with_tags(Marks(text, quoted, tuple(each for each in points if each)), named)


def joined(accepted: Sequence[Sequence[str]]) -> list[str]:
    """All blanks in one answer, as often as the blank with most wordings has wordings."""
    if len(accepted) == 1:
        return list(accepted[0])
    whole = tuple(map(tuple, accepted))
    ways = (_rows(accepted, apart) for apart in _APART)
    return next((rows for rows in ways if split(rows, len(whole)) == whole),
                _rows(accepted, _APART[0]))  # fmt: skip


def split(wordings: Sequence[str], blanks: int) -> tuple[tuple[str, ...], ...] | None:
    """The blanks that such answers fill; None when they don't part into so many."""
    for apart in reversed(_APART):
        rows = [[part.strip() for part in wording.split(apart)] for wording in wordings]
        if rows and all(len(row) == blanks and all(row) for row in rows):
            return tuple(tuple(dict.fromkeys(column)) for column in zip(*rows, strict=True))
    return None


def _rows(accepted: Sequence[Sequence[str]], apart: str) -> list[str]:
    most = max(map(len, accepted), default=0)
    return [
        apart.join(one[min(place, len(one) - 1)] if one else "" for one in accepted)
        for place in range(most)
    ]


def _with_tags(marks: Marks, named: Iterable[str]) -> Marks:
    kept: list[str] = []
    difficulty, typed_as, is_ordered, blanks = 0, "", False, 0
    for tag in named:
        bare = tag.strip()
        found = _DIFFICULTY.fullmatch(bare)
        if found and (harder := level(found[1], "three")):
            difficulty = harder
        elif bare.removeprefix(_TYPED_AS) in TYPED_AS[1:] and bare.startswith(_TYPED_AS):
            typed_as = bare.removeprefix(_TYPED_AS)
        elif bare == _ORDERED:
            is_ordered = True
        elif bare.startswith(_BLANKS) and bare.removeprefix(_BLANKS).isdecimal():
            blanks = min(int(bare.removeprefix(_BLANKS)[:4]), 99)
        elif bare:
            kept.append(bare)
    return Marks(
        marks.note, marks.quotes, marks.points, tuple(dict.fromkeys(kept)), difficulty, typed_as,
        is_ordered, blanks,
    )  # fmt: skip


def _wordings(line: str) -> tuple[str, ...]:
    parts = (part.strip() for part in line.split(_WORDINGS.strip()))
    return tuple(dict.fromkeys(part for part in parts if part))


def _one_line(text: str) -> str:
    return " ".join(tidy(text).split())
