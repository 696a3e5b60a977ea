"""Reads the XML that Excel 2003 saved as a workbook, and old systems still write."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from questions.errors import FileRefused
from questions.spreadsheet.sheet import MAX_COLUMNS, MAX_ROWS, Gatherer, Range, Sheet, filled_down

_OURS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def is_workbook(text: str) -> bool:
    return (
        "urn:schemas-microsoft-com:office:spreadsheet" in text[:4096] and "Workbook" in text[:4096]
    )


def read(text: str) -> tuple[Sheet, ...]:
    """All worksheets in their order; FileRefused when the XML is broken."""
    if "<!DOCTYPE" in text[:4096].upper():
        raise FileRefused("file_doctype")
    try:
        # The text is decoded by now; what its first line says about that is out of date.
        root = fromstring(text.encode("utf-8") if "encoding=" not in text[:200] else _bare(text))
    except DefusedXmlException as wrong:
        raise FileRefused("file_doctype") from wrong
    except (ParseError, ValueError, LookupError) as wrong:
        raise FileRefused("file_broken") from wrong
    return tuple(_sheet(each) for each in root.iter(f"{_OURS}Worksheet"))


def _bare(text: str) -> bytes:
    return text.partition("?>")[2].encode("utf-8")


def _sheet(worksheet: Element) -> Sheet:
    gatherer, number = Gatherer(MAX_ROWS), 0
    merged: list[Range] = []
    for row in worksheet.iter(f"{_OURS}Row"):
        number = _index(row, number)
        texts: list[str] = []
        for cell in row.iter(f"{_OURS}Cell"):
            column = min(_index(cell, len(texts)) - 1, MAX_COLUMNS)
            texts.extend("" for _ in range(column - len(texts)))
            texts[column : column + 1] = [_text(cell)]
            merged.extend(_merged(cell, number, column))
            texts.extend("" for _ in range(_number(cell, "MergeAcross")))
        if not gatherer.add(number, texts):
            break
    hidden = any(each.text == "SheetHidden" for each in worksheet.iter() if "Visible" in each.tag)
    return Sheet(
        worksheet.get(f"{_OURS}Name", ""), filled_down(gatherer.rows, merged), is_hidden=hidden,
        rows_cut=gatherer.rows_cut, columns_cut=gatherer.columns_cut,
    )  # fmt: skip


def _text(cell: Element) -> str:
    data = cell.find(f"{_OURS}Data")
    if data is None:
        return ""
    text = "".join(data.itertext())
    if data.get(f"{_OURS}Type") == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    return text.removesuffix("T00:00:00.000") if data.get(f"{_OURS}Type") == "DateTime" else text


def _merged(cell: Element, number: int, column: int) -> Iterator[Range]:
    down, across = _number(cell, "MergeDown"), _number(cell, "MergeAcross")
    if down:
        yield number, column, number + down, column + across


def _index(element: Element, before: int) -> int:
    return _number(element, "Index") or before + 1


def _number(element: Element, name: str) -> int:
    text = element.get(f"{_OURS}{name}", "")
    return min(int(text), 1_048_576) if text.isdecimal() and len(text) < 8 else 0
