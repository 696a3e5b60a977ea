"""The text of a paragraph with what stands out in it, as a reader of the page sees it."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from questions.formats.docx.parts import child, tag, value
from questions.formats.docx.styles import Styles, looks
from questions.formats.normal import tidy
from questions.formats.paper.line import UNDERLINE, look

# Struck out by who revised the document, or said in another place.
_LEFT_OUT = frozenset((
    "del", "moveFrom", "instrText", "delText", "delInstrText", "footnoteReference", "rPr", "pPr",
    "endnoteReference", "commentReference", "annotationRef", "rt", "Fallback", "sdtPr", "sdtEndPr",
    "txbxContent", "fldChar", "tblPr", "tcPr", "trPr", "ctrlPr", "numRef",
))  # fmt: skip
# Ticks and boxes that are letters of a picture font.
_SYMBOLS = {
    ("wingdings", 0xFC): "√", ("wingdings", 0xFB): "×", ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒", ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□", ("wingdings", 0xA1): "○", ("wingdings", 0x6C): "●",
    ("wingdings 2", 0x50): "√", ("wingdings 2", 0x4F): "×", ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x53): "☒", ("wingdings 2", 0x54): "☒", ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x2A): "□", ("symbol", 0xD6): "√", ("symbol", 0xB4): "×",
}  # fmt: skip
_SIGNS = {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SHORTEST_GAP = 2
_GAP_SIGNS = 4
_DEEPEST = 60


@dataclass(slots=True)
class Text:
    """`text` has line ends where the paragraph has; `boxes` counts text boxes with words in them,
    which are not read."""

    pieces: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    has_picture: bool = False
    has_formula: bool = False
    boxes: int = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def looks(self) -> str:
        return "".join(self.signs)

    def add(self, text: str, bits: int = 0) -> None:
        # Blanks at the ends count here: another run goes on behind them.
        clean = tidy(f"|{text}|")[1:-1]
        self.pieces.append(clean)
        self.signs.append(look(bits) * len(clean))


def text_of(paragraph: Element, styles: Styles) -> Text:
    """The whole text of a paragraph; its own number is not in it."""
    made = Text()
    properties = child(paragraph, "pPr")
    base = styles.looks(value(child(properties, "pStyle")) or styles.default)
    _inside(paragraph, made, styles, base, 0)
    return made


def _inside(
    element: Element, made: Text, styles: Styles, base: dict[int, bool], depth: int
) -> None:
    if depth > _DEEPEST:
        return
    for each in element:
        name = tag(each)
        if name == "txbxContent":
            made.boxes += any(tag(e) == "t" and (e.text or "").strip() for e in each.iter())
        elif name == "r":
            _run(each, made, styles, base, depth)
        elif name in ("oMath", "oMathPara"):
            made.has_formula = True
            made.add("".join(e.text or "" for e in each.iter() if tag(e) == "t"))
        elif name in ("drawing", "pict", "object"):
            _picture(each, made)
        elif name not in _LEFT_OUT:
            _inside(each, made, styles, base, depth + 1)


def _run(run: Element, made: Text, styles: Styles, base: dict[int, bool], depth: int) -> None:
    properties = child(run, "rPr")
    seen = base | styles.looks(value(child(properties, "rStyle"))) | looks(properties)
    bits = sum(way for way, is_on in seen.items() if is_on)
    for each in run:
        name = tag(each)
        if name == "t":
            made.add(_gap(each.text or "", bits), bits)
        elif name in ("tab", "ptab"):
            made.add(_gap("\t", bits) if bits & UNDERLINE else "\t", bits)
        elif name in _SIGNS:
            made.add(_SIGNS[name], bits)
        elif name == "sym":
            made.add(_symbol(each), bits)
        elif name in ("drawing", "pict", "object"):
            _picture(each, made)
        elif name == "AlternateContent":
            _inside(each, made, styles, base, depth + 1)
        elif name == "ruby" and (under := child(each, "rubyBase")) is not None:
            _inside(under, made, styles, base, depth + 1)


def _gap(text: str, bits: int) -> str:
    """Underlined blanks are a line to write on."""
    if bits & UNDERLINE and text and not text.strip():
        wide = "\t" in text or "\u3000" in text
        return "_" * max(_GAP_SIGNS, len(text)) if wide or len(text) >= _SHORTEST_GAP else text
    return text


def _symbol(element: Element) -> str:
    font = (value(element, "font") or "").lower()
    code = int(value(element, "char") or "0", 16) if _is_hex(value(element, "char")) else 0
    return _SYMBOLS.get((font, code & 0xFF if code >= 0xF000 else code), "")


def _is_hex(text: str | None) -> bool:
    return (
        bool(text)
        and len(text or "") <= 6
        and all(c in "0123456789abcdefABCDEF" for c in text or "")
    )


def _picture(element: Element, made: Text) -> None:
    """A picture, unless it is a box with text: that one is counted."""
    boxes = [each for each in element.iter() if tag(each) == "txbxContent"]
    if boxes:
        made.boxes += any(
            tag(each) == "t" and (each.text or "").strip() for box in boxes for each in box.iter()
        )
        return
    names = {tag(each) for each in element.iter()}
    if names & {"blip", "imagedata", "OLEObject", "chart", "pic"}:
        made.has_picture = True
