"""The rows of a sheet and the shared texts of XLSX, as the parser meets them.

No tree is built, which took most of the time of a large file; a document type is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import IO, NoReturn
from xml.parsers import expat

from defusedxml.common import DTDForbidden

from questions.spreadsheet.looks import Span, of_mark, spans

Attributes = Mapping[str, str]
_CHUNK = 64 * 1024


@dataclass(slots=True)
class Cell:
    """What stands in a cell's element; `formula` is "" where it is shared with another cell."""

    attributes: Attributes
    value: str | None = None
    formula: str | None = None
    inline: str | None = None
    spans: tuple[Span, ...] = ()


class Walk:
    """Goes through one part of a workbook and tells what it meets, to whoever is made of it.

    Names of attributes have their space before a }.
    """

    def __init__(self) -> None:
        self._cells: list[Cell] | None = None
        self._cell: Cell | None = None
        self._number = ""
        # Pieces of the text that is being read, of a value or of all runs together.
        self._pieces: list[str] = []
        self._runs: list[str] | None = None
        # How each run stands out, and what of the text that was met last does.
        self._ways: list[int] = []
        self.spans: tuple[Span, ...] = ()
        self._is_reading = False
        # Readings over the characters (ruby) are left out.
        self._over = 0

    def on_row(self, number: str, cells: list[Cell]) -> None:
        """Met a row; `number` is "" where it does not say its own."""

    def on_text(self, text: str) -> None:
        """Met a shared text."""

    def on_other(self, tag: str, attributes: Attributes) -> None:
        """Met the beginning of anything else outside of rows."""

    def through(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "c" and self._cells is not None:
            self._cell = Cell(attributes)
        elif tag in ("v", "f") and self._cell is not None:
            self._is_reading = True
        elif tag == "t" and self._runs is not None:
            self._is_reading = not self._over
        elif tag in ("si", "is"):
            self._runs = []
            self._ways.clear()
        elif tag == "rPh":
            self._over += 1
        elif tag == "row":
            self._cells, self._number = [], attributes.get("r", "")
        elif self._runs is not None:
            self._mark(tag, attributes)
        elif self._cells is None:
            self.on_other(tag, attributes)

    def _mark(self, tag: str, attributes: Attributes) -> None:
        if tag == "r":
            self._ways.append(0)
        elif self._ways:
            self._ways[-1] |= of_mark(tag, attributes)

    def _end(self, name: str) -> None:
        tag = _local(name)
        if tag == "v" and self._cell is not None:
            self._cell.value = self._taken()
        elif tag == "c" and self._cells is not None and self._cell is not None:
            self._cells.append(self._cell)
            self._cell = None
        elif tag == "f" and self._cell is not None:
            self._cell.formula = self._taken()
        elif tag == "t" and self._runs is not None and not self._over:
            self._runs.append(self._taken())
        elif tag == "rPh":
            self._over -= 1
        elif tag in ("si", "is") and self._runs is not None:
            self.spans = spans(self._runs, self._ways) if any(self._ways) else ()
            text, self._runs = "".join(self._runs), None
            if self._cell is not None:
                self._cell.inline, self._cell.spans = text, self.spans
            else:
                self.on_text(text)
        elif tag == "row" and self._cells is not None:
            self.on_row(self._number, self._cells)
            self._cells = None

    def _text(self, text: str) -> None:
        if self._is_reading:
            self._pieces.append(text)

    def _taken(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        self._is_reading = False
        return text


@cache
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse(name: str, system: str | None, public: str | None, _inside: bool) -> NoReturn:
    raise DTDForbidden(name, system, public)
