"""What a piece of an item shows: its elements as a page would have them."""

from collections.abc import Container
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from questions.formats import html_text
from questions.formats.html_text import Shown
from questions.formats.xml_text import local

_NOTHING: frozenset[str] = frozenset()
GAP = "____"


def plain_name(tag: object) -> str:
    """`qti-simple-choice`, `imsqti:simpleChoice` and `simpleChoice` are one name."""
    return local(tag).lower().removeprefix("qti-").replace("-", "")


def attribute(element: Element, name: str) -> str:
    """An attribute in any of its spellings: `responseIdentifier`, `response-identifier`."""
    return next((value for key, value in element.items() if plain_name(key) == name), "").strip()


def page(
    element: Element, without: Container[str] = _NOTHING, gaps: Container[str] = _NOTHING
) -> Shown:
    """The text of a body in XHTML, less some elements; in place of others stands a gap."""
    parts: list[str] = []
    _write(element, without, gaps, parts)
    return html_text.shown("".join(parts))


def material(element: Element) -> Shown:
    """The texts of QTI 1.2 below an element: plain ones, and pages written as text."""
    texts: list[str] = []
    has_picture = False
    for each in element.iter():
        name = plain_name(each.tag)
        if name in ("mattext", "mat_formattedtext", "matemtext"):
            found = _mattext(each)
            texts.append(found.text)
            has_picture |= found.has_picture
        elif name in ("matimage", "mataudio", "matvideo", "matapplet", "matapplication"):
            has_picture = True
        elif name == "matbreak":
            texts.append("\n")
    return Shown("\n".join(text for text in texts if text.strip()).strip(), has_picture)


def _mattext(element: Element) -> Shown:
    kind = (element.get("texttype") or element.get("type") or "").lower()
    if len(element):
        return page(element)
    content = element.text or ""
    if "html" in kind or "smart" in kind or (kind != "text/plain" and _is_page(content)):
        return html_text.shown(content)
    if _is_page(content):
        # Said to be plain, and written by an editor of pages all the same.
        return html_text.shown(content, every_tag=False, keeps_lines=True)
    return html_text.Shown(html_text.tidied(content))


def _is_page(text: str) -> bool:
    return html_text.looks_like_html(text) or "&nbsp;" in text


def _write(
    element: Element, without: Container[str], gaps: Container[str], parts: list[str]
) -> None:
    name = plain_name(element.tag)
    if name in gaps:
        parts.append(f" {GAP} ")
    elif name not in without:
        attributes = "".join(f" {local(key)}={quoteattr(value)}" for key, value in element.items())
        parts.append(f"<{name}{attributes}>")
        parts.append(escape(element.text or ""))
        for each in element:
            _write(each, without, gaps, parts)
            parts.append(escape(each.tail or ""))
        parts.append(f"</{name}>")
