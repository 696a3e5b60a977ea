"""Whatever stands in a file of a learning platform, reading ends; with a refusal at worst."""

from hypothesis import given, settings
from hypothesis import strategies as st

from questions.errors import FileRefused
from questions.formats import aiken, gift, moodle_xml, own_text
from questions.formats.qti import read as qti
from questions.formats.reader import read
from questions.validation import problems
from tests.formats.made import spoken
from tests.formats.packed import (
    assessment,
    canvas_item,
    choices,
    declared,
    equals,
    item_two,
    labels,
    package,
    scores,
)

GIFT = [
    "::n::", "Stem", "{", "}", "=", "~", "#", "####", "%50%", "%-100%", "->", "\\", "\\{", "T",
    "\n", "\n\n", "//", "[html]", "<p>", "<img>", "甲", "1:2", "1..2", "*", "[tag:x]", " ",
    "$CATEGORY: a/b\n", "// wengu {}\n",
]  # fmt: skip
AIKEN = [
    "Stem", "\n", "\n\n", "A. x\n", "B) y\n", "a) z\n", "ANSWER: A", "Answer：B, C", "ANSWER:",
    "1. ", "（A）", "甲", "\n",
]  # fmt: skip
OWN = [
    "- type: single\n", "  stem: x\n", "  answer: [0]\n", "  answer: x\n", "  options: [a, b]\n",
    "  tags: x\n", "- &a [1]\n", "- *a\n", "\n", "[[questions]]\n", 'type = "single"\n',
    '{"type":"single","stem":"x"}\n', "  difficulty: x\n", "  ordered: yes\n", "? x\n",
]  # fmt: skip
TAGS = ["quiz", "question", "questiontext", "text", "answer", "feedback", "single", "item",
        "presentation", "material", "mattext", "response_lid", "response_str", "render_choice",
        "render_fib", "response_label", "resprocessing", "respcondition", "conditionvar", "not",
        "and", "or", "varequal", "vargte", "setvar", "questestinterop", "assessmentItem",
        "itemBody", "choiceInteraction", "simpleChoice", "textEntryInteraction", "value",
        "responseDeclaration", "correctResponse", "qti-item-body", "tags", "tag", "category",
        "units", "unit", "itemfeedback", "img"]  # fmt: skip
NAMES = ["type", "fraction", "format", "ident", "respident", "rcardinality", "identifier",
         "responseIdentifier", "cardinality", "maxChoices", "linkrefid", "baseType"]  # fmt: skip
VALUES = ["", "multichoice", "numerical", "essay", "100", "-1", "x", "html", "single", "multiple",
          "A", "integer", "<p>", "&", "甲", "NaN", "1e999", "٣"]  # fmt: skip
ATTRIBUTES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3)


def element(name, attributes, inside):
    given_attributes = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{given_attributes}>{inside}</{name}>"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


ELEMENTS = st.recursive(
    st.sampled_from(VALUES).map(escaped),
    lambda inner: st.builds(
        element, st.sampled_from(TAGS), ATTRIBUTES, st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=25,
)
ROOTS = st.sampled_from(["quiz", "questestinterop", "assessmentItem", "qti-assessment-item"])
XML = st.builds(element, ROOTS, ATTRIBUTES, ELEMENTS)
SOUND = [
    assessment(canvas_item("", "一？", labels("甲", "乙"), scores(equals(1)))),
    item_two(choices("甲", "乙", prompt="一？"), declared("A")),
    '<quiz><question type="multichoice"><questiontext><text>一？</text></questiontext>'
    '<answer fraction="100"><text>甲</text></answer></question></quiz>',
    "// [id:k]\n一？{=甲\n~乙#no\n####注}\n",
    "一？\nA. 甲\nB. 乙\nANSWER: A\n",
]


def survives(data):
    try:
        found = spoken(read(data))
    except FileRefused:
        return
    for draft in found.drafts:
        problems(draft.question)


def told(reader, text):
    try:
        found = reader(text)
    except FileRefused:
        return
    if found is not None:
        spoken(found)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(GIFT), max_size=25).map("".join))
def test_any_gift_is_survived(text):
    survives(text.encode())
    told(gift.read, text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(AIKEN), max_size=20).map("".join))
def test_any_aiken_is_survived(text):
    survives(text.encode())
    told(aiken.read, text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(OWN), max_size=15).map("".join))
def test_any_text_of_our_own_schema_is_survived(text):
    survives(text.encode())
    told(own_text.read, text)


@settings(max_examples=200, deadline=None)
@given(XML)
def test_any_xml_is_survived(text):
    survives(text.encode())
    told(moodle_xml.read, text)
    told(qti.read, text)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["a.xml", "b/c.xml", "d.qti", "e.txt"]), XML, max_size=3))
def test_any_package_is_survived(members):
    survives(package(members))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SOUND), st.data())
def test_a_sound_file_that_was_damaged_is_survived(text, data):
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[place] = data.draw(st.integers(0, 255))
        else:
            del content[place : place + data.draw(st.integers(1, 30))]
        if not content:
            break

    survives(bytes(content))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_package_that_was_damaged_is_survived(data):
    content = bytearray(package({"a.xml": SOUND[0], "b.xml": SOUND[1]}))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    survives(bytes(content))


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"<quiz>", b"{=", b"<questestinterop>", b"- type: single\n  stem: "]),
)
def test_any_bytes_behind_a_known_beginning_are_survived(data, beginning):
    survives(beginning + data)
