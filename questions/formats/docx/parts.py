"""The parts of a Word document as XML, from a zip that was counted before."""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from questions.errors import FileRefused
from questions.spreadsheet import archive

MAX_MEGABYTES = 8
_DOCUMENT = "word/document.xml"


class Parts:
    """FileRefused, with what to send instead, for what is no sound document."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_MEGABYTES << 20:
            raise FileRefused("file_too_large", limit=MAX_MEGABYTES)
        self._zip = archive.opened(data)
        self._names = {
            name.replace("\\", "/").lstrip("/").lower(): name for name in self._zip.namelist()
        }

    def document(self) -> Element:
        found = self.get(_DOCUMENT)
        if found is None:
            raise FileRefused("file_broken")
        return found

    def get(self, name: str) -> Element | None:
        """A part by its name; None where the document has none."""
        if name not in self._names:
            return None
        try:
            root: Element = fromstring(self._zip.read(self._names[name]), forbid_dtd=True)
        except DefusedXmlException as wrong:
            raise FileRefused("file_doctype") from wrong
        except (ParseError, ValueError, LookupError, zipfile.BadZipFile) as wrong:
            raise FileRefused("file_broken") from wrong
        return root

    def named(self, start: str) -> Iterator[Element]:
        """All parts whose names begin so: word/header1.xml, word/header2.xml."""
        for name in sorted(self._names):
            if name.startswith(start) and name.endswith(".xml"):
                found = self.get(name)
                if found is not None:
                    yield found


def tag(element: Element) -> str:
    """The name of an element without its namespace: documents of the strict kind have others."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return found
    return None


def child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((each for each in element if tag(each) == name), None)


def number(text: str | None, otherwise: int = 0) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise
