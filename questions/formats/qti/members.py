"""What a package holds: its members by name, in the order that its manifest gives."""

import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from questions.errors import FileRefused
from questions.formats.xml_text import local, parsed, text_of
from questions.spreadsheet import archive

MANIFEST = "imsmanifest.xml"
_SUFFIXES = (".xml", ".qti", ".dat")
# What the XML of questions has in it, in any version and with any prefix.
_SIGNS = re.compile(rb"questestinterop|assessment-?item\b|assessment-?test\b", re.IGNORECASE)
_TEST = re.compile(rb"<(?:\w+:)?(?:qti-)?assessment-?test\b", re.IGNORECASE)
_BAD = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")


class Package:
    """FileRefused for a bomb, for a member with a password, and for names that lead outside."""

    def __init__(self, data: bytes) -> None:
        self._archive = archive.opened(data, refuse_doctype=False)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            if _BAD.search(entry.filename):
                raise FileRefused("file_paths")
            if not entry.is_dir() and not _is_link(entry):
                self._entries.setdefault(entry.filename.replace("\\", "/"), entry)

    @property
    def has_manifest(self) -> bool:
        return any(name.lower().endswith(MANIFEST) for name in self._entries)

    def question_members(self) -> Iterator[tuple[str, str | FileRefused]]:
        """Names and texts of the members that speak of questions; a refusal where one has none."""
        for name in self._ordered():
            if not name.lower().endswith(_SUFFIXES):
                continue
            data = self._bytes(name)
            if not _SIGNS.search(data.replace(b"\x00", b"")):
                continue
            try:
                yield name, text_of(data)
            except FileRefused as refused:
                yield name, refused

    def _ordered(self) -> list[str]:
        """As tests and manifest list them, and behind them what neither lists."""
        known = {name.lower(): name for name in self._entries}
        named = [*self._tested(), *self._listed()]
        found = dict.fromkeys(known[name.lower()] for name in named if name.lower() in known)
        return list(found | dict.fromkeys(sorted(self._entries, key=_natural)))

    def _tested(self) -> Iterator[str]:
        """The items of a test, in its order: QTI 2 and 3 keep it in a file of its own."""
        for name in self._entries:
            if name.lower().endswith(_SUFFIXES) and _TEST.search(self._bytes(name)[:100_000]):
                yield from self._references(name, ("assessmentItemRef", "qti-assessment-item-ref"))

    def _listed(self) -> Iterator[str]:
        manifests = [each for each in self._entries
                     if each.lower().rpartition("/")[2] == MANIFEST]  # fmt: skip
        for manifest in sorted(manifests, key=len):
            yield from self._references(manifest, ("resource", "file"))

    def _references(self, name: str, tags: tuple[str, ...]) -> Iterator[str]:
        """The members that a member refers to, from where it stands itself."""
        folder = posixpath.dirname(name)
        try:
            root = parsed(text_of(self._bytes(name)), "resource").root
        except FileRefused:
            return
        for element in root.iter():
            if local(element.tag) in tags and (href := element.get("href")):
                yield posixpath.normpath(posixpath.join(folder, unquote(href)))

    def _bytes(self, name: str) -> bytes:
        try:
            return self._archive.read(self._entries[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as wrong:
            raise FileRefused("file_broken") from wrong


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _natural(name: str) -> list[tuple[int, str]]:
    """item2 before item10."""
    return [(int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d{1,9})", name)]
