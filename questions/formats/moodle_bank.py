"""A bank as Moodle XML: Moodle reads it, and here it comes back without any loss."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from questions.cells import sheet_text
from questions.formats import own_marks
from questions.formats.moodle_xml import OWN
from questions.formats.moodle_xml import sealed as what_is_sealed
from questions.formats.normal import tidy
from questions.formats.own_sheet import sealed
from questions.formats.shares import shares
from questions.question import Bank, Kind, Question

_TYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.BLANK: "shortanswer",
    Kind.SHORT: "essay",
}
_NAME = 60


def write_bank(bank: Bank, articles_titles: Mapping[str, str]) -> bytes:
    """UTF-8, a question each. `articles_titles` names the articles of the quotes by key."""
    quiz = Element("quiz")
    for each in bank.questions:
        quiz.append(_question(each, articles_titles))
    # A line a question: Telegram brings back no more than 20 MB.
    quiz.text = "\n"
    for element in quiz:
        element.tail = "\n"
    written: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _question(question: Question, titles: Mapping[str, str]) -> Element:
    made = Element("question", type=_TYPES[question.kind])
    stem = tidy(question.stem)
    _text(made, "name", " ".join(stem.split())[:_NAME] or question.key or "-")
    _plain(made, "questiontext", stem)
    if marked := own_marks.lines(question, titles):
        _plain(made, "generalfeedback", "\n".join(marked))
    SubElement(made, "defaultgrade").text = "1"
    if key := tidy(question.key):
        SubElement(made, "idnumber").text = sheet_text(key)
    _answers(made, question)
    tags = SubElement(made, "tags")
    for each in own_marks.tags(question):
        _text(tags, "tag", each)
    own = sealed(question, what_is_sealed(made))
    SubElement(made, OWN).text = own
    return made


def _answers(made: Element, question: Question) -> None:
    if question.kind is Kind.TRUE_FALSE:
        _answer(made, "true", "100" if question.is_true else "0")
        _answer(made, "false", "0" if question.is_true else "100")
    elif question.kind is Kind.BLANK:
        SubElement(made, "usecase").text = "0"
        for wording in own_marks.joined(question.accepted):
            _answer(made, wording.replace("*", "\\*"), "100")
    elif question.kind is Kind.SHORT:
        SubElement(made, "responseformat").text = "editor"
        SubElement(made, "responsefieldlines").text = "10"
    else:
        _choices(made, question)


def _choices(made: Element, question: Question) -> None:
    is_single = question.kind is Kind.SINGLE
    SubElement(made, "single").text = "true" if is_single else "false"
    SubElement(made, "shuffleanswers").text = "true"
    SubElement(made, "answernumbering").text = "ABCD"
    weights = iter(shares(len(question.right)))
    for place, choice in enumerate(question.choices):
        if place in question.right:
            _answer(made, choice, "100" if is_single else next(weights))
        else:
            # Whoever ticks everything has not answered.
            _answer(made, choice, "0" if is_single else "-100")


def _answer(made: Element, text: str, fraction: str) -> None:
    answer = SubElement(made, "answer", fraction=fraction, format="plain_text")
    SubElement(answer, "text").text = sheet_text(tidy(text))


def _plain(parent: Element, name: str, text: str) -> None:
    _text(parent, name, text).set("format", "plain_text")


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    SubElement(element, "text").text = sheet_text(text)
    return element
