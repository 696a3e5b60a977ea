"""What a file is, by its bytes and never by its name; and what it is not wanted as."""

import re

from questions.errors import FileRefused
from questions.spreadsheet import archive, ole
from questions.spreadsheet.encoding import wide

_STARTS = (
    (b"%PDF", "file_pdf"),
    (b"\x89PNG", "file_image"), (b"\xff\xd8\xff", "file_image"), (b"GIF8", "file_image"),
    (b"II*\x00", "file_image"), (b"MM\x00*", "file_image"), (b"BM", "file_image"),
    (b"7z\xbc\xaf", "file_archive"), (b"Rar!", "file_archive"), (b"\x1f\x8b", "file_archive"),
    (b"{\\rtf", "file_rtf"),
)  # fmt: skip
_RAW_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "file_encrypted"),
    ("WordDocument", "file_doc"),
    ("PowerPoint Document", "file_ppt"),
)
# The first entry that is there says what the archive is.
_ZIP_ENTRIES = (
    ("xl/workbook.bin", "file_xlsb"),
    ("ppt/presentation.xml", "file_ppt"),
    ("h5p.json", "file_h5p"),
    ("collection.anki2", "file_apkg"),
    ("collection.anki21", "file_apkg"),
    ("collection.anki21b", "file_apkg"),
    ("content.xml", "file_ods"),
    ("index.zip", "file_numbers"),
    ("index/document.iwa", "file_numbers"),
)
# What learning platforms put into theirs.
_MANIFEST = "imsmanifest.xml"
_MACROS = ("vbaproject.bin", "vbadata.xml")


def sniff(data: bytes) -> str:
    """ "xlsx", "xls", "docx", "package" or "text"; FileRefused, with what to send instead,
    for all else."""
    if not data.strip(b"\x00 \t\r\n\x1a\xef\xbb\xbf"):
        raise FileRefused("file_empty")
    if len(data) > archive.MAX_FILE:
        raise FileRefused("file_too_large", limit=archive.MAX_FILE // 1024 // 1024)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(_RAW_XLS):
        return "xls"
    for start, code in _STARTS:
        if data.startswith(start) and not (start == b"BM" and _is_text(data)):
            raise FileRefused(code)
    if data[8:12] == b"WEBP" or re.match(rb"....ftyp(heic|mif1|avif)", data, re.DOTALL):
        raise FileRefused("file_image")
    if not _is_text(data):
        raise FileRefused("file_unknown")
    return "text"


def _zip(data: bytes) -> str:
    entries = {name.lower().replace("\\", "/").lstrip("/") for name in archive.names(data)}
    if not entries:
        raise FileRefused("file_broken")
    if any(name.endswith(_MACROS) for name in entries):
        raise FileRefused("file_macros")
    if "xl/workbook.xml" in entries:
        return "xlsx"
    if "word/document.xml" in entries:
        return "docx"
    if _MANIFEST in entries:
        return "package"
    if code := next((code for name, code in _ZIP_ENTRIES if name in entries), ""):
        raise FileRefused(code)
    if any(name.endswith((_MANIFEST, ".xml", ".qti")) for name in entries):
        return "package"
    raise FileRefused("file_zip")


def _ole(data: bytes) -> str:
    streams = ole.streams(data)
    if streams & {"Workbook", "Book"}:
        return "xls"
    raise FileRefused(
        next((code for name, code in _OLE_STREAMS if name in streams), "file_unknown")
    )


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if wide(data):
        return True
    start = data[:65536]
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 26) for byte in start)
    return b"\x00" not in start and controls * 100 <= len(start)
