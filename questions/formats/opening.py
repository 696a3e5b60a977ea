"""From a file to its sheets: the bytes are told apart, decoded and cut, nothing judged yet."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from questions.errors import FileRefused
from questions.formats import cards, json_list, table
from questions.formats.entry import Entry
from questions.formats.folded import unfolded
from questions.formats.headers import Role
from questions.formats.report import Assumption
from questions.formats.sniff import sniff
from questions.formats.turned import standing, upright
from questions.spreadsheet import csv_text, html_table, xls, xlsx, xml_2003
from questions.spreadsheet.csv_text import SEPARATORS
from questions.spreadsheet.encoding import Decoded, decoded
from questions.spreadsheet.sheet import Sheet

_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|table|[a-z]+[\s:>])", re.IGNORECASE)
_USUAL_SEPARATORS = (",", "\t")


@dataclass(frozen=True, slots=True)
class Opened:
    """`entries` are the objects of a JSON list; `text` is there for CSV and for other texts,
    whose format is "txt", `separator` for CSV."""

    format: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    text: str = ""
    separator: str = ""
    entries: tuple[object, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


def opened(data: bytes) -> Opened:
    """FileRefused, whose code says what to send instead, when it holds no sheet and no list."""
    found = _opened(data)
    return replace(found, sheets=standing(found.sheets))


def _opened(data: bytes) -> Opened:
    form = sniff(data)
    if form == "xlsx":
        return Opened("xlsx", xlsx.read(data))
    if form == "xls":
        return Opened("xls", xls.read(data))
    if form == "package":
        raise FileRefused("file_package")
    if form == "docx":
        return Opened("docx", ())
    source = decoded(data)
    guessed = Assumption("encoding_guessed", {"encoding": source.encoding})
    return _text(source, (guessed,) if source.guessed else ())


def has_markup(text: str) -> bool:
    """Whether a text is a web page or XML."""
    return bool(_MARKUP.match(text))


def _text(source: Decoded, said: tuple[Assumption, ...]) -> Opened:
    text, encoding = source.text, source.encoding
    start = text.lstrip()[:1]
    if not start:
        raise FileRefused("file_empty")
    if start in "[{" and (entries := json_list.entries(text)) is not None:
        sheet = json_list.sheet([each for each in entries if isinstance(each, dict)])
        return Opened("json", (sheet,), encoding, entries=tuple(entries), assumptions=said)
    if (entries := json_list.yaml_entries(text)) is not None:
        sheet = json_list.sheet([each for each in entries if isinstance(each, dict)])
        return Opened("json", (sheet,), encoding, assumptions=said)
    if xml_2003.is_workbook(text):
        return Opened("xml", xml_2003.read(text), encoding)
    if has_markup(text):
        if not (sheets := html_table.read(text)):
            raise FileRefused("file_markup")
        return Opened("html", sheets, encoding, assumptions=said)
    found = _separated(text, csv_text.separators(text))
    if found is None:
        return Opened("txt", (), encoding, text, assumptions=said)
    separator, sheet = found
    if separator not in _USUAL_SEPARATORS:
        said = (*said, Assumption("separator", {"separator": separator}))
    return Opened("csv", (sheet,), encoding, text, separator, assumptions=said)


def _is_whole(entry: Entry) -> int:
    """How much of a question stands in a row; one that we wrote may show little of it."""
    ours = bool(entry.own.get(Role.OWN_DATA))
    return bool(entry.key) + (len(entry.options) > 1) + 2 * ours


def _separated(text: str, separators: Sequence[str]) -> tuple[str, Sheet] | None:
    """The separator that gives most questions, and the rows that it gives; None when none does."""
    best: tuple[int, str, Sheet] | None = None
    for separator in separators:
        sheet = upright(csv_text.read(text, separator))
        found = table.read(sheet, is_csv=True) or cards.read(sheet)
        if found is None:
            continue
        whole = sum(map(_is_whole, found.entries))
        if best is None or whole > best[0]:
            best = whole, separator, sheet
    if best is None:
        # A table in quotation marks line by line: to CSV it is one column.
        with suppress(FileRefused):
            sheet = csv_text.read(text, SEPARATORS[0])
            cut = unfolded(sheet)
            return (SEPARATORS[0], cut) if cut is not sheet else None
        return None
    return best[1], best[2]
