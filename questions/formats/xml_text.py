"""XML of other programs, parsed without trusting it: no document type, small mistakes mended."""

import re
from dataclasses import dataclass
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from questions.errors import FileRefused
from questions.spreadsheet.encoding import decoded

MAX_DEPTH = 150
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,500}\?>", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,300}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
# What XML does not allow, though editors let it in.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_BUILT_IN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_LESS = re.compile(r"<(?![A-Za-z_/!?])")
_VOID = re.compile(
    r"<((?:br|hr|img|wbr)\b[^<>]{0,2000}?)\s?/?>(?:</(?:br|hr|img|wbr)>)?", re.IGNORECASE
)
_CDATA = re.compile(r"(<!\[CDATA\[|\]\]>)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """`broken_at` is the line where the XML breaks off; what stands before it is in the tree."""

    root: Element
    broken_at: int = 0


def text_of(data: bytes) -> str:
    """The text of a file or member; what it says of its own encoding is believed if it fits."""
    named = _ENCODING.match(data[:600])
    if named and named[1].lower() not in (b"utf-8", b"utf8"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = data.decode(named[1].decode("ascii"))
                return text.replace("\r\n", "\n").removeprefix("\ufeff")
            except (LookupError, UnicodeError):
                pass
    return decoded(data).text


def parsed(text: str, unit: str) -> Parsed:
    """The tree; FileRefused for a document type, and for what is no XML however it is mended.

    Where it breaks off, the `unit` that was being read is left out.
    """
    first = _parsed(_UNKEEPABLE.sub("", text), unit)
    if first is not None and not first.broken_at:
        return first
    mended = _parsed(_mended(_UNKEEPABLE.sub("", text)), unit)
    best = mended or first
    if best is None:
        raise FileRefused("file_broken")
    return best


def local(tag: object) -> str:
    """The name of a tag without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    return [each for each in element if local(each.tag) == name]


def child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local(each.tag) == name), None)


class _Tree(TreeBuilder):
    """A tree that can be looked at before it is whole."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Element] = []
        self.root: Element | None = None

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        element = super().start(tag, attrs)
        if self.root is None:
            self.root = element
        self.opened.append(element)
        if len(self.opened) > MAX_DEPTH:
            raise FileRefused("file_too_heavy")
        return element

    def end(self, tag: str, /) -> Element:
        self.opened.pop()
        return super().end(tag)


def _parsed(text: str, unit: str) -> Parsed | None:
    tree = _Tree()
    parser = DefusedXMLParser(target=tree, forbid_dtd=True)
    try:
        parser.feed(_DECLARATION.sub(_only_lines, text, count=1).encode("utf-8"))
        parser.close()
    except DefusedXmlException as wrong:
        raise FileRefused("file_doctype") from wrong
    except ParseError as wrong:
        return _partial(tree, unit, wrong.position[0])
    except (ValueError, IndexError, AssertionError):
        return None
    return Parsed(tree.root) if tree.root is not None else None


def _only_lines(found: re.Match[str]) -> str:
    """Nothing of the declaration, whose encoding is out of date, but its line ends."""
    return "\n" * found[0].count("\n")


def _partial(tree: _Tree, unit: str, line: int) -> Parsed | None:
    if tree.root is None:
        return None
    for parent, element in zip(tree.opened, tree.opened[1:], strict=False):
        if local(element.tag) == unit:
            parent.remove(element)
            break
    return Parsed(tree.root, max(line, 1))


def _mended(text: str) -> str:
    """With the entities of web pages and bare ampersands as XML writes them."""
    inside, parts = False, []
    for part in _CDATA.split(text):
        if part in ("<![CDATA[", "]]>"):
            inside = part == "<![CDATA["
            parts.append(part)
        else:
            parts.append(part if inside else _ENTITY.sub(_entity, _marks_mended(part)))
    return "".join(parts)


def _marks_mended(text: str) -> str:
    """With `<` that opens nothing written as a sign, and `<br>` closed."""
    return _VOID.sub(r"<\1/>", _LESS.sub("&lt;", text))


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _BUILT_IN:
        return found[0]
    meant = html5.get(f"{name};")
    return "".join(f"&#{ord(char)};" for char in meant) if meant else f"&amp;{name};"
