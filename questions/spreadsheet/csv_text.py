"""Reads and writes CSV and TSV, with the separators and quotes that real files have."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from questions.cells import csv_plain, csv_safe
from questions.errors import FileRefused
from questions.spreadsheet.sheet import Gatherer, Sheet

SEPARATORS = (",", "\t", ";", "|")
# Only where no ASCII separator fits: Chinese sentences are full of it.
WIDE_SEPARATOR = "，"
# What Excel takes as a hint and never shows.
_NAMED = re.compile(r"sep=(.)\n")
_KEPT = re.compile(r'="([^"]*)"')
_FIELD_LIMIT = 1_000_000
_SAMPLE_LINES = 20
# A field with that many lines is an unclosed quotation mark that swallowed the rows after it.
_SWALLOWED_LINES = 12


def separators(text: str) -> tuple[str, ...]:
    """The separators that may be meant, likeliest first, judged by the first 20 rows."""
    if named := _NAMED.match(text):
        return (named[1],)
    lines = [line for line in text.split("\n", _SAMPLE_LINES * 3) if line.strip()]
    sample = "\n".join(lines[:_SAMPLE_LINES])
    scored = [(_fitness(sample, each), each) for each in SEPARATORS]
    fitting = [each for score, each in sorted(scored, key=lambda one: -one[0]) if score > 0]
    if not fitting and _fitness(sample, WIDE_SEPARATOR) > 0:
        return (WIDE_SEPARATOR,)
    return (*fitting, WIDE_SEPARATOR) if WIDE_SEPARATOR in sample else tuple(fitting)


def read(text: str, separator: str) -> Sheet:
    """The rows as one sheet; `number` is the row that Excel would show."""
    gatherer = Gatherer()
    for number, fields in enumerate(records(text, separator), start=1):
        if not gatherer.add(number, map(_plain, fields)):
            break
    return Sheet(
        name="",
        rows=tuple(gatherer.rows),
        rows_cut=gatherer.rows_cut,
        columns_cut=gatherer.columns_cut,
    )


def _plain(field: str) -> str:
    """The text of a field; ="007" is how some keep Excel from making 7 of it."""
    kept = _KEPT.fullmatch(field)
    return kept[1] if kept else csv_plain(field)


def records(text: str, separator: str) -> list[list[str]]:
    """The fields of every row, blank rows too; a first line that names the separator is blank."""
    if _NAMED.match(text):
        text = "\n" + text.partition("\n")[2]
    quote = "'" if _is_single_quoted(text, separator) else '"'
    found = _parsed(text, separator, quote)
    swallowed = any(_has_swallowed(field, separator) for record in found for field in record)
    if swallowed and not _is_well_quoted(text, separator, quote):
        return _parsed(text, separator, None)
    return found


def written(
    rows: Iterable[Sequence[str]], separator: str = ",", encoding: str = "utf-8-sig"
) -> bytes:
    """A CSV file with CRLF and every text in quotation marks, none of it a formula.

    Where the encoding lacks a character the file becomes UTF-8 with a mark.
    """
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([csv_safe(text) for text in row] for row in rows)
    # A plain "utf-8" is garbled by a Chinese Excel, so UTF-8 always gets its mark.
    chosen = "utf-8-sig" if encoding.replace("-", "") == "utf8" else encoding
    try:
        return target.getvalue().encode(chosen)
    except UnicodeEncodeError:
        return target.getvalue().encode("utf-8-sig")


def _has_swallowed(field: str, separator: str) -> bool:
    return field.count("\n") >= _SWALLOWED_LINES and separator in field


def _is_well_quoted(text: str, separator: str, quote: str) -> bool:
    """Whether every quotation mark that opens a field closes it as well."""
    before = csv.field_size_limit(_FIELD_LIMIT)
    try:
        source = io.StringIO(text, newline="")
        for _ in csv.reader(source, delimiter=separator, quotechar=quote, strict=True):
            pass
    except csv.Error:
        return False
    finally:
        csv.field_size_limit(before)
    return True


def _parsed(text: str, separator: str, quote: str | None) -> list[list[str]]:
    before = csv.field_size_limit(_FIELD_LIMIT)
    try:
        source = io.StringIO(text, newline="")
        if quote is None:
            return list(csv.reader(source, delimiter=separator, quoting=csv.QUOTE_NONE))
        return list(csv.reader(source, delimiter=separator, quotechar=quote))
    except csv.Error as wrong:
        raise FileRefused("file_too_heavy") from wrong
    finally:
        csv.field_size_limit(before)


def _is_single_quoted(text: str, separator: str) -> bool:
    first = next((line for line in text.split("\n", 20) if line.strip()), "")
    fields = [field.strip() for field in first.split(separator) if field.strip()]
    return len(fields) > 1 and all(re.fullmatch(r"'[^']*'", field) for field in fields)


def _fitness(sample: str, separator: str) -> float:
    """How evenly a separator cuts the rows: 0 when it cuts none of them."""
    try:
        widths = [len(record) for record in _parsed(sample, separator, '"') if record]
    except FileRefused:
        return 0
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0
    usual = max(set(cut), key=lambda width: (cut.count(width), width))
    return cut.count(usual) / len(widths) + min(usual, 20) / 100
