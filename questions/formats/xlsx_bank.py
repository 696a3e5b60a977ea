"""A bank as XLSX, or as CSV: reads back here without any loss, and in 考试宝."""

from collections.abc import Mapping

from questions.formats.bank_rows import (
    DIFFICULTIES,
    DIFFICULTY,
    KIND,
    KINDS,
    NOTE,
    POINTS,
    QUOTE,
    STEM,
    rows,
)
from questions.formats.headers import OWN_DATA
from questions.question import Bank
from questions.spreadsheet import csv_text, xlsx_writer
from questions.spreadsheet.xlsx_writer import Page

_WIDTHS = {STEM: 48, NOTE: 32, QUOTE: 48, POINTS: 32}


def write_bank(bank: Bank, articles_titles: Mapping[str, str]) -> bytes:
    """An XLSX file with one sheet. `articles_titles` names the articles of the quotes by key."""
    named, table = rows(bank, articles_titles)
    page = Page(
        bank.title or bank.key,
        table,
        widths={named.place(name): width for name, width in _WIDTHS.items()},
        hidden=frozenset({named.place(OWN_DATA)}),
        lists={named.place(KIND): KINDS, named.place(DIFFICULTY): DIFFICULTIES},
    )
    return xlsx_writer.written([page])


def write_bank_csv(bank: Bank, articles_titles: Mapping[str, str]) -> bytes:
    """The same rows as CSV, in UTF-8 with a mark, no text of which runs as a formula."""
    return csv_text.written(rows(bank, articles_titles)[1])
