"""A sheet as a reader sees it: rows of shown texts, and how much of a file is looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from questions.spreadsheet.looks import Span

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_BLANK_ROWS = 200

Place = tuple[int, int]
# First row, first column, last row, last column; rows from 1, columns from 0.
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row's number in the trainer's sheet, from 1."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that have something in them, in order; every cell as the text that Excel shows.

    `faults` says of single cells why their text is not what was meant: "formula" (without a
    kept value), "error" (#N/A and the like) or "picture". `pictures` are rows with one on top.
    `looks` has the cells in which something stands out. `is_turned` where rows were not rows.
    """

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    faults: Mapping[Place, str] = field(default_factory=dict)
    pictures: frozenset[int] = frozenset()
    looks: Mapping[Place, tuple[Span, ...]] = field(default_factory=dict)
    rows_cut: bool = False
    columns_cut: bool = False
    is_turned: bool = False


class Gatherer:
    """Takes rows one by one and stops at the limits, so that no file can grow without end."""

    def __init__(self, allowed: int = MAX_ROWS) -> None:
        self.rows: list[Row] = []
        self.rows_cut = False
        self.columns_cut = False
        self._allowed = allowed
        self._last = 0

    def add(self, number: int, cells: Iterable[str]) -> bool:
        """Whether more rows are wanted."""
        texts = list(cells)
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            return number - self._last <= MAX_BLANK_ROWS
        if self.rows and number - self._last > MAX_BLANK_ROWS + 1:
            return False
        if len(self.rows) >= self._allowed:
            self.rows_cut = True
            return False
        if len(texts) > MAX_COLUMNS:
            self.columns_cut = True
            del texts[MAX_COLUMNS:]
        self.rows.append(Row(number, tuple(texts)))
        self._last = number
        return True


def filled_down(rows: Iterable[Row], merged: Iterable[Range]) -> tuple[Row, ...]:
    """The rows, with the text of a merged range repeated in its first column, row by row.

    Not across: a title over ten columns is one text, not ten.
    """
    taken = list(rows)
    tall = [each for each in merged if each[2] > each[0] and each[1] < MAX_COLUMNS]
    if not tall:
        return tuple(taken)
    place = {row.number: position for position, row in enumerate(taken)}
    for top, column, bottom, _ in tall:
        if top not in place:
            continue
        text = _cell(taken[place[top]], column)
        for position in range(place[top] + 1, len(taken)):
            row = taken[position]
            if row.number > bottom:
                break
            if text and not _cell(row, column):
                taken[position] = _with_cell(row, column, text)
    return tuple(taken)


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _with_cell(row: Row, column: int, text: str) -> Row:
    cells = [*row.cells, *("",) * (column + 1 - len(row.cells))]
    cells[column] = text
    return Row(row.number, tuple(cells))
