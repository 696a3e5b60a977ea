"""Text as it is shown, and text as it is compared: what every reader does with what it finds."""

import html
import re
import unicodedata

from questions.formats.radicals import CHARACTERS

# Blanks of every width, what has no width, what cannot be printed, and radicals.
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u2e80-\u2fdf\u3000\ufe50-\ufe5e\ufeff\ufff0-\uffff\ud800-\udfff]"
)
_BLANKS = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LINES = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_UNSEEN = ((0, 9), (0x0E, 0x20), (0x7F, 0x85), (0x86, 0xA0), (0xAD, 0xAE), (0x180E, 0x180F),
           (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFEFF, 0xFF00),
           (0xFFF0, 0xFFFC), (0xFFFE, 0x10000), (0xD800, 0xE000))  # fmt: skip
_NOTHING = {code: None for start, end in _UNSEEN for code in range(start, end)}
_RADICALS = {ord(radical): character for radical, character in CHARACTERS.items()}
# The small forms that some input methods and fonts leave: ﹙甲﹚﹑
_SMALL = {small: ord(usual) for small, usual in zip(
    [*range(0xFE50, 0xFE53), *range(0xFE54, 0xFE58), *range(0xFE59, 0xFE5F)],
    "，、．；：？！（）｛｝〔〕", strict=True)}  # fmt: skip
_TABLE = {**_SMALL, **_RADICALS, **_NOTHING, **_BLANKS, **_LINES}
# Between two emoji the joiner makes one picture of them.
_JOINED = re.compile("(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d")
_WRAPPED = re.compile(r"\s*<(p|div|span|font|strong|b)\b[^<>]*>.*</\1\s*>\s*", re.I | re.S)
# Tags that nobody writes who only speaks of them.
_STYLED = re.compile(
    r"<(span|font|p|div|b|strong|u|em|td)\s+(?:style|class|color|face|size|lang|align|dir|data-)\b"
    r"[^<>]*>[^<>]*</\1\s*>"
    r"|(?<=[^\s<>=“\"'「])<br\s*/?>(?=[^\s<>”\"'」])|<br\s*/?>\s*<br",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
# Nobody types these; who asks about &lt; does.
_ESCAPED = re.compile("&(?:nbsp|quot|#0?39|ldquo|rdquo);")
_REPLACED = "\ufffd"


def tidy(text: str) -> str:
    """The text for display: invisible characters go, wide blanks become blanks, radicals letters.

    All else stays as the trainer wrote it, ① and ㎡ too.
    """
    if _ODD.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _JOINED.sub("\ue000", text) if "\u200d" in text else text
        text = text.translate(_TABLE).replace("\ue000", "\u200d")
    return text.strip()


def plain(text: str) -> str:
    """The text for comparing: width, case and blanks make no difference."""
    return "".join(unicodedata.normalize("NFKC", tidy(text)).casefold().split())


def without_markup(text: str) -> str:
    """The text of a cell that a web editor filled; a cell that only speaks of tags stays.

    "<p>…</p>" round the whole cell is markup, "which tag is <p>?" is a question.
    """
    if _ESCAPED.search(text):
        text = html.unescape(text.replace("&nbsp;", " "))
    if "<" not in text or not (
        _WRAPPED.fullmatch(text) or _PICTURE.search(text) or _STYLED.search(text)
    ):
        return text
    bare = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return re.sub(r"\n{2,}", "\n", bare).strip()


def has_picture(text: str) -> bool:
    return "<" in text and _PICTURE.search(text) is not None


def is_broken(text: str) -> bool:
    """Whether a character was lost before the file came to us."""
    return _REPLACED in text
