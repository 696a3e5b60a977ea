"""Keys of a sheet that are shown by how an option looks: red, bold, underlined or filled."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.formats.entry import Entry
from questions.formats.habits import key_in_stem
from questions.formats.kinds import Sort, sort_of
from questions.formats.layout import Layout
from questions.formats.options import labels
from questions.formats.paper.line import COLOUR, LOOKS, UNDERLINE
from questions.formats.paper.style import NAMES
from questions.spreadsheet.sheet import Sheet

_UNTICKED = (Sort.ESSAY, Sort.BLANK)
_MOST = 0.9
_Keys = dict[int, frozenset[int]]


def keyed(sheet: Sheet, layout: Layout, entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], str]:
    """The entries with the keys that looks give, and in what way; "" where no way is in all of
    the questions that have no other key.

    Of a blank without a key, what stands out in its stem is what fills it.
    """
    if sheet.looks:
        entries = [_with_gaps(sheet, layout, entry) for entry in entries]
    open_ones = [
        (place, entry) for place, entry in enumerate(entries) if sheet.looks and _is_open(entry)
    ]
    ways = [(way, _marked(sheet, layout, open_ones, way)) for way in LOOKS] if open_ones else []
    whole = [(way, right) for way, right in ways if len(right) == len(open_ones)]
    if not whole or any(right != whole[0][1] for _, right in whole):
        return tuple(entries), ""
    way, right = whole[0]
    made = (
        replace(entry, right=right.get(place, entry.right)) for place, entry in enumerate(entries)
    )
    return tuple(made), NAMES[way]


def _with_gaps(sheet: Sheet, layout: Layout, entry: Entry) -> Entry:
    spans = sheet.looks.get((entry.row, layout.stem or 0), ())
    is_blank = (sort_of(entry.kind) or entry.section) is Sort.BLANK
    if not spans or not is_blank or entry.keys or any(entry.options):
        return entry
    text = entry.cells[layout.stem or 0]
    way = next((way for _, _, bits in spans for way in (UNDERLINE, COLOUR) if bits & way), 0)
    stem, fillings, at = "", [], 0
    for start, end, bits in spans:
        filling = text[start:end].strip(" _（）()")
        if bits & way and filling and end - start < len(text.rstrip()):
            stem, at = f"{stem}{text[at:start]}____", end
            fillings.append(filling)
    whole = stem + text[at:]
    return replace(entry, stem=whole.strip(), keys=tuple(fillings)) if fillings else entry


def _is_open(entry: Entry) -> bool:
    return (
        len(entry.options) > 1
        and not entry.keys
        and not entry.right
        and (sort_of(entry.kind) or entry.section) not in _UNTICKED
        and not key_in_stem(entry.stem)[0]
    )


def _marked(
    sheet: Sheet, layout: Layout, open_ones: Sequence[tuple[int, Entry]], way: int
) -> _Keys:
    """The questions in which some options look so, and others do not."""
    found = {}
    for place, entry in open_ones:
        right = frozenset(
            position for position, column, start, end in _places(layout, entry)
            if _stands_out(sheet, entry.row, column, start, end, way)
        )  # fmt: skip
        if 0 < len(right) < len(entry.options):
            found[place] = right
    return found


def _places(layout: Layout, entry: Entry) -> Iterator[tuple[int, int, int, int]]:
    """Every option with its column, and from where to where it stands in the cell."""
    for position, column in layout.options:
        text = entry.cells[column] if column < len(entry.cells) else ""
        if position < len(entry.options) and entry.options[position] in text:
            yield position, column, 0, len(text)
    whole = layout.options_cell
    if whole is None or layout.options or whole >= len(entry.cells):
        return
    text = entry.cells[whole]
    starts = [start for _, start in labels(text)]
    ends = [*(end for end, _ in labels(text)[1:]), len(text)]
    if len(starts) == len(entry.options):
        for position, (start, end) in enumerate(zip(starts, ends, strict=True)):
            yield position, whole, start, end


def _stands_out(sheet: Sheet, row: int, column: int, start: int, end: int, way: int) -> bool:
    spans = sheet.looks.get((row, column), ())
    covered = sum(
        max(min(last, end) - max(first, start), 0) for first, last, bits in spans if bits & way
    )
    return covered >= _MOST * max(end - start - 1, 1)
