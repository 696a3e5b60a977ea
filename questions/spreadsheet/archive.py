"""A zip that was counted before anything in it is parsed: how big, how many, what sort."""

import io
import re
import zipfile
import zlib

from questions.errors import FileRefused

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ENTRY = 50 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_RATIO = 100
# Below this size an entry may be as dense as it likes: a page of blanks is no bomb.
_SMALL = 1024 * 1024
_CHUNK = 256 * 1024
_DOCTYPE = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


def opened(data: bytes, refuse_doctype: bool = True) -> zipfile.ZipFile:
    """The archive, once every entry was unpacked and counted; FileRefused for a bomb.

    The sizes that the archive claims are checked first, then the bytes that really come out.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        _claims(entries, len(data))
        total = 0
        for entry in entries:
            total += _counted(archive, entry, MAX_UNPACKED - total, refuse_doctype)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as wrong:
        raise FileRefused("file_broken") from wrong
    except (RuntimeError, NotImplementedError) as wrong:
        # An entry with a password, or packed in a way that Python does not know.
        raise FileRefused("file_encrypted") from wrong
    return archive


def names(data: bytes) -> frozenset[str]:
    """The names of the entries, or none when it is no zip; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()
    if len(entries) > MAX_ENTRIES:
        raise FileRefused("file_too_heavy")
    return frozenset(entry.filename for entry in entries)


def _claims(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED:
        raise FileRefused("file_too_heavy")
    if total > _SMALL and total > MAX_RATIO * packed:
        raise FileRefused("file_too_heavy")
    for entry in entries:
        _entry(entry.file_size, entry.compress_size)


def _entry(size: int, packed: int) -> None:
    if size > MAX_ENTRY or (size > _SMALL and size > MAX_RATIO * max(packed, 1)):
        raise FileRefused("file_too_heavy")


def _counted(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int, refuse_doctype: bool
) -> int:
    size, tail = 0, b""
    is_xml = refuse_doctype and entry.filename.lower().endswith(_XML)
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > allowed:
                raise FileRefused("file_too_heavy")
            _entry(size, entry.compress_size)
            # UTF-16 has a NUL beside every letter of ASCII.
            if is_xml and _DOCTYPE.search((tail + chunk).replace(b"\x00", b"")):
                raise FileRefused("file_doctype")
            tail = chunk[-32:]
    return size
