"""The trainer's own document back, with a red paragraph below every question that is wrong."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from questions.errors import FileRefused
from questions.formats.docx.document import AROUND, lines_of
from questions.formats.paper.mark import SIGN, ends

_DOCUMENT = "word/document.xml"
_WAY = frozenset((*AROUND, "document", "body", "tbl", "tr", "tc"))


def marked(data: bytes, problems: Mapping[int, str]) -> bytes:
    """The document, otherwise to the letter as it was; reasons of an earlier time are gone."""
    last = ends(lines_of(data).lines, problems)
    reasons: dict[int, list[str]] = {}
    for row, reason in problems.items():
        reasons.setdefault(last.get(row, row), []).append(f"{SIGN}{' '.join(reason.split())}")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.replace("\\", "/").lstrip("/").lower() == _DOCUMENT:
                content = _with(content, reasons)
            made.writestr(entry.filename, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@dataclass(slots=True)
class _Paragraph:
    number: int
    start: int
    depth: int
    text: list[str] = field(default_factory=list)


def _with(xml: bytes, reasons: Mapping[int, list[str]]) -> bytes:
    """New paragraphs in the bytes of the old ones, so that all else stays as Word wrote it."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        # Places in UTF-16 cannot be told by a byte.
        raise FileRefused("file_unreadable")
    found = _Places(xml, reasons)
    pieces, place = [], 0
    for begin, stop, said in found.edits:
        pieces += [xml[place:begin], said.encode()]
        place = stop
    return b"".join((*pieces, xml[place:]))


class _Places:
    """Where in the bytes something is put in or taken out: start, end and the new text."""

    def __init__(self, xml: bytes, reasons: Mapping[int, list[str]]) -> None:
        self.xml, self.reasons = xml, reasons
        self.edits: list[tuple[int, int, str]] = []
        self.stack: list[str] = []
        self.count = 0
        self.here: _Paragraph | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.Parse(xml, True)

    def _start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "p" and self.here is None and all(each in _WAY for each in self.stack):
            self.count += 1
            self.here = _Paragraph(self.count, self.parser.CurrentByteIndex, len(self.stack))
        self.stack.append(local)

    def _end(self, name: str) -> None:
        self.stack.pop()
        here = self.here
        if here is None or len(self.stack) != here.depth:
            return
        self.here = None
        after = self.xml.index(b">", self.parser.CurrentByteIndex) + 1
        if "".join(here.text).strip().startswith(SIGN):
            self.edits.append((here.start, after, ""))
            return
        prefix = name.rpartition(":")[0]
        said = "".join(_paragraph(each, prefix) for each in self.reasons.get(here.number, ()))
        if said:
            self.edits.append((after, after, said))

    def _text(self, content: str) -> None:
        if self.here is not None:
            self.here.text.append(content)


def _paragraph(reason: str, prefix: str) -> str:
    w = f"{prefix}:" if prefix else ""
    clean = "".join(char for char in reason if char.isprintable())
    return (
        f'<{w}p><{w}r><{w}rPr><{w}color {w}val="C00000"/></{w}rPr>'
        f'<{w}t xml:space="preserve">{escape(clean)}</{w}t></{w}r></{w}p>'
    )
