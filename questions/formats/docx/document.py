"""A Word document as the lines of a paper, each with its paragraph's number."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from questions.errors import FileRefused
from questions.formats.docx import styles as looking
from questions.formats.docx import tables
from questions.formats.docx.numbering import Numbering
from questions.formats.docx.paragraph import Text, text_of
from questions.formats.docx.parts import Parts, child, tag, value
from questions.formats.docx.styles import Styles
from questions.formats.docx.tables import Cell
from questions.formats.kinds import Sort
from questions.formats.paper import numbers, read
from questions.formats.paper.line import Line
from questions.formats.paper.seen import letters_in
from questions.formats.report import Assumption, Draft, Reading, RowProblem
from questions.formats.workbook import collect
from questions.spreadsheet.sheet import Sheet

AROUND = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice")
)
_DEEPEST = 40
_MOST_PARAGRAPHS = 200_000


@dataclass(slots=True)
class Document:
    lines: list[Line] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    boxes: int = 0
    formulas: list[int] = field(default_factory=list)
    headers: int = 0


def read_document(data: bytes, hint: Sort | None = None) -> Reading:
    """The questions of a Word document; FileRefused when it is none, or holds none."""
    found, parts = _read(data, hint)
    if not parts and found.boxes:
        # A page that was laid out in boxes, as programs do that turn a PDF into a document.
        found, parts = _read(data, hint, in_boxes=True)
    if not parts:
        raise FileRefused("file_docx_no_questions")
    drafts: list[Draft] = [draft for part in parts for draft in part.drafts]
    problems: list[RowProblem] = [each for part in parts for each in part.problems]
    return Reading(
        "docx",
        "",
        tuple(sorted(drafts, key=lambda draft: draft.row)),
        tuple(sorted(problems, key=lambda problem: problem.row)),
        (*_said(found), *(each for part in parts for each in part.assumptions)),
    )


def _read(
    data: bytes, hint: Sort | None, *, in_boxes: bool = False
) -> tuple[Document, list[Reading]]:
    found = lines_of(data, in_boxes=in_boxes)
    parts = (_of_tables(found, hint), _of_lines(found, hint))
    return found, [reading for reading in parts if reading]


def lines_of(data: bytes, *, in_boxes: bool = False) -> Document:
    """The lines and tables of the body, or of the text boxes in it."""
    parts = Parts(data)
    root = parts.document()
    walk = _Walk(Styles(parts.get("word/styles.xml")), Numbering(parts.get("word/numbering.xml")))
    body = child(root, "body")
    body = body if body is not None else root
    for part in _boxes(body) if in_boxes else (body,):
        for block in walk.blocks(part, 0):
            walk.take(block)
    walk.made.headers = sum(_speaks(part) for start in ("word/header", "word/footer")
                            for part in parts.named(start))  # fmt: skip
    return walk.made


def _boxes(root: Element) -> Iterator[Element]:
    """The text boxes in their order, each once: not those for older programs."""
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if tag(each) == "txbxContent":
            yield each
        elif tag(each) != "Fallback":
            waiting += reversed(each)


class _Walk:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.made = Document()
        self.number = 0

    def blocks(self, parent: Element, depth: int) -> Iterator[Element]:
        """Paragraphs and tables in order, also those in content controls and insertions."""
        if depth > _DEEPEST:
            return
        for each in parent:
            if tag(each) in ("p", "tbl"):
                yield each
            elif tag(each) in AROUND:
                yield from self.blocks(each, depth + 1)

    def take(self, block: Element) -> None:
        if tag(block) == "p":
            self.made.lines += self.paragraph(block)
            return
        found = tables.read(self.table(block, 0))
        if found.sheet is not None:
            self.made.sheets.append(found.sheet)
        self.made.lines += found.lines

    def table(self, element: Element, depth: int) -> list[list[Cell]]:
        rows = [row for row in self.rows(element, depth) if tag(row) == "tr"]
        return [
            [self.cell(cell, depth) for cell in self.rows(row, depth) if tag(cell) == "tc"]
            for row in rows
        ]

    def rows(self, parent: Element, depth: int) -> Iterator[Element]:
        for each in parent:
            if tag(each) in ("tr", "tc"):
                yield each
            elif tag(each) in AROUND and depth < _DEEPEST:
                yield from self.rows(each, depth + 1)

    def cell(self, element: Element, depth: int) -> Cell:
        found: Cell = []
        for block in self.blocks(element, 0):
            if tag(block) == "p":
                found += [line for line in self.paragraph(block) if line.text or line.has_picture]
            elif depth < 8:
                inner = tables.read(self.table(block, depth + 1))
                found += inner.lines
        return found

    def paragraph(self, element: Element) -> list[Line]:
        self.number += 1
        if self.number > _MOST_PARAGRAPHS:
            raise FileRefused("file_too_heavy")
        properties = child(element, "pPr")
        key = value(child(properties, "pStyle")) or self.styles.default
        if self.styles.is_contents(key):
            return []
        made = text_of(element, self.styles)
        self.made.boxes += made.boxes
        if made.has_formula:
            self.made.formulas.append(self.number)
        lines = self.cut(made)
        label = self.label(properties, key)
        if label and (lines[0].text or made.has_picture) and not _repeats(label, lines[0]):
            first, sign = lines[0], f"{label} "
            lines[0] = replace(first, text=sign + first.text, looks="0" * len(sign) + first.looks)
        if made.has_picture:
            lines[-1] = replace(lines[-1], has_picture=True)
        if self.styles.is_heading(key) or looking.outline(properties) is not None:
            lines = [replace(line, is_heading=True) for line in lines]
        return lines

    def cut(self, made: Text) -> list[Line]:
        """The lines of a paragraph that has line ends in it."""
        whole, lines, start = Line(self.number, made.text, made.looks), [], 0
        for text in made.text.split("\n"):
            lines.append(whole.cut(start, start + len(text)))
            start += len(text) + 1
        return lines

    def label(self, properties: Element | None, key: str | None) -> str:
        numbered = looking.numbering(properties) or self.styles.numbered(key)
        if numbered is None or numbered[0] == "0":
            return ""
        return self.numbering.label(*numbered)


def _repeats(label: str, line: Line) -> bool:
    """Whether the paragraph's text begins with the very number that Word writes before it."""
    automatic, typed = numbers.number_of(Line(0, label)), numbers.number_of(line)
    if automatic and typed:
        return automatic.value == typed.value and automatic.way == typed.way
    return label[:1].isalpha() and letters_in(line.text, 0) > 0 and line.text[:1] == label[:1]


def _of_tables(found: Document, hint: Sort | None) -> Reading | None:
    if not found.sheets:
        return None
    try:
        return collect(found.sheets, "docx", hint=hint)
    except FileRefused:
        return None


def _of_lines(found: Document, hint: Sort | None) -> Reading | None:
    try:
        return read.read(found.lines, "docx", hint=hint)
    except FileRefused:
        return None


def _said(found: Document) -> Iterator[Assumption]:
    if found.boxes:
        yield Assumption("text_boxes_left_out", {"count": found.boxes})
    if found.headers:
        yield Assumption("headers_left_out", {})
    if found.formulas:
        yield Assumption("formulas_as_text", {"count": len(found.formulas)})


def _speaks(part: Element) -> bool:
    """Whether a header or a footer holds more than a page number."""
    text = "".join(each.text or "" for each in part.iter() if tag(each) == "t")
    return sum(char.isalpha() and char not in "第页共" for char in text) > 2
