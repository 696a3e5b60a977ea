"""The results of a score sheet as CSV: every text quoted, and none of them a formula."""

import csv
import io
from datetime import date, datetime
from typing import BinaryIO

from questions.cells import csv_safe
from questions.score_columns import Cell, Words, attempt_columns
from questions.score_sheet import ScoreSheet


def as_csv(sheet: ScoreSheet, words: Words) -> bytes:
    file = io.BytesIO()
    write_csv(sheet, words, file)
    return file.getvalue()


def write_csv(sheet: ScoreSheet, words: Words, file: BinaryIO) -> None:
    """UTF-8 with the mark that Excel wants to see, lines ended by CRLF. `file` stays open."""
    columns = attempt_columns(sheet.scope, words)
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow([csv_safe(column.heading) for column in columns])
        for row in sheet.attempts:
            writer.writerow([_field(column.read(row)) for column in columns])
        text.flush()
    finally:
        text.detach()


def _field(value: Cell) -> str | int | float:
    """Numbers stay numbers, times are told to the minute as in the workbook."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, str):
        return csv_safe(value)
    return "" if value is None else value
