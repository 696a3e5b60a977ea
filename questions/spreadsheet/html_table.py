"""Reads HTML tables: what old office systems save under the name of .xls."""

from html.parser import HTMLParser

from questions.spreadsheet.sheet import MAX_COLUMNS, MAX_ROWS, Gatherer, Sheet, filled_down

_CELLS = ("td", "th")
_BREAKS = ("br", "p", "div", "li")
_HIDDEN = ("script", "style", "head", "title")
_WIDEST_SPAN = 1_000


def read(text: str) -> tuple[Sheet, ...]:
    """Every outer table as a sheet; none when there is no table."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return tuple(_sheet(number, rows) for number, rows in enumerate(parser.tables, 1) if rows)


def _sheet(number: int, rows: list[list[tuple[str, int, int]]]) -> Sheet:
    """A sheet of cells with their spans: wide ones leave blanks, tall ones are repeated."""
    gatherer = Gatherer()
    merged = []
    tall: dict[int, int] = {}
    for place, cells in enumerate(rows, start=1):
        texts: list[str] = []
        for text, wide, high in cells:
            while tall.get(len(texts), 0) >= place:
                texts.append("")
            column = len(texts)
            if column >= MAX_COLUMNS:
                break
            for each in range(column, column + wide if high > 1 else column):
                tall[each] = place + high - 1
            if high > 1:
                merged.append((place, column, place + high - 1, column + wide - 1))
            texts.extend((text, *("",) * (wide - 1)))
        if not gatherer.add(place, texts):
            break
    name = f"Table{number}" if number > 1 else ""
    return Sheet(
        name, filled_down(gatherer.rows, merged), rows_cut=gatherer.rows_cut,
        columns_cut=gatherer.columns_cut,
    )  # fmt: skip


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[tuple[str, int, int]]]] = []
        self._depth = 0
        self._hidden = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._new_row()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
            named = dict(attrs)
            self._span = _count(named.get("colspan")), _count(named.get("rowspan"))
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")
        elif tag == "img" and self._cell is not None:
            self._cell.append("<img>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(self._depth - 1, 0)
        elif self._depth == 1 and tag in (*_CELLS, "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden:
            self._cell.append(" ".join(data.split()) if data.strip() else "")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![…`, which the library fails on where it is none of Word's; browsers take it for a
        comment."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _new_row(self) -> None:
        if len(self.tables[-1]) <= MAX_ROWS:
            self.tables[-1].append([])

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if not self.tables[-1]:
            self._new_row()
        self.tables[-1][-1].append(("".join(self._cell).strip(), *self._span))
        self._cell = None


def _count(text: str | None) -> int:
    number = int(text) if text and text.strip().isdecimal() and len(text) < 6 else 1
    return min(max(number, 1), _WIDEST_SPAN)
