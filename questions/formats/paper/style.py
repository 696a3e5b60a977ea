"""Keys that are shown by how an option looks: bold, red, underlined, highlighted or starred."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions.formats.kinds import Sort, sort_of
from questions.formats.paper.entries import Made
from questions.formats.paper.line import (
    BOLD,
    COLOUR,
    HIGHLIGHT,
    LOOKS,
    STAR,
    UNDERLINE,
    stands_out,
)

_ENOUGH = 4
NAMES = {
    BOLD: "bold", COLOUR: "colour", UNDERLINE: "underline", HIGHLIGHT: "highlight", STAR: "star",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styled:
    """`way` is how right options stand out, "" where no single way does in every question;
    `missing` are the rows of the few questions in which it does not: beside bold letters they
    put all in doubt, beside coloured ones only themselves."""

    right: dict[int, frozenset[int]]
    way: str = ""
    missing: tuple[int, ...] = ()


def styled(found: Sequence[Made]) -> Styled:
    """The keys by looks of the questions that have no other key."""
    open_ones = [
        (place, each) for place, each in enumerate(found)
        if len(each.found.options) > 1 and not each.entry.keys and not each.entry.right
        and sort_of(each.entry.kind) not in (Sort.ESSAY, Sort.BLANK)
    ]  # fmt: skip
    if not open_ones:
        return Styled({})
    ways = {way: _marked(open_ones, way) for way in LOOKS}
    whole = [way for way in LOOKS if len(ways[way]) == len(open_ones)]
    if not any(ways.values()):
        ways = {way: _lettered(open_ones, way) for way in LOOKS}
        whole = [way for way in LOOKS if len(ways[way]) == len(open_ones)]
    if not whole:
        most = max(LOOKS, key=lambda way: len(ways[way]))
        if 5 * len(ways[most]) < 4 * len(open_ones):
            return Styled({})
        rows = [each.entry.row for place, each in open_ones if place not in ways[most]]
        # Bold and underlined words may be meant for something else, colours hardly.
        is_clear = most in (COLOUR, HIGHLIGHT, STAR) and len(ways[most]) >= _ENOUGH
        return Styled(ways[most] if is_clear else {}, NAMES[most], tuple(rows))
    first = ways[whole[0]]
    if any(ways[way] != first for way in whole[1:]):
        return Styled({})
    return Styled(first, NAMES[whole[0]])


def _marked(found: Sequence[tuple[int, Made]], way: int) -> dict[int, frozenset[int]]:
    """The questions in which some options look so, and others do not; beside such ones also
    those of several right options in which all do."""
    marked, full = {}, {}
    for place, each in found:
        right = frozenset(
            at for at, option in enumerate(each.found.options)
            if option.text and stands_out(option.looks, way, option.text)
        )  # fmt: skip
        if 0 < len(right) < len(each.found.options):
            marked[place] = right
        elif right and sort_of(each.entry.kind) is Sort.MULTIPLE:
            full[place] = right
    return marked | full if marked else {}


def _lettered(found: Sequence[tuple[int, Made]], way: int) -> dict[int, frozenset[int]]:
    """The same for the letters before the options alone."""
    marked = {}
    for place, each in found:
        signs = each.found.letters
        right = frozenset(at for at, sign in enumerate(signs) if stands_out(sign, way, sign))
        if 0 < len(right) < len(each.found.options):
            marked[place] = right
    return marked
