"""Reads a bank in any format that we know, told by bytes and content, never by the file's name."""

from contextlib import suppress
from dataclasses import replace

from questions.errors import FileRefused
from questions.formats import cards, exchange, json_list, sheet_paper
from questions.formats.docx.document import read_document
from questions.formats.kinds import Sort, sort_named
from questions.formats.opening import Opened, opened
from questions.formats.paper import read as paper
from questions.formats.paper.line import of_text
from questions.formats.paper.seen import looks_like_paper
from questions.formats.report import Reading
from questions.formats.workbook import collect


def read(data: bytes, name: str = "") -> Reading:
    """What a file holds; FileRefused, whose code says what to send instead, when it is no bank.

    A row that is no question gives a problem, and the others go on. Of the name only a kind in
    it is heeded (判断题.csv), and only where nothing in the file tells the kind.
    """
    if (exchanged := exchange.read(data)) is not None:
        return exchanged
    found, hint = opened(data), sort_named(name)
    if found.format == "docx":
        reading = read_document(data, hint)
    elif found.format == "txt":
        refusal = "file_cards" if cards.are_lines(found.text) else "file_text_no_table"
        reading = paper.read(of_text(found.text), "txt", found.encoding, hint, refusal)
    elif json_list.is_ours(found.entries):
        reading = json_list.read(found.entries, found.encoding)
    else:
        reading = _of_workbook(found, hint)
    return replace(reading, assumptions=(*found.assumptions, *reading.assumptions))


def _of_workbook(found: Opened, hint: Sort | None) -> Reading:
    """The questions of the sheets; where no sheet is a table, those of the papers in them."""
    try:
        reading = _of_sheets(found, hint)
    except FileRefused:
        pasted = sheet_paper.read(found.sheets, found.format, hint)
        if pasted is None:
            raise
        return pasted
    if reading.drafts or all(each.code != "header_missing" for each in reading.assumptions):
        return reading
    return sheet_paper.read(found.sheets, found.format, hint) or reading


def _of_sheets(found: Opened, hint: Sort | None) -> Reading:
    """The questions of the sheets; of a text that may be a paper as well, what gives more."""
    if found.format != "csv" or not looks_like_paper(found.text):
        is_csv = found.format == "csv"
        return collect(found.sheets, found.format, found.encoding, is_csv, hint)
    readings: list[Reading] = []
    with suppress(FileRefused):
        readings.append(paper.read(of_text(found.text), "txt", found.encoding, hint))
    try:
        readings.append(collect(found.sheets, "csv", found.encoding, True, hint))
    except FileRefused:
        if not readings:
            raise
    return max(readings, key=lambda reading: len(reading.drafts))
