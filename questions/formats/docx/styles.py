"""How a run of letters looks: its own marks, its styles', and the styles that these build on."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from questions.formats.docx.parts import child, number, tag, value
from questions.formats.paper.line import BOLD, COLOUR, HIGHLIGHT, UNDERLINE

_DEEPEST = 12
_OFF = ("0", "false", "off", "none")
_USUAL = ("auto", "000000", "000", "none", "ffffff")


@dataclass(frozen=True, slots=True)
class Style:
    """`looks` has a truth for each way that the style speaks of."""

    looks: dict[int, bool]
    based_on: str = ""
    numbered: tuple[str, int] | None = None
    name: str = ""
    outline: int | None = None


class Styles:
    def __init__(self, root: Element | None) -> None:
        self.by_id: dict[str, Style] = {}
        self.default = ""
        for each in root if root is not None else ():
            if tag(each) != "style":
                continue
            key = value(each, "styleId") or ""
            inner = child(each, "pPr")
            self.by_id[key] = Style(
                looks(child(each, "rPr")),
                value(child(each, "basedOn")) or "",
                numbering(inner),
                (value(child(each, "name")) or "").lower(),
                outline(inner),
            )
            if value(each, "type") == "paragraph" and value(each, "default") in ("1", "true"):
                self.default = key

    def chain(self, key: str | None) -> list[Style]:
        """The style and those that it is based on, nearest first."""
        found: list[Style] = []
        while key in self.by_id and len(found) < _DEEPEST:
            found.append(self.by_id[key])
            key = found[-1].based_on
        return found

    def looks(self, key: str | None) -> dict[int, bool]:
        found: dict[int, bool] = {}
        for style in reversed(self.chain(key)):
            found |= style.looks
        return found

    def numbered(self, key: str | None) -> tuple[str, int] | None:
        return next((style.numbered for style in self.chain(key) if style.numbered), None)

    def is_heading(self, key: str | None) -> bool:
        return any(
            style.name.startswith(("heading", "标题")) or style.outline is not None
            for style in self.chain(key)
        )

    def is_contents(self, key: str | None) -> bool:
        return any(style.name.startswith(("toc", "目录")) for style in self.chain(key)[:1])


def looks(properties: Element | None) -> dict[int, bool]:
    """What the properties of a run say about each way to stand out."""
    found: dict[int, bool] = {}
    for each in properties if properties is not None else ():
        name, text = tag(each), (value(each) or "").lower()
        if name == "b":
            found[BOLD] = text not in _OFF
        elif name == "u":
            found[UNDERLINE] = text not in _OFF
        elif name == "color":
            found[COLOUR] = not _is_dark(text)
        elif name == "highlight":
            found[HIGHLIGHT] = text not in ("none", "white")
        elif name == "shd":
            fill = (value(each, "fill") or "auto").lower()
            found[HIGHLIGHT] = fill not in _USUAL or found.get(HIGHLIGHT, False)
    return found


def numbering(properties: Element | None) -> tuple[str, int] | None:
    """The list that a paragraph is in, and its level; the list "0" is none."""
    found = child(properties, "numPr")
    if found is None:
        return None
    key = value(child(found, "numId"))
    level = number(value(child(found, "ilvl")))
    return (key, level) if key is not None else None


def outline(properties: Element | None) -> int | None:
    level = value(child(properties, "outlineLvl"))
    return number(level) if level is not None and number(level, 9) < 9 else None


def _is_dark(colour: str) -> bool:
    """Black and greys: what text is usually printed in."""
    if colour in _USUAL[:4] or not colour:
        return True
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return True
    return max(red, green, blue) - min(red, green, blue) < 48
