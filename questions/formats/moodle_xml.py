"""Reads Moodle XML: a quiz of questions, each with a type of its own."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, tostring

from questions.errors import FileRefused
from questions.formats import html_text, moodle_cloze, own_sheet, weighed
from questions.formats.category import levels
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.gathering import Gathering, Place
from questions.formats.item import Answer, Item
from questions.formats.normal import tidy
from questions.formats.report import Reading
from questions.formats.xml_text import child, children, local, parsed

OWN = "wengu"
_CHOICE = frozenset(("multichoice", "multichoiceset", "oumultiresponse"))
_TYPED = frozenset(("shortanswer", "shortanswerwiris"))
# What each sort of question that is not held is called in our texts.
_NOT_HELD = {
    "essay": "essay", "essayautograde": "essay", "poodllrecording": "essay",
    "matching": "matching", "match": "matching", "ddmatch": "matching",
    "randomsamatch": "matching",
    "cloze": "cloze", "multianswer": "cloze", "gapfill": "cloze",
    "description": "description", "ordering": "ordering",
    "ddwtos": "drag", "gapselect": "drag", "ddmarker": "drag", "ddimageortext": "drag",
    "calculated": "calculated", "calculatedsimple": "calculated", "calculatedmulti": "calculated",
}  # fmt: skip
# What who writes the XML by hand calls the types.
_ALSO_CALLED = {"multiplechoice": "multichoice", "multipleresponse": "multichoice",
                "truefalse": "truefalse", "shortanswer": "shortanswer"}  # fmt: skip
_FORMATS = {"0": "moodle", "1": "html", "2": "plain", "4": "markdown", "plain_text": "plain",
            "moodle_auto_format": "moodle", "html": "html", "markdown": "markdown"}  # fmt: skip
_YES = frozenset(("true", "1", "yes", "t", "on"))


def is_moodle(text: str) -> bool:
    start = text[:5000]
    return "<quiz" in start and ("<question" in text[:200_000] or "</quiz>" in start)


def read(text: str, encoding: str = "") -> Reading:
    """`row` counts the questions of the file from 1."""
    found = parsed(text, "question")
    gathering, row, category = Gathering(), 0, ""
    for question in _questions(found.root):
        if _type(question) == "category":
            category = _text(child(question, "category")).text
            continue
        row += 1
        if gathering.is_full:
            break
        _take(gathering, question, row, category)
    if found.broken_at:
        gathering.refuse(Place(row + 1, ""), "xml_broken", {"line": found.broken_at})
    if not row:
        raise FileRefused("file_broken" if found.broken_at else "file_no_questions")
    if gathering.problems:
        gathering.say("rows_are_items")
    return gathering.reading("moodle", encoding)


def sealed(question: Element) -> dict[str, str]:
    """What the seal of our own export is set over: all that stands in the question but itself."""
    parts = []
    for element in question.iter():
        if element.tag != OWN:
            parts += [local(element.tag), *map(str, sorted(element.items())),
                      (element.text or "").strip()]  # fmt: skip
    return {"xml": "\n".join(parts)}


def _questions(root: Element) -> Iterator[Element]:
    if local(root.tag) == "question":
        yield root
    else:
        yield from (each for each in root.iter() if local(each.tag) == "question")


def _take(gathering: Gathering, question: Element, row: int, category: str) -> None:
    own = child(question, OWN)
    if own is not None and (kept := own_sheet.restored(own.text or "", sealed(question))):
        gathering.keep(Place(row, kept.stem), kept)
        return
    stem = _text(child(question, "questiontext"))
    name = _text(child(question, "name")).text
    judged = _judged(question, _item(question, stem, category))
    gathering.take(Place(row, stem.text or name), judged)


def _item(question: Element, stem: html_text.Shown, category: str) -> Item:
    general = [_text(child(question, name)).text for name in ("generalfeedback", "graderinfo")]
    named = child(question, "tags")
    tags = [_text(each).text for each in children(named, "tag")] if named is not None else []
    return Item(
        stem.text,
        answers=tuple(_answer(each) for each in children(question, "answer")),
        feedback="\n".join(filter(None, general)),
        right_feedback=_text(child(question, "correctfeedback")).text,
        wrong_feedback=_text(child(question, "incorrectfeedback")).text,
        tags=(*levels(category), *filter(None, tags)),
        key=tidy(_text(child(question, "idnumber")).text),
        has_picture=stem.has_picture or child(question, "image_base64") is not None
        or bool(_text(child(question, "image")).text),
    )  # fmt: skip


def _judged(question: Element, item: Item) -> Judged:
    kind = _type(question)
    if kind in _CHOICE:
        return weighed.choice(item, _is_single(question, kind))
    if kind == "truefalse":
        return weighed.truth_of(item, weighed.marked_truth(item.answers))
    if kind in _TYPED:
        return weighed.typed(item)
    if kind == "numerical":
        return _number(question, item)
    if kind == "essay":
        return weighed.essay(item)
    if kind in ("cloze", "multianswer"):
        return moodle_cloze.judged(item)
    if kind in _NOT_HELD:
        return _refused(f"{_NOT_HELD[kind]}_not_held")
    return Judged(None, Finding("type_not_held", "kind", {"kind": kind[:40] or "?"}), Remarks())


def _refused(code: str) -> Judged:
    return Judged(None, Finding(code, field="kind"), Remarks())


def _is_single(question: Element, kind: str) -> bool | None:
    if kind != "multichoice":
        return False
    said = child(question, "single")
    value = "".join(said.itertext()).strip().lower() if said is not None else ""
    return value in _YES if value else None


def _number(question: Element, item: Item) -> Judged:
    """A unit that counts once is part of the answer; others are left out, and that is said."""
    units = child(question, "units")
    named = children(units, "unit") if units is not None else []
    names = [_text(child(each, "unit_name")).text for each in named]
    factors = [_text(child(each, "multiplier")).text for each in named]
    if len(names) == 1 and names[0] and factors[0] in ("", "1", "1.0", "1.00"):
        answers = tuple(replace(each, text=f"{each.text} {names[0]}") for each in item.answers)
        item = replace(item, answers=answers)
    judged = weighed.number(item)
    if len(names) > 1:
        judged.remarks.say("units_left_out")
    return judged


def _answer(element: Element) -> Answer:
    text = _text(element)
    tolerance = child(element, "tolerance")
    return Answer(
        text.text,
        _float(element.get("fraction", "0")),
        _text(child(element, "feedback")).text,
        text.has_picture,
        margin=_float("".join(tolerance.itertext())) if tolerance is not None else 0,
    )


def _type(question: Element) -> str:
    kind = question.get("type", "").strip().lower()
    return _ALSO_CALLED.get(re.sub("[-_ ]", "", kind), kind)


def _text(element: Element | None) -> html_text.Shown:
    """The text of a node, which stands in a <text> of its own or right in it."""
    if element is None:
        return html_text.Shown("")
    inner = child(element, "text")
    node = inner if inner is not None else element
    content = "".join(node.itertext()) if inner is not None else (node.text or "")
    if len(inner if inner is not None else ()):
        # Tags that are part of the XML, as who writes it by hand leaves them.
        return html_text.shown(_markup(node))
    form = _FORMATS.get(element.get("format", "").strip().lower(), "moodle")
    if form == "html":
        return html_text.shown(content)
    if form == "moodle" and html_text.looks_like_html(content):
        return html_text.shown(content, every_tag=False, keeps_lines="<p" not in content)
    return html_text.Shown(tidy(content), "@@PLUGINFILE@@" in content)


def _markup(node: Element) -> str:
    inside = "".join(tostring(each, encoding="unicode") for each in node)
    return html.escape(node.text or "", quote=False) + inside


def _float(text: str) -> float:
    try:
        return float(text.strip().replace(",", ".") or 0)
    except ValueError:
        return 0.0
