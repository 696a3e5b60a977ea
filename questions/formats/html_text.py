"""Text that a web editor wrote, as plain lines: paragraphs, lists and small figures stay."""

import html
import re
from dataclasses import dataclass, field

from questions.formats.normal import tidy

# Tags that end a line, by what they write instead.
_LINES = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
                    "table", "pre", "blockquote", "hr", "dt", "dd", "section"))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "annotation"))
_PICTURES = frozenset(("img", "image", "object", "embed", "iframe", "video", "audio", "picture",
                       "svg", "canvas", "applet", "source"))  # fmt: skip
_PLAIN = frozenset(("a", "abbr", "b", "big", "body", "caption", "center", "cite", "code", "col",
                    "colgroup", "del", "dl", "em", "font", "html", "i", "ins", "kbd", "label",
                    "mark", "math", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
                    "sub", "sup", "tbody", "tfoot", "thead", "tt", "u", "var"))  # fmt: skip
_KNOWN = _LINES | _CELLS | _SILENT | _PICTURES | _PLAIN
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:._-]*)([^<>]*)>")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_EQUATION = re.compile(r"equation|latex|tex\b|math", re.IGNORECASE)
_SOUGHT = re.compile(r"@@PLUGINFILE@@|\$IMS-CC-FILEBASE\$", re.IGNORECASE)
_SUPER = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SMALL = {"sup": (_SUPER, "^"), "sub": (_SUB, "_")}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of it; `has_picture` when something of it cannot be put into words."""

    text: str
    has_picture: bool = False


@dataclass(slots=True)
class _Page:
    parts: list[str] = field(default_factory=list)
    silent: str = ""
    small: list[tuple[str, int]] = field(default_factory=list)
    has_picture: bool = False


def shown(text: str, every_tag: bool = True, keeps_lines: bool = False) -> Shown:
    """The text without its tags; only those of web pages count, unless `every_tag` does.

    Line ends of the source are blanks, as in a browser, unless `keeps_lines`.
    """
    text = _without_comments(text)
    if not keeps_lines:
        text = re.sub(r"[ \t\r\n]+", " ", text)
    page, at = _Page(), 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower().rpartition(":")[2]
        if not every_tag and name not in _KNOWN:
            continue
        _write(page, text[at : tag.start()])
        at = tag.end()
        _tag(page, name, is_end=bool(tag[1]), attributes=tag[3])
    _write(page, text[at:])
    has_picture = page.has_picture or _SOUGHT.search(text) is not None
    return Shown(tidied("".join(page.parts)), has_picture)


def looks_like_html(text: str) -> bool:
    """Whether a browser would see tags of a page in it: `<p>` is one, `<stdio.h>` is none."""
    return any(tag[2].lower() in _KNOWN for tag in _TAG.finditer(text))


def _write(page: _Page, text: str) -> None:
    if not page.silent:
        page.parts.append(html.unescape(text))


def _tag(page: _Page, name: str, is_end: bool, attributes: str) -> None:
    if page.silent:
        page.silent = "" if is_end and name == page.silent else page.silent
    elif name in _SILENT:
        page.silent = "" if is_end or attributes.endswith("/") else name
    elif name in _PICTURES:
        _picture(page, attributes)
    elif name in _SMALL:
        _small(page, name, is_end)
    elif name in _LINES:
        page.parts.append("\n")
    elif name in _CELLS:
        page.parts.append("\t" if is_end else "")


def _picture(page: _Page, attributes: str) -> None:
    """An equation's picture says in words what it shows."""
    found = _ALT.search(attributes)
    words = (found[1] or found[2] or "").strip() if found else ""
    if words and _EQUATION.search(attributes):
        page.parts.append(html.unescape(words.removeprefix("LaTeX:").strip()))
    else:
        page.has_picture = True


def _small(page: _Page, name: str, is_end: bool) -> None:
    if not is_end:
        page.small.append((name, len(page.parts)))
        return
    if not page.small or page.small[-1][0] != name:
        return
    start = page.small.pop()[1]
    inner = "".join(page.parts[start:])
    table, sign = _SMALL[name]
    raised = inner.translate(table)
    # What has no small form keeps its sign: x^a, x^(a+b).
    if any(char in raised for char in inner if char.strip()):
        raised = sign + (inner if len(inner.strip()) < 2 else f"({inner.strip()})")
    page.parts[start:] = [raised] if inner.strip() else [inner]


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def tidied(text: str) -> str:
    lines = [re.sub(r"[ \u00a0]{2,}", " ", line).strip() for line in tidy(text).split("\n")]
    return "\n".join(line.replace("\t", "  ") for line in lines if line)
