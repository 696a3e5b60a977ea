"""What stands out in a cell: letters that are bold, coloured or underlined, cells with a fill."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from xml.etree.ElementTree import Element

BOLD, COLOUR, UNDERLINE, FILL = 1, 2, 4, 8
# From where to where, and the ways in which it stands out.
Span = tuple[int, int, int]

# Automatic, black, white and their like: what letters and cells are without anybody's doing.
_USUAL_INDEXES = frozenset(("0", "1", "8", "9", "64", "65", "81", "32767"))
_USUAL_THEMES = frozenset(("0", "1", "2", "3"))
_GREY = 0x30
_OFF = ("0", "false", "none")


def of_styles(styles: Element) -> dict[str, int]:
    """The ways of every cell format that stands out, by the number that cells name it with."""
    fonts = [_of_font(each) for each in _members(styles, "fonts")]
    fills = [_of_fill(each) for each in _members(styles, "fills")]
    found = {}
    for place, style in enumerate(_members(styles, "cellXfs")):
        bits = _at(fonts, style.get("fontId", "")) | _at(fills, style.get("fillId", ""))
        if bits:
            found[str(place)] = bits
    return found


def spans(runs: Sequence[str], ways: Sequence[int]) -> tuple[Span, ...]:
    """Where the runs of a text stand out; () where it has others beside them."""
    if len(runs) != len(ways):
        return ()
    ends = list(accumulate(map(len, runs)))
    return tuple(
        (end - len(run), end, way) for run, end, way in zip(runs, ends, ways, strict=True) if way
    )


def of_mark(tag: str, attributes: Mapping[str, str]) -> int:
    """The way that one property of a font stands for; 0 for none."""
    if tag == "b":
        return 0 if attributes.get("val", "1") in _OFF else BOLD
    if tag == "u":
        return 0 if attributes.get("val", "single") in _OFF else UNDERLINE
    return COLOUR if tag == "color" and is_colour(attributes) else 0


def is_colour(attributes: Mapping[str, str]) -> bool:
    """Whether it is neither black, white, grey nor what the theme gives to all text."""
    if rgb := attributes.get("rgb", ""):
        try:
            parts = [int(rgb[-6:][at : at + 2], 16) for at in (0, 2, 4)]
        except ValueError:
            return False
        return is_bright(parts)
    if index := attributes.get("indexed", ""):
        return index not in _USUAL_INDEXES
    return attributes.get("theme", "0") not in _USUAL_THEMES


def is_bright(parts: Sequence[int]) -> bool:
    """Whether red, green and blue make more than a grey."""
    return max(parts) - min(parts) > _GREY


def _of_font(font: Element) -> int:
    bits = 0
    for each in font:
        bits |= of_mark(_local(each), each.attrib)
    return bits


def _of_fill(fill: Element) -> int:
    pattern = next(iter(fill), None)
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return 0
    colours = [each.attrib for each in pattern if _local(each) == "fgColor"]
    return FILL if any(is_colour(each) for each in colours) else 0


def _members(styles: Element, name: str) -> Iterator[Element]:
    return (each for group in styles if _local(group) == name for each in group)


def _at(found: list[int], place: str) -> int:
    return found[int(place)] if place.isdecimal() and int(place) < len(found) else 0


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
