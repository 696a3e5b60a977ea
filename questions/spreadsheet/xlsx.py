"""Reads XLSX: every cell as Excel shows it, formulas by their kept values, nothing evaluated.

Our own and not a library's, because three things are needed in one pass that a library gives
in none: the number format of a cell, a formula that keeps no value, and merged cells.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from questions.errors import FileRefused
from questions.spreadsheet import archive
from questions.spreadsheet.looks import Span, of_styles
from questions.spreadsheet.number_formats import BUILT_IN, general, shown
from questions.spreadsheet.sheet import (
    MAX_COLUMNS,
    MAX_ROWS,
    Gatherer,
    Place,
    Range,
    Sheet,
    filled_down,
)
from questions.spreadsheet.xlsx_walk import Attributes, Cell, Walk

_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass(slots=True)
class _Book:
    """`spans` are by the number of a shared text, `styles` by that of a cell's format."""

    texts: list[str]
    spans: Mapping[str, tuple[Span, ...]]
    formats: list[str]
    styles: Mapping[str, int]
    starts_1904: bool


@dataclass(slots=True)
class _Found:
    gatherer: Gatherer
    faults: dict[Place, str] = field(default_factory=dict)
    looks: dict[Place, tuple[Span, ...]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    drawing: str = ""


def read(data: bytes) -> tuple[Sheet, ...]:
    """All worksheets in their order, hidden ones marked; FileRefused when it cannot be read."""
    with archive.opened(data) as opened:
        try:
            return tuple(_sheets(opened))
        except DefusedXmlException as wrong:
            raise FileRefused("file_doctype") from wrong
        except (
            ParseError,
            ExpatError,
            # A KeyError, an IndexError, or a declared encoding that there is none of.
            LookupError,
            ValueError,
            zipfile.BadZipFile,
        ) as wrong:
            raise FileRefused("file_broken") from wrong


def _sheets(opened: zipfile.ZipFile) -> Iterator[Sheet]:
    # Some programs write backslashes, or other cases than their own references have.
    index = {name.lower().replace("\\", "/").lstrip("/"): name for name in opened.namelist()}
    root = next((name for name in index if name.endswith("xl/workbook.xml")), "")
    if not root:
        raise FileRefused("file_broken")
    workbook = _parsed(opened, index, root)
    relations = _relations(opened, index, root)
    shared = _shared_texts(opened, index, relations)
    formats, styles = _formats(opened, index, relations)
    book = _Book(
        shared.texts,
        shared.looks,
        formats,
        styles,
        any(_is_on(each.get("date1904")) for each in _all(workbook, "workbookPr")),
    )
    allowed = MAX_ROWS
    for entry in _all(workbook, "sheet"):
        path, sort = relations.get(_relation_id(entry), ("", ""))
        if sort != "worksheet" or path.lower() not in index:
            continue
        hidden = entry.get("state", "visible") != "visible"
        sheet = _sheet(opened, index, path, book, (entry.get("name", ""), hidden, allowed))
        allowed -= len(sheet.rows)
        yield sheet


def _sheet(
    opened: zipfile.ZipFile,
    index: Mapping[str, str],
    path: str,
    book: _Book,
    about: tuple[str, bool, int],
) -> Sheet:
    name, hidden, allowed = about
    found = _Found(Gatherer(allowed))
    with opened.open(index[path.lower()]) as stream:
        _Rows(book, found).through(stream)
    pictures: frozenset[int] = frozenset()
    if found.drawing:
        drawing = _relations(opened, index, path).get(found.drawing, ("", ""))[0]
        pictures = _pictured_rows(opened, index, drawing)
    return Sheet(
        name=name,
        rows=filled_down(found.gatherer.rows, found.merged),
        is_hidden=hidden,
        faults=found.faults,
        pictures=pictures,
        looks=found.looks,
        rows_cut=found.gatherer.rows_cut,
        columns_cut=found.gatherer.columns_cut,
    )


class _Rows(Walk):
    def __init__(self, book: _Book, found: _Found) -> None:
        super().__init__()
        self._book, self._found = book, found
        self._last, self._wanted = 0, True

    def on_row(self, number: str, cells: list[Cell]) -> None:
        self._last = int(float(number or self._last + 1))
        if self._wanted:
            texts = _cells(cells, self._last, self._book, self._found)
            self._wanted = self._found.gatherer.add(self._last, texts)

    def on_other(self, tag: str, attributes: Attributes) -> None:
        if tag == "mergeCell":
            self._found.merged.extend(_range(attributes.get("ref", "")))
        elif tag == "drawing":
            ids = (attributes.get(f"{space}}}id") for space in _RELATIONS)
            self._found.drawing = next(filter(None, ids), "")


class _Texts(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.looks: dict[str, tuple[Span, ...]] = {}

    def on_text(self, text: str) -> None:
        if self.spans:
            self.looks[str(len(self.texts))] = self.spans
        self.texts.append(_unescaped(text))


def _cells(row: list[Cell], number: int, book: _Book, found: _Found) -> list[str]:
    texts: list[str] = []
    for cell in row:
        column = _column(cell.attributes.get("r", ""), len(texts))
        if column > MAX_COLUMNS:
            # One cell past the last column is enough to know that something was left out.
            column = MAX_COLUMNS
        text, fault = _cell(cell, book)
        if fault and column < MAX_COLUMNS:
            found.faults[number, column] = fault
        if text:
            if looks := _looks(cell, book, len(text)):
                found.looks[number, column] = looks
            texts.extend("" for _ in range(column + 1 - len(texts)))
            texts[column] = text
    return texts


def _cell(cell: Cell, book: _Book) -> tuple[str, str]:
    """The shown text and what is wrong with it, or ""."""
    sort = cell.attributes.get("t", "n")
    if cell.inline is not None and sort == "inlineStr":
        return _with_fault(_unescaped(cell.inline), "")
    if not cell.value:
        # What the formula is can be shown; what it would give is not known without Excel.
        return _with_fault(f"={cell.formula}", "formula") if cell.formula is not None else ("", "")
    return _with_fault(*_value(sort, cell.value, cell.attributes.get("s", "0"), book))


def _looks(cell: Cell, book: _Book, length: int) -> tuple[Span, ...]:
    spans = cell.spans
    if book.spans and cell.attributes.get("t") == "s":
        spans = book.spans.get((cell.value or "").strip(), ())
    bits = book.styles.get(cell.attributes.get("s", "0"), 0)
    return (*spans, (0, length, bits)) if bits else spans


def _with_fault(text: str, fault: str) -> tuple[str, str]:
    """WPS keeps a picture inside a cell as a call of a function that only WPS knows."""
    return text, "picture" if text.startswith("=") and "DISPIMG(" in text else fault


def _value(sort: str, value: str, style: str, book: _Book) -> tuple[str, str]:
    if sort == "s":
        place = int(value) if value.strip().isdecimal() else -1
        return (book.texts[place] if 0 <= place < len(book.texts) else ""), ""
    if sort in ("str", "inlineStr"):
        return _unescaped(value), ""
    if sort == "b":
        return ("TRUE" if value.strip() in ("1", "true") else "FALSE"), ""
    if sort == "e":
        return value, "error"
    if sort == "d":
        return value.removesuffix("T00:00:00").replace("T", " "), ""
    try:
        number = float(value)
    except ValueError:
        return value, ""
    code = book.formats[int(style)] if int(style) < len(book.formats) else "General"
    if code == "General":
        # Long identity numbers stay whole, and 15.0 is 15.
        return (value if value.isdecimal() else general(number)), ""
    return shown(number, code, book.starts_1904), ""


def _shared_texts(
    opened: zipfile.ZipFile, index: Mapping[str, str], relations: Mapping[str, tuple[str, str]]
) -> _Texts:
    path = next((path for path, sort in relations.values() if sort == "sharedStrings"), "")
    shared = _Texts()
    if path.lower() in index:
        with opened.open(index[path.lower()]) as stream:
            shared.through(stream)
    return shared


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _formats(
    opened: zipfile.ZipFile, index: Mapping[str, str], relations: Mapping[str, tuple[str, str]]
) -> tuple[list[str], dict[str, int]]:
    """How the formats of cells show a number, and in what ways cells of them stand out."""
    path = next((path for path, sort in relations.values() if sort == "styles"), "")
    if path.lower() not in index:
        return [], {}
    styles = _parsed(opened, index, path)
    custom = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "General")
        for each in _all(styles, "numFmt")
    }
    known = {**BUILT_IN, **custom}
    formats = [
        known.get(int(style.get("numFmtId", "0")), "General")
        for group in _all(styles, "cellXfs")
        for style in group
        if _local(style) == "xf"
    ]
    return formats, of_styles(styles)


