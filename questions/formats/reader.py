"""Which format is this file? Told by its bytes and its content, never by its name."""

import re

from questions.errors import FileRefused
from questions.formats import json_list
from questions.formats.kinds import Sort, sort_named
from questions.formats.report import Assumption, Reading
from questions.formats.sniff import sniff
from questions.formats.workbook import collect
from questions.spreadsheet import csv_text, html_table, xls, xlsx, xml_2003
from questions.spreadsheet.encoding import Decoded, decoded

_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|table|[a-z]+[\s:>])", re.IGNORECASE)
_USUAL_SEPARATORS = (",", "\t")


def read(data: bytes, name: str = "") -> Reading:
    """What a file holds; FileRefused, whose code says what to send instead, when it is no bank.

    A row that is no question gives a problem, and the others go on. Of the name only a kind in
    it is heeded (判断题.csv), and only where nothing in the file tells the kind.
    """
    form, hint = sniff(data), sort_named(name)
    if form == "xlsx":
        return collect(xlsx.read(data), "xlsx", hint=hint)
    if form == "xls":
        return collect(xls.read(data), "xls", hint=hint)
    return _text(decoded(data), hint)


def _text(source: Decoded, hint: Sort | None) -> Reading:
    start = source.text.lstrip()[:1]
    if not start:
        raise FileRefused("file_empty")
    if start in "[{" and (listed := json_list.read(source.text, source.encoding, hint)):
        return _with_encoding(listed, source)
    if xml_2003.is_workbook(source.text):
        return collect(xml_2003.read(source.text), "xml", source.encoding, hint=hint)
    if _MARKUP.match(source.text):
        if not (sheets := html_table.read(source.text)):
            raise FileRefused("file_markup")
        return _with_encoding(collect(sheets, "html", source.encoding, hint=hint), source)
    return _with_encoding(_separated(source, hint), source)


def _separated(source: Decoded, hint: Sort | None) -> Reading:
    """The reading by the separator that gives most questions."""
    best: tuple[int, Reading, str] | None = None
    for separator in csv_text.separators(source.text):
        try:
            sheet = csv_text.read(source.text, separator)
            reading = collect([sheet], "csv", source.encoding, is_csv=True, hint=hint)
        except FileRefused as refused:
            if refused.code != "file_no_table":
                raise
            continue
        if best is None or len(reading.drafts) > best[0]:
            best = len(reading.drafts), reading, separator
    if best is None:
        raise FileRefused("file_text_no_table")
    _, reading, separator = best
    if separator in _USUAL_SEPARATORS:
        return reading
    return _with(reading, Assumption("separator", {"separator": separator}))


def _with_encoding(reading: Reading, source: Decoded) -> Reading:
    if not source.guessed:
        return reading
    return _with(reading, Assumption("encoding_guessed", {"encoding": source.encoding}))


def _with(reading: Reading, said: Assumption) -> Reading:
    return Reading(
        reading.format, reading.encoding, reading.drafts, reading.problems,
        (said, *reading.assumptions),
    )  # fmt: skip
