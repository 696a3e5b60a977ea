"""Brightspace's own CSV: a question is a few rows, each of which begins with a word for itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.formats.entry import Entry, clean, shown
from questions.formats.kinds import Sort
from questions.spreadsheet.sheet import Row

_SORTS = {
    "MC": Sort.CHOICE, "MS": Sort.MULTIPLE, "TF": Sort.TRUE_FALSE, "SA": Sort.BLANK,
    "WR": Sort.ESSAY, "LA": Sort.ESSAY, "M": Sort.MATCHING, "O": Sort.ORDERING,
}  # fmt: skip
_SEARCHED = 40


def is_brightspace(rows: Sequence[Row]) -> bool:
    """Whether a question begins as only this program has it; notes may stand above."""
    return any(_word(row) == "newquestion" and _text(row, 1).upper() in _SORTS
               for row in rows[:_SEARCHED])  # fmt: skip


def entries(rows: Sequence[Row]) -> list[Entry]:
    return [_entry(block) for block in _blocks(rows)]


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    block: list[Row] = []
    for row in rows:
        if _word(row) == "newquestion":
            if block:
                yield block
            block = [row]
        elif block:
            block.append(row)
    if block:
        yield block


def _entry(rows: Sequence[Row]) -> Entry:
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(_word(row), []).append(row)

    def all_of(word: str) -> list[str]:
        return [text for row in told.get(word, ()) if (text := _text(row, 1))]

    code = _text(rows[0], 1).upper()
    stem = "\n".join(all_of("questiontext"))
    text = " | ".join(shown(row) for row in told.get("questiontext", rows[:1]))
    entry = Entry(
        "", rows[0].number, text, stem, "", _SORTS.get(code, Sort.OTHER),
        note="\n".join((*all_of("feedback"), *all_of("hint"))),
        difficulty="".join(all_of("difficulty")[:1]),
        has_picture=bool(all_of("image")),
    )  # fmt: skip
    if code in ("MC", "MS"):
        weights = [_weight(row) for row in told.get("option", ())]
        # Of a choice of one, the best counts.
        least = max(weights, default=0) if code == "MC" else 1e-9
        right = frozenset(place for place, each in enumerate(weights) if 0 < least <= each)
        options = tuple(_text(row, 2) for row in told.get("option", ()))
        return replace(entry, options=options, right=right or None)
    if code == "TF":
        true, false = (max(map(_weight, told.get(word, ())), default=0)
                       for word in ("true", "false"))  # fmt: skip
        return replace(entry, keys=("" if true == false else "true" if true > false else "false",))
    if code == "SA":
        best = max(map(_weight, told.get("answer", ())), default=0)
        answers = [row for row in told.get("answer", ()) if 0 < best <= _weight(row)]
        # What is written as a pattern is no wording that one could show.
        texts = [_text(row, 2) for row in answers if _text(row, 3).casefold() != "regexp"]
        return replace(entry, keys=("|".join(filter(None, texts)),))
    return replace(entry, keys=tuple(all_of("answerkey")))


def _word(row: Row) -> str:
    return row.cells[0].strip().casefold() if row.cells else ""


def _text(row: Row, column: int) -> str:
    return clean(row.cells[column]) if column < len(row.cells) else ""


def _weight(row: Row) -> float:
    try:
        return float(_text(row, 1).rstrip("%"))
    except ValueError:
        return 0
