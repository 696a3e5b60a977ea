"""A score sheet as a workbook: summary with charts, results, questions, and who is missing."""

import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from questions.score_columns import (
    Column,
    Form,
    Words,
    absent_columns,
    attempt_columns,
    item_columns,
)
from questions.score_sheet import AttemptRow, ScoreSheet, sheet_name
from questions.score_summary import Tally
from questions.score_summary_page import SummaryPage
from questions.score_workbook import Book


def workbook(sheet: ScoreSheet, words: Words) -> bytes:
    file = io.BytesIO()
    write_workbook(sheet, words, file)
    return file.getvalue()


def write_workbook(sheet: ScoreSheet, words: Words, file: BinaryIO) -> None:
    """Nothing reaches `file` unless the whole workbook could be written. It stays open."""
    with TemporaryDirectory(prefix="wengu-sheet-") as name:
        folder = Path(name)
        path = folder / "sheet.xlsx"
        _fill(path, folder, sheet, words)
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, file)


def _fill(path: Path, folder: Path, sheet: ScoreSheet, words: Words) -> None:
    book = Book(path, folder, words)
    # Leaving this block writes the file even after a fault, and puts the scratch files away.
    with book.file:
        book.describe(sheet.scope, words)
        summary_title = sheet_name(words["sheet.tab.summary"])
        summary_page = book.page(summary_title)
        tally = Tally()
        _attempts(book, sheet, words, tally)
        book.table(
            book.page(words["sheet.tab.items"]), item_columns(sheet.items, words), sheet.items
        )
        if sheet.absent is not None:
            _absent(book, sheet, words)
        # Last, for its figures are those of the rows that went by.
        SummaryPage(book, summary_page, summary_title, words).write(
            sheet.scope, tally.summary(), sheet.invited
        )


def _attempts(book: Book, sheet: ScoreSheet, words: Words, tally: Tally) -> None:
    page = book.page(words["sheet.tab.attempts"])
    columns = attempt_columns(sheet.scope, words)
    count = book.table(page, columns, tally.watch(sheet.attempts))
    if count:
        _colour_passed(book, page, columns, words, count)


def _colour_passed(
    book: Book, page: Any, columns: Sequence[Column[AttemptRow]], words: Words, count: int
) -> None:
    at = next(at for at, column in enumerate(columns) if column.key == "passed")
    for name, look in (("yes", book.good), ("no", book.bad)):
        shown = words[f"sheet.passed.{name}"]
        rule = {"type": "cell", "criteria": "==", "value": f'"{shown}"', "format": look}
        page.conditional_format(1, at, count, at, rule)


def _absent(book: Book, sheet: ScoreSheet, words: Words) -> None:
    page = book.page(words["sheet.tab.absent"])
    count = book.table(page, absent_columns(words), sheet.absent or ())
    if not count:
        book.put(page, 1, 0, words["sheet.nobody_absent"], Form.TEXT)
