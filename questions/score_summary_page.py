"""The first page of a score workbook: what was exported, the figures, and two charts."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from questions.score_columns import Cell, Form, Words
from questions.score_sheet import About, Scope
from questions.score_summary import BANDS, Spread, Summary
from questions.score_workbook import ACCENT, LINE, Book

_WIDTHS = (26, 24, 14, 14, 3)
_CHART_COLUMN, _CHART_WIDTH = 5, 520
# Bars for more departments than these would be too thin to be read; the table has them all.
_MOST_BARS = 40
_MOST_ON_ONE_PAGE = 15


class SummaryPage:
    """Lines down a page, and charts beside them. Rows are written in order: none stays."""

    def __init__(self, book: Book, page: Any, title: str, words: Words) -> None:
        self._book, self._page, self._title, self._words = book, page, title, words
        self._row = 0
        self._chart_row = 2

    def write(self, scope: Scope, summary: Summary, invited: int | None) -> None:
        for at, width in enumerate(_WIDTHS):
            self._page.set_column(at, at, width)
        self._page.hide_gridlines(2)
        if len(summary.departments) <= _MOST_ON_ONE_PAGE:
            self._page.fit_to_pages(1, 1)
        self._page.set_row(0, 28)
        self._page.write_string(0, 0, self._words[f"sheet.title.{scope.about}"], self._book.title)
        self._row = 2
        self._pairs("sheet.about", _about(scope, self._words))
        self._pairs("sheet.figures", _figures(scope.about, summary, invited))
        if summary.spread:
            self._bands(scope.about, summary)
            self._departments(scope.about, summary)
        self._remarks(scope, summary)

    def _section(self, title: str) -> None:
        for at in range(len(_WIDTHS) - 1):
            self._page.write_blank(self._row, at, None, self._book.section)
        self._page.write_string(self._row, 0, title, self._book.section)
        self._row += 1

    def _pairs(self, group: str, pairs: Sequence[tuple[str, Cell, Form]]) -> None:
        self._section(self._words[f"{group}.title"])
        for key, value, form in pairs:
            self._page.write_string(self._row, 0, self._words[f"{group}.{key}"], self._book.label)
            self._book.line(self._page, self._row, 1, value, form)
            self._row += 1
        self._row += 1

    def _table(
        self, title: str, headings: Sequence[str], rows: Sequence[Sequence[tuple[Cell, Form]]]
    ) -> tuple[int, int]:
        """Says the first and the last row of what it wrote below the headings."""
        self._section(title)
        for at, heading in enumerate(headings):
            self._book.head(self._page, self._row, at, heading, Form.COUNT if at else Form.TEXT)
        first = self._row + 1
        for row, cells in enumerate(rows, first):
            for at, (value, form) in enumerate(cells):
                self._book.put(self._page, row, at, value, form)
        self._row = first + len(rows) + 1
        return first, first + len(rows) - 1

    def _bands(self, about: About, summary: Summary) -> None:
        words, all_of_them = self._words, sum(summary.bands)
        rows: list[list[tuple[Cell, Form]]] = [
            [
                (words[f"sheet.band.{lowest * 100:.0f}"], Form.TEXT),
                (count, Form.COUNT),
                (count / all_of_them, Form.SHARE),
            ]
            for lowest, count in zip(BANDS, summary.bands, strict=True)
        ]
        title, counted = words["sheet.bands.title"], words[f"sheet.bands.attempts.{about}"]
        headings = (words["sheet.bands.band"], counted, words["sheet.bands.share"])
        first, last = self._table(title, headings, rows)
        self._chart("column", title, (first, last, 1), height=300)

    def _departments(self, about: About, summary: Summary) -> None:
        words = self._words
        rows: list[list[tuple[Cell, Form]]] = [
            [
                (department.name or words["sheet.no_department"], Form.TEXT),
                (department.people, Form.COUNT),
                (department.attempts, Form.COUNT),
                (department.mean, Form.SHARE),
            ]
            for department in summary.departments
        ]
        headings = (
            words["sheet.head.department"],
            words["sheet.departments.people"],
            words[f"sheet.bands.attempts.{about}"],
            words["sheet.figures.mean"],
        )
        first, last = self._table(words["sheet.departments.title"], headings, rows)
        last = min(last, first + _MOST_BARS - 1)
        height = 110 + 26 * (last - first + 1)
        self._chart("bar", words["sheet.departments.chart"], (first, last, 3), height)

    def _chart(self, kind: str, title: str, cells: tuple[int, int, int], height: int) -> None:
        """One labelled series over `cells`: first row, last row, column. No legend is needed."""
        first, last, column = cells
        chart = self._book.file.add_chart({"type": kind})
        font = {"name": self._book.font, "size": 9, "color": "#22302F"}
        chart.add_series(
            {
                "name": title,
                "categories": [self._title, first, 0, last, 0],
                "values": [self._title, first, column, last, column],
                "fill": {"color": ACCENT},
                "gap": 60,
                "data_labels": {"value": True, "font": font},
            }
        )
        chart.set_title({"name": title, "name_font": font | {"size": 12}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_chartarea({"border": {"color": LINE}})
        counted: dict[str, Any] = {
            "visible": False,
            "major_gridlines": {"visible": False},
            "min": 0,
        }
        named = {"num_font": font, "line": {"color": LINE}, "major_tick_mark": "none"}
        if kind == "bar":
            # The first row of the table is the uppermost bar; all of them stand before 100 %.
            chart.set_x_axis(counted | {"max": 1})
            chart.set_y_axis(named | {"reverse": True})
        else:
            chart.set_x_axis(named)
            chart.set_y_axis(counted)
        chart.set_size({"width": _CHART_WIDTH, "height": height})
        self._page.insert_chart(self._chart_row, _CHART_COLUMN, chart)
        self._chart_row += height // 20 + 2

    def _remarks(self, scope: Scope, summary: Summary) -> None:
        self._section(self._words["sheet.notes.title"])
        keys = [f"counts.{scope.about}", "deviation", "items"] if summary.attempts else ["empty"]
        if summary.attempts and scope.bank and scope.about is About.PRACTICE:
            keys.insert(1, "one_bank")
        for key in keys:
            self._page.write_string(
                self._row, 0, self._words[f"sheet.notes.{key}"], self._book.remark
            )
            self._row += 1


def _about(scope: Scope, words: Words) -> list[tuple[str, Cell, Form]]:
    no_bound = words["sheet.no_bound"]
    exam: list[tuple[str, Cell, Form]] = (
        [("exam", scope.exam, Form.TEXT)] if scope.about is About.EXAM else []
    )
    return [
        *exam,
        ("bank", scope.bank or words["sheet.all_banks"], Form.TEXT),
        ("since", scope.since or no_bound, Form.DATE),
        ("until", scope.until or no_bound, Form.DATE),
        ("department", scope.department or words["sheet.all_departments"], Form.TEXT),
        ("zone", _zone(scope), Form.TEXT),
        ("made_at", scope.local(scope.made_at), Form.TIME),
        ("made_by", scope.made_by, Form.TEXT),
    ]


def _zone(scope: Scope) -> str:
    """`Asia/Shanghai (UTC+8)`: the name, and what it means at the moment of the export."""
    offset = scope.made_at.astimezone(ZoneInfo(scope.time_zone)).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    shown = f"{hours}:{rest:02}" if rest else f"{hours}"
    return f"{scope.time_zone} (UTC{'-' if minutes < 0 else '+'}{shown})"


def _figures(about: About, summary: Summary, invited: int | None) -> list[tuple[str, Cell, Form]]:
    counts: list[tuple[str, Cell, Form]] = [
        ("invited", invited, Form.COUNT),
        ("started", summary.started, Form.COUNT),
        (f"handed_in.{about}", summary.handed_in, Form.COUNT),
        (f"attempts.{about}", summary.attempts, Form.COUNT),
        (f"left_open.{about}", summary.left_open, Form.COUNT),
        ("passed", summary.passed, Form.COUNT),
        ("pass_rate", summary.pass_rate, Form.FINE_SHARE),
    ]
    return [line for line in counts if line[1] is not None] + _spread(summary.spread)


def _spread(spread: Spread | None) -> list[tuple[str, Cell, Form]]:
    if spread is None:
        return []
    return [
        ("mean", spread.mean, Form.FINE_SHARE),
        ("median", spread.median, Form.FINE_SHARE),
        ("deviation", spread.deviation, Form.FINE_SHARE),
        ("highest", spread.highest, Form.FINE_SHARE),
        ("lowest", spread.lowest, Form.FINE_SHARE),
    ]
