"""Blackboard's tab-separated questions: a code, the stem, then answers each with its verdict."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from questions.formats.entry import Entry, clean, shown
from questions.formats.headers import Role
from questions.formats.kinds import Sort
from questions.spreadsheet.sheet import Row

_SORTS = {
    "MC": Sort.CHOICE, "MA": Sort.MULTIPLE, "TF": Sort.TRUE_FALSE, "ESS": Sort.ESSAY,
    "SR": Sort.ESSAY, "FIB": Sort.BLANK, "FIB_PLUS": Sort.OTHER, "MAT": Sort.MATCHING,
    "ORD": Sort.ORDERING, "NUM": Sort.OTHER, "FIL": Sort.OTHER, "OP": Sort.OTHER,
    "JUMBLED_SENTENCE": Sort.OTHER, "QUIZ_BOWL": Sort.OTHER,
}  # fmt: skip
_VERDICTS = ("correct", "incorrect")
_MOST = 0.8


def is_blackboard(rows: Sequence[Row]) -> bool:
    """Whether nearly every row begins with a code of Blackboard's and has its verdicts."""
    coded = [row for row in rows if len(row.cells) > 1 and row.cells[0].strip() in _SORTS]
    choices = [row for row in coded if row.cells[0].strip() in ("MC", "MA")]
    judged = [row for row in choices if row.cells[3:4] and _verdict(row.cells[3]) in _VERDICTS]
    others = len(coded) - len(choices)
    return bool(coded) and len(coded) >= _MOST * len(rows) and len(judged) + others == len(coded)


def entries(rows: Sequence[Row]) -> list[Entry]:
    return [_entry(row) for row in rows if len(row.cells) > 1]


def _entry(row: Row) -> Entry:
    code = row.cells[0].strip()
    sort = _SORTS.get(code)
    rest = row.cells[2:]
    entry = Entry("", row.number, shown(row), clean(row.cells[1]), code, sort, cells=row.cells)
    if code == "FIB_PLUS":
        return _with_gaps(entry, [clean(cell) for cell in rest])
    if code == "NUM" and [clean(cell) for cell in rest[1:]] in ([], ["0"], [""]):
        own = {Role.TYPED_AS: "number"}
        return replace(entry, kind="FIB", section=Sort.BLANK, keys=(clean(rest[0]),), own=own)
    if sort not in (Sort.CHOICE, Sort.MULTIPLE):
        texts = [text for cell in rest if (text := clean(cell))]
        # All answers of a FIB are wordings of its one blank.
        return replace(entry, keys=("|".join(texts),) if sort is Sort.BLANK else tuple(texts))
    verdicts = enumerate(map(_verdict, rest[1::2]))
    right = frozenset(place for place, verdict in verdicts if verdict == "correct")
    return replace(entry, options=tuple(map(clean, rest[::2])), right=right or None)


def _with_gaps(entry: Entry, cells: Sequence[str]) -> Entry:
    """A name in the stem and its wordings behind it, then a blank cell before the next name."""
    stem, keys = entry.stem, []
    for block in _blocks(cells):
        name, wordings = f"[{block[0]}]", block[1:]
        if name not in stem or not wordings:
            return replace(entry, kind="", section=Sort.OTHER)
        stem = stem.replace(name, "____")
        keys.append("|".join(wordings))
    return replace(entry, stem=stem, section=Sort.BLANK, keys=tuple(keys))


def _blocks(cells: Sequence[str]) -> list[list[str]]:
    return [list(block) for filled, block in groupby(cells, bool) if filled]


def _verdict(cell: str) -> str:
    return cell.strip().casefold()
