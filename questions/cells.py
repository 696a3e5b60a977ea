"""Text that may stand in a spreadsheet cell: the one place that makes it safe for XLSX and CSV."""

import re
import unicodedata

# Excel's limit, counted in UTF-16 units: a character beyond U+FFFF is two.
CELL_LIMIT = 32_767

# What spreadsheet programs may take for the beginning of a formula (ASVS 5.0, 1.2.10), also in
# the wide and small forms of East Asia.
FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠﹦﹢﹣﹫−")
# Spaces, marks that are not seen, and line ends: programs pass over them.
_PASSED_OVER = frozenset(("Zs", "Zl", "Zp", "Cf", "Cc"))

# Not allowed in XML 1.0 at all, or halves of a character that no encoder accepts.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def sheet_text(value: str) -> str:
    """The text as an XLSX cell can hold it: it is kept as text, so nothing is escaped.

    Control characters and half characters go, line ends become LF, and what is past 32,767
    is cut, the cut shown by `…`.
    """
    text = _within_limit(_LINE_END.sub("\n", _UNKEEPABLE.sub("", value)))
    # XlsxWriter takes a string of this shape for ready-made XML and would write it raw.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    return text


def csv_safe(value: str) -> str:
    """The text as a CSV field that no spreadsheet program runs: `'` before a formula's start.

    For texts only; a number that we typed ourselves may start with a minus. Quotation marks
    are the CSV writer's matter.
    """
    text = sheet_text(value)
    return "'" + text if starts_formula(text) else text


def csv_plain(field: str) -> str:
    """The text that `csv_safe` was given: a `'` goes only where `csv_safe` would have set it."""
    return field[1:] if field[:1] == "'" and starts_formula(field[1:]) else field


def starts_formula(text: str) -> bool:
    """Whether a program might run it: at its start, behind blanks and what is not seen, or
    behind a `'` that is no mark of ours but will be taken for one."""
    for char in text:
        if char in FORMULA_STARTS:
            return True
        if char != "'" and unicodedata.category(char) not in _PASSED_OVER:
            return False
    return False


def _within_limit(text: str) -> str:
    if len(text) <= CELL_LIMIT // 2 or _utf16_units(text) <= CELL_LIMIT:
        return text
    kept = text[: CELL_LIMIT - 1]
    while (over := _utf16_units(kept) - (CELL_LIMIT - 1)) > 0:
        kept = kept[: -((over + 1) // 2)]
    return kept + "…"


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
