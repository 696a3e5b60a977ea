"""The formats in which learning platforms hand questions on, told apart by what stands in them."""

from collections.abc import Callable
from dataclasses import replace

from questions.errors import FileRefused
from questions.formats import aiken, gift, moodle_xml, own_text
from questions.formats.qti import read as qti
from questions.formats.report import Assumption, Reading
from questions.formats.sniff import sniff
from questions.formats.xml_text import text_of
from questions.spreadsheet.encoding import decoded

_Reader = Callable[[str, str], Reading]
_XML: tuple[tuple[Callable[[str], bool], _Reader], ...] = (
    (moodle_xml.is_moodle, moodle_xml.read),
    (qti.is_qti, qti.read),
)
_TEXTS: tuple[tuple[Callable[[str], bool], _Reader], ...] = (
    (gift.is_gift, gift.read),
    (aiken.is_aiken, aiken.read),
)


def read(data: bytes) -> Reading | None:
    """The reading of such a file; None for tables, papers and all else."""
    form = sniff(data)
    if form == "package":
        return qti.read_package(data)
    if form != "text":
        return None
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<":
        text = text_of(data)
        way = next((read for knows, read in _XML if knows(text)), None)
        return way(text, "utf-8") if way else None
    source = decoded(data)
    if b"```" in data[:2000] and source.text.lstrip()[:1] == "<":
        text = source.text.lstrip()
        return next((read(text, "utf-8") for knows, read in _XML if knows(text)), None)
    if not source.text.strip():
        raise FileRefused("file_empty")
    reading = own_text.read(source.text, source.encoding)
    if reading is None:
        way = next((read for knows, read in _TEXTS if knows(source.text)), None)
        reading = way(source.text, source.encoding) if way else None
    if reading is None or not source.guessed:
        return reading
    guessed = Assumption("encoding_guessed", {"encoding": source.encoding})
    return replace(reading, assumptions=(guessed, *reading.assumptions))
