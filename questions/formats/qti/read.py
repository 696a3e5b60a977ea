"""Reads QTI, from a package or a single file: items of all versions, each listed or taken."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from questions.errors import FileRefused
from questions.formats.gathering import Gathering, Place
from questions.formats.qti import items_one, items_two
from questions.formats.qti.members import Package
from questions.formats.qti.shown import plain_name
from questions.formats.report import Reading
from questions.formats.xml_text import parsed

_CANVAS = re.compile(r"(?:^|/)non_cc_assessments/([^/]+)\.xml\.qti$")


def is_qti(text: str) -> bool:
    """Whether an XML text is a file of items on its own."""
    start = text[:20_000].lower()
    return start.lstrip().startswith("<") and re.search(
        r"<(?:\w+:)?(?:questestinterop|(?:qti-)?assessment-?item)\b", start
    ) is not None  # fmt: skip


def read(text: str, encoding: str = "") -> Reading:
    """The items of one file; `row` counts them from 1."""
    gathering = Gathering()
    _take(gathering, "", text)
    if not gathering.drafts and not gathering.problems:
        raise FileRefused("file_no_questions")
    return _said(gathering, encoding)


def read_package(data: bytes) -> Reading:
    """The items of all members; a member that is broken is a problem, and the others are read."""
    package = Package(data)
    gathering, only = Gathering(), ""
    for name, text in _without_twins(package.question_members()):
        if gathering.is_full:
            break
        try:
            if isinstance(text, FileRefused):
                raise text
            _take(gathering, name, text)
        except FileRefused as refused:
            only = refused.code
            code = "member_doctype" if refused.code == "file_doctype" else "member_broken"
            gathering.refuse(Place(1, name, name), code)
    if not gathering.drafts and only == "file_doctype":
        raise FileRefused(only)
    if not gathering.drafts and not gathering.problems:
        raise FileRefused("file_package" if package.has_manifest else "file_zip")
    return _said(gathering)


def _said(gathering: Gathering, encoding: str = "") -> Reading:
    if gathering.problems:
        gathering.say("rows_are_items")
    return gathering.reading("qti", encoding)


def _without_twins(
    members: Iterable[tuple[str, str | FileRefused]],
) -> Iterator[tuple[str, str | FileRefused]]:
    """Canvas packs a quiz twice: in full, and cut down for cartridges. The full one is read."""
    every = list(members)
    full = {found[1]: (name, text) for name, text in every if (found := _CANVAS.search(name))}
    taken: set[str] = set()
    for name, text in every:
        folder, _, base = name.rpartition("/")
        quiz = folder.rpartition("/")[2]
        if base == "assessment_qti.xml" and quiz in full:
            name, text = full[quiz]
        if name not in taken:
            taken.add(name)
            yield name, text


def _take(gathering: Gathering, name: str, text: str) -> None:
    found, row = parsed(text, "item"), 0
    if found.broken_at and plain_name(found.root.tag) == "assessmentitem":
        raise FileRefused("file_broken")
    for row, item in enumerate(_items(found.root), start=1):
        way = items_one if plain_name(item.tag) == "item" else items_two
        judged, shown = way.judged(item)
        gathering.take(Place(row, shown, name), judged)
    if found.broken_at:
        facts = {"line": found.broken_at}
        gathering.refuse(Place(row + 1, name, name), "xml_broken", facts)


def _items(root: Element) -> Iterator[Element]:
    is_one = plain_name(root.tag) not in ("assessmentitem", "assessmenttest")
    wanted = ("item", "assessmentitem") if is_one else ("assessmentitem",)
    yield from (each for each in root.iter() if plain_name(each.tag) in wanted)
