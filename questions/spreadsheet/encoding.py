"""From bytes to text: the ladder of encodings that Chinese files really come in."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass

from questions.errors import FileRefused
from questions.spreadsheet.fenced import unfenced

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CJK_MARKS = frozenset("“”‘’…—·×÷≤≥√①②③④⑤⑥⑦⑧⑨⑩")
# Of the characters beyond ASCII, how many must be plainly Chinese to believe in GB18030:
# most of any European text decodes as GB18030 as well, into characters that nobody uses.
_PLAUSIBLE = 1 / 3
_CERTAIN = 0.8
_WIDE_CERTAIN = 0.9


@dataclass(frozen=True, slots=True)
class Decoded:
    """`encoding` is a name that Python knows; `guessed` when no rule proves it."""

    text: str
    encoding: str
    guessed: bool = False


def decoded(data: bytes) -> Decoded:
    """The text, its line ends made LF; FileRefused when it is no text."""
    found = _decoded(data)
    text = found.text.rstrip("\x1a").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise FileRefused("file_unknown")
    return Decoded(unfenced(text.replace("\ufeff", "")), found.encoding, found.guessed)


def wide(data: bytes) -> Decoded | None:
    """The text of UTF-16 without a mark: zeros stand beside its line ends and separators."""
    if b"\x00" not in data[:65536]:
        return None
    whole = data[: len(data) // 2 * 2]
    for encoding, breaks in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if breaks not in whole or not (found := _strict(whole, encoding)):
            continue
        known = sum(map(_is_of_texts, found.text))
        if known >= _WIDE_CERTAIN * len(found.text):
            return Decoded(found.text, encoding, guessed=True)
    return None


def _is_of_texts(char: str) -> bool:
    return " " <= char <= "~" or char in "\t\r\n" or _is_common_chinese(char)


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding) or _refuse()
    if found := wide(data):
        return found
    if found := _strict(data, "utf-8"):
        return found
    if _is_damaged_utf8(data):
        _refuse()
    if found := _chinese(data):
        return found
    if _is_damaged_chinese(data):
        _refuse()
    if found := _strict(data, "cp1252"):
        return Decoded(found.text, "cp1252", guessed=True)
    return Decoded(data.decode("latin-1"), "latin-1", guessed=True)


def _chinese(data: bytes) -> Decoded | None:
    simplified = _strict(data, "gb18030")
    traditional = _strict(data, "big5")
    share = _share(simplified.text, _is_common_chinese) if simplified else 0
    other = _share(traditional.text, _is_common_traditional) if traditional else 0
    if traditional and share < _CERTAIN <= other:
        return Decoded(traditional.text, "big5", guessed=True)
    return simplified if share >= _PLAUSIBLE else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes: read as anything else it would be nonsense."""
    text = data.decode("utf-8", "replace")
    beyond = sum(char > "\x7f" for char in text)
    return 20 * text.count("\ufffd") < beyond


def _is_damaged_chinese(data: bytes) -> bool:
    """The same of GB18030: what is left of it must be plainly Chinese."""
    text = data.decode("gb18030", "replace")
    beyond = sum(char > "\x7f" for char in text)
    is_rare = 0 < 20 * text.count("\ufffd") < beyond
    return is_rare and _share(text.replace("\ufffd", ""), _is_common_chinese) >= _CERTAIN


def _refuse() -> Decoded:
    raise FileRefused("file_text_broken")


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _share(text: str, is_common: Callable[[str], bool]) -> float:
    beyond = [char for char in text if char > "\x7f"]
    return sum(map(is_common, beyond)) / len(beyond) if beyond else 1.0


def _is_common_chinese(char: str) -> bool:
    if char in _CJK_MARKS or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff65":
        return True
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    # The first level of GB2312: the 3,755 characters in daily use.
    return 0xB0 <= lead <= 0xD7


def _is_common_traditional(char: str) -> bool:
    try:
        lead = char.encode("big5")[0]
    except UnicodeEncodeError:
        return False
    return 0xA1 <= lead <= 0xC6
