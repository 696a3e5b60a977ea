"""Reads a bank in any format that we know, told by bytes and content, never by the file's name."""

from dataclasses import replace

from questions.formats import json_list
from questions.formats.kinds import sort_named
from questions.formats.opening import opened
from questions.formats.report import Reading
from questions.formats.workbook import collect


def read(data: bytes, name: str = "") -> Reading:
    """What a file holds; FileRefused, whose code says what to send instead, when it is no bank.

    A row that is no question gives a problem, and the others go on. Of the name only a kind in
    it is heeded (判断题.csv), and only where nothing in the file tells the kind.
    """
    found = opened(data)
    if json_list.is_ours(found.entries):
        reading = json_list.read(found.entries, found.encoding)
    else:
        is_csv, hint = found.format == "csv", sort_named(name)
        reading = collect(found.sheets, found.format, found.encoding, is_csv, hint)
    return replace(reading, assumptions=(*found.assumptions, *reading.assumptions))