def _pictured_rows(opened: zipfile.ZipFile, index: Mapping[str, str], path: str) -> frozenset[int]:
    if path.lower() not in index:
        return frozenset()
    rows: set[int] = set()
    for anchor in _parsed(opened, index, path):
        if not any(_local(part) == "pic" for part in anchor.iter()):
            continue
        start = next((part for part in anchor if _local(part) == "from"), None)
        for part in start if start is not None else ():
            if _local(part) == "row" and (part.text or "").strip().isdecimal():
                rows.add(int((part.text or "").strip()) + 1)
    return frozenset(rows)


def _relations(
    opened: zipfile.ZipFile, index: Mapping[str, str], path: str
) -> dict[str, tuple[str, str]]:
    """By its id: the path of what a part refers to, and the last word of its type."""
    folder, name = posixpath.split(path)
    rels = posixpath.join(folder, "_rels", f"{name}.rels").lower()
    if rels not in index:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for each in _parsed(opened, index, rels):
        target = each.get("Target", "").replace("\\", "/")
        full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        sort = each.get("Type", "").rsplit("/", 1)[-1]
        if each.get("TargetMode") != "External":
            found[each.get("Id", "")] = (posixpath.normpath(full), sort)
    return found


def _parsed(opened: zipfile.ZipFile, index: Mapping[str, str], path: str) -> Element:
    root: Element = fromstring(opened.read(index[path.lower()]))
    return root


def _relation_id(element: Element) -> str:
    return next((id for space in _RELATIONS if (id := element.get(f"{{{space}}}id"))), "")


def _all(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if _local(each) == name)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _column(reference: str, after: int) -> int:
    found = _REFERENCE.match(reference)
    return _column_number(found[1]) if found else after


@cache
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _range(reference: str) -> Iterator[Range]:
    corners = _REFERENCE.findall(reference)
    if len(corners) == 2:
        (left, top), (right, bottom) = corners
        yield int(top), _column_number(left), int(bottom), _column_number(right)
